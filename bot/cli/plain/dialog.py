"""A dialog as lines: its questions, the answers so far, and its result."""

from collections.abc import Iterator

from bot import phrases
from bot.advisor.replies import NextQuestion, Recommendation, Summary
from bot.cli.plain.listing import listing


def question(reply: NextQuestion) -> Iterator[str]:
    yield from _noted(reply.note)
    yield from listing(phrases.READ_FROM_TEXT, map(phrases.understood_line, reply.understood))
    if reply.understood:
        yield phrases.CONFIRM_READ
    if reply.settled:
        yield phrases.SETTLED
    yield f"{phrases.question_number(reply)}: {reply.question.ask}"
    yield reply.question.why
    for number, answer in enumerate(reply.question.answers, start=1):
        yield f"  {number}. {answer.label}"


def summary(reply: Summary) -> Iterator[str]:
    yield from _noted(reply.note)
    yield phrases.ANSWERS_SO_FAR if reply.answers else phrases.NOTHING_ANSWERED
    for number, answer in enumerate(reply.answers, start=1):
        yield f"  {number}. {phrases.understood_line(answer)}"
    if reply.answers:
        yield phrases.CHANGE_BY_NUMBER


def recommendation(reply: Recommendation) -> Iterator[str]:
    yield from _noted(reply.note)
    yield phrases.result_title(reply)
    yield phrases.outcome_sentence(reply)
    read = phrases.read_from_text(reply)
    yield from listing(phrases.READ_FROM_TEXT, map(phrases.understood_line, read))
    yield from listing(phrases.WHY, (phrases.reason_line(r, reply.options) for r in reply.reasons))
    if reply.loser and reply.best_case:
        yield f"{phrases.best_case_for(reply.loser, reply.options)}: {reply.best_case}"
    yield from listing(phrases.WHAT_WOULD_CHANGE, iter(phrases.flip_lines(reply)))
    yield from filter(None, (phrases.robustness_line(reply),))
    for option, places in reply.stacks.items():
        stack = (f"{p.role}: {p.package}. {phrases.place_reason(p)}" for p in places)
        yield from listing(phrases.stack_with(option, reply.options), stack)
    yield from filter(None, (phrases.not_asked(reply), phrases.left_open(reply)))
    yield phrases.decided_by(reply.version)


def _noted(note: str | None) -> Iterator[str]:
    if note:
        yield note
