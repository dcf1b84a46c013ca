"""Which question to ask next, and when no open question can change the outcome any more."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from bot.advisor.bounds import Bounds
from bot.advisor.outcome import Both, Clear, Either, Neither, outcome, ranked
from bot.advisor.scoring import Answers, Standing, amount, applies, emphasised, in_force, standing
from bot.knowledge.model import Answer, Dialog, Question


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

    def counted(self) -> Answers:
        """The answers that count as things stand."""
        return {q.id: answer.id for q, answer in in_force(self.dialog, self.answers)}

    def may_come(self) -> tuple[Question, ...]:
        """The open questions that apply now, or may apply after some other open question."""
        return tuple(q for q in self.undecided() if q.id not in self.closed)

    def undecided(self) -> tuple[Question, ...]:
        """What the open questions may yet bring: themselves, and answers that wait for them.

        An answer that was given to a question that does not apply yet comes as a question with
        that answer alone.
        """
        counted = self.counted()
        undecided: dict[str, Question] = {}
        for question in self.dialog.questions:
            if question.id not in counted and _may_apply(question, counted, undecided):
                given = question.answer(self.answers.get(question.id, ""))
                if question.id not in self.closed:
                    undecided[question.id] = question
                elif given is not None:
                    undecided[question.id] = question.model_copy(update={"answers": (given,)})
        return tuple(undecided.values())


def next_question(position: Position) -> Question | None:
    """The open question that is expected to settle most; None when none is left.

    A question that can decide alone comes first: one that can rule an option out, and, while both
    sides have a part of their own, one that can keep the system whole. Of the others, the one that
    brings the bounds of the final scores closest together around the largest lead, on the average
    of its answers.
    """
    now = position.standing()
    counted = position.counted()
    candidates = [q for q in position.may_come() if applies(q, counted)]
    decisive = [q for q in candidates if _decides_alone(q, now)]
    if decisive or not candidates:
        return decisive[0] if decisive else None
    emphasis = emphasised(position.dialog, position.answers)
    return max(candidates, key=lambda question: _expected(question, position, now, emphasis))


def is_settled(position: Position) -> bool:
    """Whether every way to answer the open questions comes to the outcome of leaving them open.

    Bounds on sums, so it may miss a settled outcome, and never takes an open one for settled.
    """
    now = position.standing()
    reached = outcome(now, position.dialog.scoring)
    undecided = position.undecided()
    answers = [answer for question in undecided for answer in question.answers]
    if isinstance(reached, Neither):
        return True
    if any(answer.rules_out for answer in answers):
        return False
    if isinstance(reached, Both):
        return not any(answer.keeps_whole or _splits_further(answer, now) for answer in answers)
    if len(now.left()) == 1:
        return True
    if _may_split(now, undecided):
        return False
    return all(
        _holds(reached, now.left(), Bounds(position.dialog.scoring, now, undecided, emphasis))
        for emphasis in _emphases(position, undecided)
    )


def _may_apply(question: Question, counted: Answers, undecided: Mapping[str, Question]) -> bool:
    """Whether each condition is met, or may be by an answer that is still to come."""
    return all(
        counted.get(name) in wanted
        or (name in undecided and any(undecided[name].answer(answer) for answer in wanted))
        for name, wanted in question.only_if.items()
    )


def _splits_further(answer: Answer, now: Standing) -> bool:
    """Whether an answer gives a part to an option that is left and has none yet."""
    without = set(now.left()) - set(now.parts)
    return any(lean.part and lean.option in without for lean in answer.leans)


def _decides_alone(question: Question, now: Standing) -> bool:
    two_parts = len(now.parts) > 1 and not now.whole
    return any(
        answer.rules_out or (two_parts and answer.keeps_whole) for answer in question.answers
    )


def _expected(
    question: Question, position: Position, now: Standing, emphasis: frozenset[str]
) -> float:
    """The mean lead after the question's answers, plus the swing that it takes out of play."""
    first, second, *_ = (*ranked(now), *position.options)
    after = _scores_after(question, position, now, emphasis)
    leads = [scores[first] - scores[second] for scores in after]
    return sum(abs(lead) for lead in leads) / len(leads) + max(leads) - min(leads)


def _scores_after(
    question: Question, position: Position, now: Standing, emphasis: frozenset[str]
) -> Iterator[Mapping[str, int]]:
    """The scores after each answer; added up anew only where it changes what counts double."""
    for answer in question.answers:
        if answer.emphasises:
            yield position.after(question, answer.id).standing().scores
            continue
        scores = dict(now.scores)
        for lean in answer.leans:
            scores[lean.option] += amount(lean, emphasis, position.dialog.scoring)
        yield scores


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
