"""Renders what a team's answers come to; it fits however many people disagree on everything."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot import phrases
from bot.advisor.replies import TeamResult
from bot.advisor.team.result import TeamQuestion
from bot.slack.blocks.evidence import linked_list
from bot.slack.blocks.parts import (
    LONGEST_SECTION,
    Message,
    bold,
    bullets,
    context,
    folded,
    header,
    section,
)
from bot.slack.text import escaped, mention, quoted

MOST_REASONS = 3
"""Reasons that are shown; the record and the JSON of the terminal hold all."""

MOST_DISPUTED = 8000
"""Characters on all disagreements; Slack takes about 13,200 in the blocks of one message."""


def team_result(reply: TeamResult) -> Message:
    """The outcome, why, where people disagree and whether that decides, and what would turn it."""
    title, sentence = phrases.team_title(reply.outcome, reply.options), phrases.team_sentence(reply)
    deciding, others = disputes(reply)
    first = [header(title), _opening(reply, sentence), *_reasons(reply), *deciding]
    fold = [folded(phrases.WHAT_DOES_NOT_DECIDE, others)] if others else []
    heading = [section(bold(phrases.WHAT_DOES_NOT_DECIDE))] if others else []
    turning = [*filter(None, (phrases.agreement_line(reply),))]
    last = [
        *(section(f"{bold(phrases.WHAT_WOULD_TURN_IT)}\n{escaped(line)}") for line in turning),
        context(escaped(phrases.team_decided_by(reply.version))),
    ]
    about = f"{reply.title}: " if reply.title else ""
    plain, newer = (*first, *heading, *others, *last), (*first, *fold, *last)
    return Message(f"{about}{title}. {sentence}", plain, newer if fold else ())


def disputes(reply: TeamResult) -> tuple[list[Block], list[Block]]:
    """The disagreements that decide and those that do not; the former first where room is short."""
    disputed = [question for question in reply.questions if question.disputed]
    if not disputed:
        return [section(phrases.NO_DISAGREEMENT)], []
    deciding = [_disagreement(one, reply) for one in disputed if one.decides]
    others = [_disagreement(one, reply) for one in disputed if not one.decides]
    room = MOST_DISPUTED - sum(map(len, deciding))
    shown = [*_packed(deciding, MOST_DISPUTED)]
    heading = [section(bold(phrases.WHAT_DECIDES))] if deciding else []
    return [*heading, *shown], [*_packed(others, room)]


def _opening(reply: TeamResult, sentence: str) -> Block:
    title = [f"*{quoted(reply.title)}*"] if reply.title else []
    lines = [
        *title,
        escaped(sentence),
        escaped(phrases.turnout(reply.people, reply.leanings, reply.options)),
    ]
    fixed = [escaped(phrases.fixed_line(one)) for one in reply.questions if one.fixed]
    overruled = [
        escaped(phrases.ruling_line(ruling, reply.options))
        for ruling in reply.rulings
        if not ruling.holds
    ]
    held = [bold(phrases.FIXED_FOR_ALL), bullets(fixed)] if fixed else []
    return section("\n".join([*lines, *overruled, *held]))


def _reasons(reply: TeamResult) -> Iterator[Block]:
    if reply.reasons:
        yield section(bold(phrases.WHY))
    for reason in reply.reasons[:MOST_REASONS]:
        yield section(escaped(phrases.team_reason_line(reason, reply.options)))
        yield context(linked_list(reason.evidence.sources))


def _disagreement(one: TeamQuestion, reply: TeamResult) -> str:
    turns = phrases.turns_line(one, reply)
    after = f" {escaped(turns)}" if turns else ""
    return f"• {bold(one.question.ask)} {', '.join(_sides(one))}.{after}"


def _sides(one: TeamQuestion) -> Iterator[str]:
    for side in one.sides:
        persons = phrases.persons_line(map(mention, side.persons)) if side.persons else ""
        yield escaped(phrases.side_line(side)) + (f" ({persons})" if persons else "")


def _packed(lines: Sequence[str], room: int) -> Iterator[Block]:
    """Lines in as few sections as hold them, and how many more there are no room for."""
    texts: list[str] = [""]
    for number, line in enumerate(lines):
        room -= len(line)
        if room < 0:
            yield from map(section, filter(None, texts))
            yield context(phrases.more_questions(len(lines) - number))
            return
        if len(texts[-1]) + len(line) >= LONGEST_SECTION:
            texts.append("")
        texts[-1] = f"{texts[-1]}\n{line}".strip()
    yield from map(section, filter(None, texts))
