"""Computes the result of a decision from its answers and the knowledge, always the same."""

from bot.advisor.outcome import leaning, margin, name_of, outcome
from bot.advisor.scoring import Answers, RuledOut, standing
from bot.advisor.sensitivity.flips import Flip, flips
from bot.decisions.decision import (
    Barred,
    Decision,
    Draft,
    Nearest,
    Receipt,
    RecordedVoice,
    TeamReceipt,
)
from bot.decisions.reviewing import Reading, ReviewedChange, reading_of, unasked
from bot.decisions.team_judging import MARGIN_DIGITS, contributed, parts_of, team_receipt_of
from bot.knowledge.model import Knowledge


def judged(decision: Draft, knowledge: Knowledge) -> Receipt:
    """What the answers of a decision come to on some knowledge."""
    match decision.receipt:
        case TeamReceipt(fixed=fixed):
            return team_receipt_of(decision.voices, fixed, knowledge)
        case _:
            return receipt_of(decision.voices[0], knowledge)


def receipt_of(voice: RecordedVoice, knowledge: Knowledge) -> Receipt:
    """The result of one person's answers; those that the knowledge does not hold do not count."""
    answers = voice.answers()
    options = tuple(knowledge.options)
    now = standing(knowledge.dialog, answers, options)
    reached = outcome(now, knowledge.dialog.scoring)
    return Receipt(
        knowledge_version=knowledge.version,
        outcome=name_of(reached),
        parts=parts_of(reached),
        leaning=leaning(now),
        scores={option: str(units) for option, units in now.scores.items()},
        margin=round(margin(now, knowledge.dialog.scoring), MARGIN_DIGITS),
        contributions=tuple(map(contributed, now.contributions)),
        ruled_out=tuple(map(_barred, now.ruled_out)),
        nearest=_nearest(answers, knowledge),
    )


def change_of(decision: Decision, before: Reading, knowledge: Knowledge) -> ReviewedChange | None:
    """What becomes of a decision on this knowledge; None where it is as `before`."""
    after = reading_of(judged(decision, knowledge))
    if after == before:
        return None
    return ReviewedChange(decision, before, after, knowledge.version, unasked(decision, knowledge))


def _barred(ruling: RuledOut) -> Barred:
    return Barred(
        question=ruling.question,
        answer=ruling.answer,
        option=ruling.option,
        because=ruling.because,
    )


def _nearest(answers: Answers, knowledge: Knowledge) -> Nearest | None:
    found = flips(knowledge.dialog, answers, tuple(knowledge.options))
    return _flipped(found[0]) if found else None


def _flipped(flip: Flip) -> Nearest:
    return Nearest(
        question=flip.question,
        instead_of=flip.instead_of,
        answer=flip.answer,
        outcome=name_of(flip.outcome),
        change=None if flip.by_constraint else str(flip.change),
    )
