"""What would change the outcome: the answers that flip it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.advisor.outcome import Outcome, name_of, outcome
from bot.advisor.scoring import Answers, in_force, standing
from bot.knowledge.model import Dialog


@dataclass(frozen=True, slots=True)
class Flip:
    """Answering `question` with `answer` instead of `instead_of` would give `outcome`.

    `change` is the number of units that it moves the scores by; `by_constraint` says that the
    answer rules an option out instead.
    """

    question: str
    instead_of: str
    answer: str
    outcome: Outcome
    change: int
    by_constraint: bool


def flips(dialog: Dialog, answers: Answers, options: tuple[str, ...]) -> tuple[Flip, ...]:
    """Every change of a single answer that gives another outcome.

    The smallest change of the scores comes first, hard constraints last.
    """
    found = _flips(dialog, answers, options)
    return tuple(sorted(found, key=lambda flip: (flip.by_constraint, flip.change)))


def _flips(dialog: Dialog, answers: Answers, options: tuple[str, ...]) -> Iterator[Flip]:
    now = standing(dialog, answers, options)
    reached = name_of(outcome(now, dialog.scoring))
    for question, given in tuple(in_force(dialog, answers)):
        for answer in question.answers:
            then = standing(dialog, {**answers, question.id: answer.id}, options)
            other = outcome(then, dialog.scoring)
            if name_of(other) != reached:
                change = sum(abs(then.scores[o] - now.scores[o]) for o in options)
                ruled = bool(answer.rules_out)
                yield Flip(question.id, given.id, answer.id, other, change, ruled)
