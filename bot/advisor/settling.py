"""Which question to ask next, and when no open question can change the outcome any more."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from bot.advisor.bounds import Bounds
from bot.advisor.outcome import Both, Clear, Either, Neither, outcome, ranked
from bot.advisor.scoring import Answers, Standing, applies, emphasised, standing
from bot.knowledge.model import Dialog, Question


@dataclass(frozen=True, slots=True)
class Position:
    """A dialog part of the way: the answers so far and the questions that were dealt with.

    `closed` holds the questions that were answered or left open on purpose ("not sure").
    """

    dialog: Dialog
    options: tuple[str, ...]
    answers: Answers
    closed: frozenset[str]

    def standing(self) -> Standing:
        return standing(self.dialog, self.answers, self.options)

    def after(self, question: Question, answer: str) -> "Position":
        answers = {**self.answers, question.id: answer}
        return Position(self.dialog, self.options, answers, self.closed | {question.id})

    def may_come(self) -> tuple[Question, ...]:
        """The open questions that apply now, or may apply after some other open question."""
        may_come: dict[str, Question] = {}
        for question in self.dialog.questions:
            conditions = question.only_if.items()
            if question.id not in self.closed and all(
                name in may_come or self.answers.get(name) in wanted for name, wanted in conditions
            ):
                may_come[question.id] = question
        return tuple(may_come.values())


def next_question(position: Position) -> Question | None:
    """The open question that is expected to settle most; None when none is left.

    A question that can decide alone comes first: one that can rule an option out, and, while both
    sides have a part of their own, one that can keep the system whole. Of the others, the one that
    brings the bounds of the final scores closest together around the largest lead, on the average
    of its answers.
    """
    now = position.standing()
    candidates = [q for q in position.may_come() if applies(q, position.answers)]
    decisive = [q for q in candidates if _decides_alone(q, now)]
    if decisive or not candidates:
        return decisive[0] if decisive else None
    return max(candidates, key=lambda question: _expected(question, position))


def is_settled(position: Position) -> bool:
    """Whether every way to answer the open questions comes to the outcome of leaving them open.

    Bounds on sums, so it may miss a settled outcome, and never takes an open one for settled.
    """
    now = position.standing()
    reached = outcome(now, position.dialog.scoring)
    open_questions = position.may_come()
    answers = [answer for question in open_questions for answer in question.answers]
    if isinstance(reached, Neither):
        return True
    if any(answer.rules_out for answer in answers):
        return False
    if isinstance(reached, Both):
        return not any(answer.keeps_whole for answer in answers)
    if len(now.left()) == 1:
        return True
    if _may_split(now, open_questions):
        return False
    return all(
        _holds(reached, now.left(), Bounds(position.dialog.scoring, now, open_questions, emphasis))
        for emphasis in _emphases(position, open_questions)
    )


def _decides_alone(question: Question, now: Standing) -> bool:
    two_parts = len(now.parts) > 1 and not now.whole
    return any(
        answer.rules_out or (two_parts and answer.keeps_whole) for answer in question.answers
    )


def _expected(question: Question, position: Position) -> float:
    """The mean lead after the question's answers, plus the swing that it takes out of play."""
    first, second, *_ = (*ranked(position.standing()), *position.options)
    leads = []
    for answer in question.answers:
        scores = position.after(question, answer.id).standing().scores
        leads.append(scores[first] - scores[second])
    return sum(abs(lead) for lead in leads) / len(leads) + max(leads) - min(leads)


def _may_split(now: Standing, open_questions: Iterable[Question]) -> bool:
    """Whether separable parts may yet speak for different options."""
    parts = set(now.parts)
    for question in open_questions:
        for answer in question.answers:
            parts.update(lean.option for lean in answer.leans if lean.part)
    return not now.whole and len(parts & set(now.left())) > 1


def _emphases(position: Position, open_questions: Iterable[Question]) -> Iterator[frozenset[str]]:
    """Every set of emphasised criteria that the open questions may yet bring about."""
    given = emphasised(position.dialog, position.answers)
    choices = [
        {frozenset(), *(frozenset(answer.emphasises) for answer in question.answers)}
        for question in open_questions
        if any(answer.emphasises for answer in question.answers)
    ]
    for chosen in product(*choices):
        yield given.union(*chosen)


def _holds(reached: Clear | Either, left: tuple[str, ...], bounds: Bounds) -> bool:
    if isinstance(reached, Clear):
        others = [option for option in left if option != reached.option]
        return all(bounds.surely_clear(reached.option, other) for other in others)
    return all(
        any(bounds.never_clear(first, other) for other in left if other != first) for first in left
    )
