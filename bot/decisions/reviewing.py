"""What becomes of a kept decision when what is known changes."""

from dataclasses import dataclass

from bot.decisions.decision import Decision, Receipt
from bot.knowledge.model import Knowledge


@dataclass(frozen=True, slots=True)
class Reading:
    """What a review compares: the outcome, how clear it is, and how near another one is.

    `margin` is the lead as a share from 0 to 1. `flip` is the exact number of units that the
    smallest change of one answer moves the scores by to give another outcome; None where no such
    change does, or only a hard constraint.
    """

    outcome: str
    margin: float
    flip: str | None


@dataclass(frozen=True, slots=True)
class ReviewedChange:
    """A kept decision that comes out otherwise on newer knowledge than when last looked at.

    `unasked` counts the answers that the newer knowledge no longer has a place for.
    """

    decision: Decision
    before: Reading
    after: Reading
    version: str
    unasked: int


def reading_of(receipt: Receipt) -> Reading:
    """What a review compares, of a result."""
    nearest = receipt.nearest
    return Reading(receipt.outcome, receipt.margin, nearest.change if nearest else None)


def unasked(decision: Decision, knowledge: Knowledge) -> int:
    """How many answers the knowledge has no question, or no such answer, for."""
    given = {(one.question, one.answer) for v in decision.voices for one in v.given if one.answer}
    return sum(1 for question, answer in given if not _holds(knowledge, question, answer))


def _holds(knowledge: Knowledge, question: str, answer: str) -> bool:
    asked = knowledge.dialog.question(question)
    return asked is not None and asked.answer(answer) is not None
