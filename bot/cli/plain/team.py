"""The result of a team as plain text. Pure."""

from collections.abc import Iterable, Iterator

from bot import phrases
from bot.advisor.replies import TeamResult
from bot.advisor.team.result import TeamQuestion
from bot.cli.plain.listing import listing


def team_result(reply: TeamResult) -> Iterator[str]:
    """The outcome, why, where people disagree and whether that decides, and what would turn it."""
    yield from filter(None, (reply.title,))
    yield phrases.team_title(reply.outcome, reply.options)
    yield phrases.team_sentence(reply)
    yield phrases.turnout(reply.people, reply.leanings, reply.options)
    fixed = (phrases.fixed_line(one) for one in reply.questions if one.fixed)
    yield from listing(phrases.FIXED_FOR_ALL, fixed)
    reasons = (phrases.team_reason_line(one, reply.options) for one in reply.reasons)
    yield from listing(phrases.WHY, reasons)
    overruled = (one for one in reply.rulings if not one.holds)
    yield from (phrases.ruling_line(ruling, reply.options) for ruling in overruled)
    yield from _disagreements(reply)
    yield from filter(None, (phrases.agreement_line(reply),))
    yield phrases.team_decided_by(reply.version)


def _disagreements(reply: TeamResult) -> Iterator[str]:
    disputed = [question for question in reply.questions if question.disputed]
    deciding = (_question(one, reply) for one in disputed if one.decides)
    others = (_question(one, reply) for one in disputed if not one.decides)
    yield from listing(phrases.WHAT_DECIDES, deciding)
    yield from listing(phrases.WHAT_DOES_NOT_DECIDE, others)
    if not disputed:
        yield phrases.NO_DISAGREEMENT


def _question(one: TeamQuestion, reply: TeamResult) -> str:
    turns = phrases.turns_line(one, reply)
    return " ".join([one.question.ask, f"{', '.join(_sides(one))}.", *filter(None, (turns,))])


def _sides(one: TeamQuestion) -> Iterable[str]:
    for side in one.sides:
        persons = f" ({phrases.persons_line(side.persons)})" if side.persons else ""
        yield f"{phrases.side_line(side)}{persons}"
