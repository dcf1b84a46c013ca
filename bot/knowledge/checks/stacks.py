"""The starter stacks, and the packages that they are made of."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from bot.knowledge.checks.found import Found, differ
from bot.knowledge.model import Knowledge, Role
from bot.knowledge.yaml_text import Path


def faults(knowledge: Knowledge) -> Iterator[Found]:
    """What does not fit in them; nothing where all does."""
    for option in differ(knowledge.options, knowledge.stacks):
        text = f"needs exactly one stack for each option: '{option}'"
        yield Found("stacks.yaml", (option,), text)
    for option, roles in knowledge.stacks.items():
        known = {p.name for purpose in knowledge.packages for p in purpose.packages.get(option, ())}
        for index, role in enumerate(roles):
            yield from _unknown_packages(option, index, role, known)
            yield from _conditions((option, index, "only_if"), role.only_if, knowledge)
            for number, instead in enumerate(role.instead):
                path = (option, index, "instead", number, "when")
                yield from _conditions(path, instead.when, knowledge)
    for number, purpose in enumerate(knowledge.packages):
        for option in differ(knowledge.options, purpose.packages):
            text = f"needs one list for each option: '{option}'"
            yield Found("packages.yaml", (number, "packages"), text)


def _unknown_packages(
    option: str, index: int, role: Role, known: AbstractSet[str]
) -> Iterator[Found]:
    for path, package in _packages_of(role):
        if package not in known:
            text = f"packages.yaml has no '{package}' for '{option}'"
            yield Found("stacks.yaml", (option, index, *path), text)


def _packages_of(role: Role) -> Iterator[tuple[Path, str]]:
    yield ("package",), role.package
    for number, instead in enumerate(role.instead):
        yield ("instead", number, "package"), instead.package


def _conditions(
    path: Path, conditions: Mapping[str, tuple[str, ...]], knowledge: Knowledge
) -> Iterator[Found]:
    for name, answers in conditions.items():
        question = knowledge.dialog.question(name)
        for answer in answers:
            if question is None or question.answer(answer) is None:
                text = f"the dialog has no answer '{answer}' to a question '{name}'"
                yield Found("stacks.yaml", path, text)
