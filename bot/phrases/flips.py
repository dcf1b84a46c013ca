"""What would change a recommendation, and how many weightings it stands under."""

from bot.advisor.outcome import name_of
from bot.advisor.replies import (
    FlippedBy,
    FlippedByAnswering,
    FlippedByWeight,
    FlippedTogether,
    Recommendation,
)
from bot.knowledge.model import Options
from bot.phrases.outcomes import outcome_short, outcome_word
from bot.phrases.wording import in_sentence, listed, percent

MOST_FLIPS = 3
"""Changes of one answer that are shown; the JSON holds all."""


def smallest_flips(result: Recommendation) -> tuple[FlippedBy, ...]:
    """The smallest change of each of a few questions that would give another outcome."""
    by_question: dict[str, FlippedBy] = {}
    for flip in result.flips.single:
        by_question.setdefault(flip.question.id, flip)
    return tuple(by_question.values())[:MOST_FLIPS]


def flip_lines(result: Recommendation) -> tuple[str, ...]:
    """The smallest changes of each kind that would give another outcome: answers and a weight."""
    opened = (opened_line(flip, result.options) for flip in result.flips.opened[:MOST_FLIPS])
    single = (flip_line(flip, result.options) for flip in smallest_flips(result))
    together = (together_line(flip, result.options) for flip in result.flips.together[:1])
    weights = (weight_line(flip, result.options) for flip in result.flips.weights[:1])
    return (*opened, *single, *together, *weights)


def opened_line(flip: FlippedByAnswering, options: Options) -> str:
    """An answer to a question that was left open, which gives another outcome."""
    becomes = outcome_short(flip.outcome, options)
    return f"{flip.question.ask} It was left open; “{flip.answer.label}” would make it: {becomes}."


def flip_line(flip: FlippedBy, options: Options) -> str:
    """A change of one answer that gives another outcome."""
    becomes = outcome_short(flip.outcome, options)
    return f"{flip.question.ask} “{flip.answer.label}” would make it: {becomes}."


def together_line(flip: FlippedTogether, options: Options) -> str:
    """Changes of several answers that give an outcome which no single one does."""
    changes = [f"{change.question.ask} “{change.answer.label}”" for change in flip.changes]
    becomes = outcome_short(flip.outcome, options)
    return f"It takes {len(changes)} answers to make it: {becomes}. {'; '.join(changes)}."


def weight_line(flip: FlippedByWeight, options: Options) -> str:
    """A change of one criterion's weight that gives another outcome."""
    title, becomes = in_sentence(flip.criterion.title), outcome_short(flip.outcome, options)
    if not flip.weight:
        return f"If {title} did not count at all, it would be: {becomes}."
    times = float(flip.weight / flip.instead_of)
    return f"If {title} counted {times:g} times as much as it does, it would be: {becomes}."


def robustness_line(result: Recommendation) -> str | None:
    """Under how many weightings the outcome stands; None where there is nothing to share out."""
    if len({reason.criterion.id for reason in result.reasons}) < 2:  # noqa: PLR2004
        return None
    shares = dict(result.robustness)
    stands = shares.pop(name_of(result.outcome), 0.0)
    if not shares:
        return "However the same weight is shared out among these criteria, it comes out the same."
    others = listed(
        f"{outcome_word(name, result.options)} in {percent(share)}"
        for name, share in shares.items()
    )
    return (
        "Of all ways to share the same weight out among these criteria, "
        f"{percent(stands)} come to the same; {others}."
    )
