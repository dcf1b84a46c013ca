"""What would give another outcome, in terms of questions, answers and criteria."""

from collections.abc import Iterator

from bot.advisor.asking.position import Position
from bot.advisor.outcome import name_of, outcome
from bot.advisor.replies import (
    AnswerChange,
    FlippedBy,
    FlippedByAnswering,
    FlippedByWeight,
    FlippedTogether,
    Flips,
)
from bot.advisor.scoring import standing
from bot.advisor.sensitivity.changing import fewest_changes
from bot.advisor.sensitivity.flips import flips
from bot.advisor.sensitivity.trying import Change
from bot.advisor.sensitivity.weighting import weight_flips
from bot.knowledge.model import Dialog, Knowledge


def flips_of(here: Position, knowledge: Knowledge) -> Flips:
    """The answers, changes of one or several, and weights that give another outcome."""
    return Flips(
        tuple(_opened(here)),
        tuple(_single(here)),
        tuple(_together(here)),
        tuple(_weights(here, knowledge)),
    )


def _opened(here: Position) -> Iterator[FlippedByAnswering]:
    scoring = here.dialog.scoring
    reached = name_of(outcome(here.standing(), scoring))
    for question in here.left_open():
        for answer in question.answers:
            answers = {**here.answers, question.id: answer.id}
            then = outcome(standing(here.dialog, answers, here.options), scoring)
            if name_of(then) != reached:
                yield FlippedByAnswering(question, answer, then)


def _single(here: Position) -> Iterator[FlippedBy]:
    for flip in flips(here.dialog, here.answers, here.options):
        change = _named(Change(flip.question, flip.instead_of, flip.answer), here.dialog)
        yield FlippedBy(change.question, change.instead_of, change.answer, flip.outcome)


def _together(here: Position) -> Iterator[FlippedTogether]:
    for found in fewest_changes(here.dialog, here.answers, here.options):
        if len(found.changes) > 1:
            changed = {change.question: change.answer for change in found.changes}
            then = standing(here.dialog, {**here.answers, **changed}, here.options)
            changes = tuple(_named(change, here.dialog) for change in found.changes)
            yield FlippedTogether(changes, outcome(then, here.dialog.scoring))


def _weights(here: Position, knowledge: Knowledge) -> Iterator[FlippedByWeight]:
    for flip in weight_flips(here.standing(), here.dialog.scoring):
        yield FlippedByWeight(
            knowledge.criteria[flip.criterion],
            flip.instead_of,
            flip.turns_at,
            flip.weight,
            flip.outcome,
        )


def _named(change: Change, dialog: Dialog) -> AnswerChange:
    question = dialog.question(change.question)
    before = question.answer(change.instead_of) if question else None
    after = question.answer(change.answer) if question else None
    if question is None or before is None or after is None:
        raise LookupError(f"not a change within this dialog: {change}")
    return AnswerChange(question, before, after)
