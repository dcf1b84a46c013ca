"""Writes a decision down as an architecture decision record in the form of MADR 4."""

from collections.abc import Iterable, Iterator

from bot import phrases
from bot.decisions import reasons
from bot.decisions.decision import Decision, TeamReceipt
from bot.decisions.markdown import inline, scalar
from bot.decisions.record import outcome, team
from bot.decisions.record.answers import answered
from bot.decisions.record.arguments import pros_and_cons
from bot.decisions.record.written import Links, Written
from bot.decisions.tally import tallies
from bot.knowledge.model import Knowledge

KEY_FIELD = "stackpick"
"""The field of the front matter that holds `key_of`."""


def record(decision: Decision, knowledge: Knowledge, links: Links | None = None) -> str:
    """The record of a decision, with the knowledge that it was taken on.

    The same decision, knowledge and links always give the same text. Raises LookupError where the
    knowledge is of another version.
    """
    if knowledge.version != decision.knowledge_version:
        raise LookupError(f"decision {decision.number} was taken on other knowledge")
    return "\n".join(_lines(Written(decision, knowledge, links or {}))) + "\n"


def key_of(decision: Decision) -> str:
    """What a record's front matter calls its decision, to recognise the file by."""
    return f"{decision.team}/{decision.number}"


def body_of(text: str) -> str:
    """A record without front matter and title, for where those have a place of their own."""
    _, _, rest = text.split("---\n", 2)
    return "## " + rest.split("\n## ", 1)[1]


def _lines(written: Written) -> Iterator[str]:
    yield from _front_matter(written)
    yield f"# {inline(written.decision.title)}"
    yield from _section("## Context and Problem Statement", _context(written))
    yield from _section("## Decision Drivers", outcome.drivers(written))
    yield from _section("## Considered Options", outcome.considered(written))
    yield from _section("## Decision Outcome", outcome.chosen(written))
    yield from _section("### Consequences", outcome.consequences(written))
    yield from _section("### Confirmation", outcome.confirmation(written))
    yield from ("", "## Pros and Cons of the Options")
    for option in written.knowledge.options:
        yield from _section(f"### {written.name(option)}", pros_and_cons(written, option))
    yield from _section("## More Information", _more(written))


def _section(heading: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", heading, "", *lines)


def _front_matter(written: Written) -> Iterator[str]:
    decision = written.decision
    makers = [voice.name for voice in decision.voices if voice.name]
    yield "---"
    yield f"status: {scalar(_status(written))}"
    yield f"date: {decision.at.date().isoformat()}"
    yield f"decision-makers: [{', '.join(map(scalar, makers))}]"
    yield f"{KEY_FIELD}: {scalar(key_of(decision))}"
    yield from ("---", "")


def _status(written: Written) -> str:
    other = written.decision.superseded_by
    return phrases.record_superseded(written.named(other)) if other else "accepted"


def _context(written: Written) -> Iterator[str]:
    yield phrases.record_question(map(written.name, written.knowledge.options))
    yield from (phrases.RECORD_KNOWN, "")
    told = reasons.telling(written.decision.receipt)
    lines = [
        f"* {answered(tally, team=bool(written.team))}"
        for tally in tallies(written.decision, written.knowledge)
        if tally.question.id in told
    ]
    yield from lines or [f"* {phrases.RECORD_NOTHING_KNOWN}"]


def _more(written: Written) -> Iterator[str]:
    decision = written.decision
    origin = phrases.record_origin(decision.number, decision.knowledge_version)
    yield f"{origin} {phrases.RULES_NOT_MODEL}"
    if decision.supersedes:
        yield from ("", phrases.record_supersedes(written.named(decision.supersedes)))
    if written.team:
        yield from _of_the_team(written, written.team)
    else:
        yield from ("", phrases.record_speaker(inline(decision.only_voice.name or "")), "")
        yield from _answers(written)


def _of_the_team(written: Written, receipt: TeamReceipt) -> Iterator[str]:
    yield from ("", team.turnout(receipt, written.knowledge))
    found = [*team.disagreements(receipt, written.knowledge)]
    if found:
        yield from ("", phrases.RECORD_DISAGREEMENTS, "", *(f"* {line}" for line in found))
    yield from ("", phrases.RECORD_ANSWERS_OF_ALL, "", *_answers(written))


def _answers(written: Written) -> Iterator[str]:
    every = tallies(written.decision, written.knowledge)
    lines = [f"* {answered(tally, team=bool(written.team), named=True)}" for tally in every]
    yield from lines or ["* none"]
