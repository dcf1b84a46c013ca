"""Sentences on packages and options that somebody named."""

from collections.abc import Iterator

from bot.advisor.replies import Compared, Comparison, Glance, NotCompared
from bot.knowledge.model import Criterion, Options
from bot.phrases.subjects import NOTHING_COMPARABLE, package_facts
from bot.phrases.wording import in_sentence, listed


def comparison_title(reply: Comparison) -> str:
    """What is compared, and whether it serves the same purpose."""
    names = listed(part.package.name for part in reply.parts)
    if reply.common:
        return f"{names} serve the same purpose: {in_sentence(reply.common.name)}"
    return f"{names} are packages of different kinds"


def compared_line(part: Compared, options: Options) -> str:
    """What a package is, what for, what a reader should know, and what stands in its place."""
    what = f"for {options[part.option].name}: {in_sentence(part.purpose.name)}"
    note = f" {part.package.note}" if part.package.note else ""
    return f"{package_facts(part.package)} {what}.{note}"


def instead_lines(part: Compared, options: Options) -> Iterator[str]:
    """What serves the purpose of a package with each other option."""
    for option, names in part.elsewhere.items():
        known = listed(names) if names else NOTHING_COMPARABLE
        yield f"In its place with {options[option].name}: {known}."


def glance_title(reply: Glance) -> str:
    return f"{reply.options[reply.option].name} at a glance"


def glance_lines(reply: Glance) -> Iterator[str]:
    """The criteria by what their verdicts say of the option, each kind in a sentence."""
    name = reply.options[reply.option].name
    said = {
        f"Where {name} is ahead": reply.ahead,
        f"Where {name} is behind": reply.behind,
        "Where it depends or neither is ahead": reply.level,
    }
    for lead, criteria in said.items():
        yield f"{lead}: {_subjects(criteria) or 'nowhere'}."


def not_compared(reply: NotCompared) -> str:
    """That something is not what is compared, and what is."""
    names = listed(reply.names)
    ours = listed(option.name for option in reply.options.values())
    return (
        f"I know {ours} and nothing of {names}, so I cannot compare them. Ask me how {ours} differ "
        "for a backend, or let me lead you to a recommendation."
    )


def _subjects(criteria: tuple[Criterion, ...]) -> str:
    return "; ".join(in_sentence(criterion.title) for criterion in criteria)
