"""What a result would be with other answers."""

from bot.advisor.outcome import name_of
from bot.advisor.replies import Supposed, Supposition
from bot.phrases.flips import flip_lines
from bot.phrases.labels import CHANGE_AN_ANSWER
from bot.phrases.outcomes import outcome_short, score_line

SUPPOSED_ONLY = f"Nothing is changed by asking; “{CHANGE_AN_ANSWER}” is for that."
NOTHING_SUPPOSED = "I read no answer to one of my questions from that, so here it changes nothing."


def supposition_title(reply: Supposition) -> str:
    """What it would be, as a heading."""
    result, then = reply.result, reply.then
    stays = name_of(result.outcome) == name_of(then.outcome)
    becomes = outcome_short(then.outcome, result.options)
    return f"It would {'stay' if stays else 'be'} {becomes}"


def supposition_lines(reply: Supposition) -> tuple[str, ...]:
    """Which answers that supposes, and how the scores differ."""
    if not reply.supposed:
        return (NOTHING_SUPPOSED, *flip_lines(reply.result)[:1])
    scores = f"{score_line(reply.then)}. Now: {score_line(reply.result)}."
    return (*map(_supposed_line, reply.supposed), scores, SUPPOSED_ONLY)


def _supposed_line(one: Supposed) -> str:
    if one.instead_of == one.answer:
        return f"{one.question.ask} “{one.answer.label}”, as it is."
    now = f"“{one.instead_of.label}”" if one.instead_of else "no answer"
    return f"{one.question.ask} “{one.answer.label}” in place of {now}."
