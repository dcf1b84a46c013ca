"""How well questions that others wrote are understood."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.advisor.expertise import Expertise
from bot.advisor.kinds import kind_of
from bot.advisor.replies import Clarification
from bot.cli.asking import ask
from bot.cli.console import UsageError
from bot.cli.evaluation.typos import with_typos
from bot.cli.json_shapes import criterion_of
from bot.knowledge import yaml_text

FOLDER = Path("tests/questions")
"""Where the question files of a checkout are; a file's name is what its questions are about."""

HELD_OUT = "held_out"
"""The folder, beside the question files, with those that nobody looks at who improves anything."""

OTHER_KINDS = {
    "_recommend": "recommend",
    "_packages": "packages",
    "_smalltalk": "smalltalk",
    "_off_topic": "decline",
}
"""Files whose questions are not about a criterion, with what must come of them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with what was expected, what came of it, and whether it was offered at least.

    `got` is a criterion's id, `packages`, or a kind of reply; `offered` says that the reply was a
    choice of subjects with the expected one among them.
    """

    question: str
    expected: str
    got: str
    offered: bool

    @property
    def right(self) -> bool:
        return self.got == self.expected


Write = Callable[[str], str]


def judge(expertise: Expertise, folder: Path = FOLDER, write: Write = str) -> tuple[Judged, ...]:
    """Ask every question of the folder, as *write* has it; what lies in folders within is left out.

    Raises UsageError for a broken file or none at all.
    """
    judged = tuple(
        _judge(write(question), expected, expertise)
        for expected, questions in _files(folder)
        for question in questions
    )
    if not judged:
        raise UsageError(f"{folder}: there are no question files")
    return judged


def report(judged: tuple[Judged, ...], console: Console, *, questions: bool = False) -> None:
    """Print the accuracy for each subject.

    `questions` prints every question that went wrong, too. Whoever writes utterances must not have
    read them: an examination that was seen beforehand proves nothing.
    """
    table = Table("subject", "questions", "right", "offered", "%", "taken for")
    for expected in dict.fromkeys(j.expected for j in judged):
        mine = [j for j in judged if j.expected == expected]
        table.add_row(expected, *_figures(mine), _confusions(mine))
    table.add_section()
    criteria = [j for j in judged if j.expected not in OTHER_KINDS.values()]
    table.add_row("all criteria", *_figures(criteria), "")
    console.print(table)
    for wrong in (j for j in judged if questions and not j.right):
        console.print(f"{wrong.expected} -> {wrong.got}: {wrong.question}", markup=False)


def summary(expertise: Expertise, folder: Path, console: Console) -> None:
    """Print the accuracy by kind: open and held-out questions, as written and with typos."""
    places = [folder, *([folder / HELD_OUT] if (folder / HELD_OUT).is_dir() else [])]
    judged = [judge(expertise, place, write) for place in places for write in (str, with_typos)]
    names = ("open", "with typos", "held out", "with typos")
    table = Table("right %", *names[: len(judged)])
    for kind in ("criteria", *OTHER_KINDS.values()):
        table.add_row(kind, *(_share([j for j in all_ if group(j) == kind]) for all_ in judged))
    console.print(table)


def group(judged: Judged) -> str:
    """What its question is about: `criteria`, or the kind of reply that it must get."""
    return judged.expected if judged.expected in OTHER_KINDS.values() else "criteria"


def parsed_files(folder: Path) -> Iterator[tuple[Path, list[Any]]]:
    """The lists of the folder's files; raises UsageError where one cannot be read as YAML."""
    for path in sorted(folder.glob("*.yaml")):
        parsed = yaml_text.parse(path.read_text("utf-8"))
        if parsed.slips:
            raise UsageError(*(f"{path}:{slip.line}: {slip.text}" for slip in parsed.slips))
        if isinstance(parsed.data, list):
            yield path, parsed.data


def _files(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for path, questions in parsed_files(folder):
        yield OTHER_KINDS.get(path.stem, path.stem), questions


def _share(judged: list[Judged]) -> str:
    return (
        f"{100 * sum(j.right for j in judged) / len(judged):.1f} of {len(judged)}" if judged else ""
    )


def _judge(question: str, expected: str, expertise: Expertise) -> Judged:
    reply = ask(question, expertise)
    got = criterion_of(reply) or kind_of(reply)
    offered = isinstance(reply, Clarification) and expected in {c.id for c in reply.choices}
    return Judged(question, expected, got, offered)


def _figures(judged: list[Judged]) -> tuple[str, str, str, str]:
    right = sum(j.right for j in judged)
    offered = sum(j.offered for j in judged)
    return str(len(judged)), str(right), str(offered), f"{100 * right / len(judged):.1f}"


def _confusions(judged: list[Judged]) -> str:
    taken: Mapping[str, int] = Counter(j.got for j in judged if not j.right)
    ordered = sorted(taken.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{name} {count}" for name, count in ordered)
