"""Where a dialog stands: what counts for sure, and what is still to come."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.advisor.scoring import Answers, Standing, applies, in_force, standing
from bot.knowledge.model import Answer, Dialog, Question


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that may yet count, with the answers that it may yet have.

    An `open_` question may also be left open; one that was answered, and whose answer waits for a
    question that is still open, has that answer alone.
    """

    question: Question
    answers: tuple[Answer, ...]
    open_: bool

    def choices(self) -> Iterator[Answer | None]:
        """The answers, and None for leaving the question open where that may happen."""
        if self.open_:
            yield None
        yield from self.answers


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
        """How the options stand on the answers that count now."""
        return standing(self.dialog, self.answers, self.options)

    def after(self, question: Question, answer: str) -> "Position":
        """The dialog with one more answer, by its id."""
        answers = {**self.answers, question.id: answer}
        return Position(self.dialog, self.options, answers, self.closed | {question.id})

    def counted(self) -> Answers:
        """The answers that count as things stand."""
        return {q.id: answer.id for q, answer in in_force(self.dialog, self.answers)}

    def set_aside(self) -> tuple[Question, ...]:
        """The questions whose answers do not count, as other answers make them pointless."""
        counted = self.counted()
        return tuple(
            q for q in self.dialog.questions if q.id in self.answers and q.id not in counted
        )

    def left_open(self) -> tuple[Question, ...]:
        """The questions that were left open on purpose."""
        return tuple(
            q for q in self.dialog.questions if q.id in self.closed and q.id not in self.answers
        )

    def outlook(self) -> "Outlook":
        """What is certain, and what is still to come."""
        certain: dict[str, str] = {}
        pending: dict[str, Pending] = {}
        for question in self.dialog.questions:
            coming = self._pending(question)
            if coming is None or not _may_apply(question, certain, pending):
                continue
            if coming.open_ or _may_be_dropped(question, certain, pending):
                pending[question.id] = coming
            else:
                certain[question.id] = coming.answers[0].id
        return Outlook(
            standing(self.dialog, certain, self.options), certain, tuple(pending.values())
        )

    def may_come(self) -> tuple[Question, ...]:
        """The open questions that apply now, or may apply after some other open question."""
        return self.outlook().open_questions()

    def askable(self, outlook: "Outlook") -> tuple[Question, ...]:
        """The open questions that apply, and that no other open one can make pointless."""
        counted, coming = self.counted(), outlook.open_questions()
        still_open = {question.id for question in coming}
        return tuple(q for q in coming if applies(q, counted) and not still_open & set(q.unless))

    def _pending(self, question: Question) -> Pending | None:
        """The question as far as it is not decided that it counts; None where it never can."""
        if question.id not in self.closed:
            return Pending(question, question.answers, open_=True)
        answer = question.answer(self.answers.get(question.id, ""))
        return Pending(question, (answer,), open_=False) if answer else None


@dataclass(frozen=True, slots=True)
class Outlook:
    """`now` is the standing on the `certain` answers, which no open question can set aside."""

    now: Standing
    certain: Answers
    pending: tuple[Pending, ...]

    def open_questions(self) -> tuple[Question, ...]:
        """Those that were not dealt with, in the dialog's order."""
        return tuple(coming.question for coming in self.pending if coming.open_)


def _may_apply(question: Question, certain: Answers, pending: dict[str, Pending]) -> bool:
    """Whether each condition is met, or may be by an answer that is still to come."""
    met = all(
        certain.get(name) in wanted
        or (name in pending and any(a.id in wanted for a in pending[name].answers))
        for name, wanted in question.only_if.items()
    )
    return met and not any(certain.get(n) in unwanted for n, unwanted in question.unless.items())


def _may_be_dropped(question: Question, certain: Answers, pending: dict[str, Pending]) -> bool:
    """Whether an answer that is still to come may keep the question from counting."""
    waits = any(certain.get(name) not in wanted for name, wanted in question.only_if.items())
    return waits or any(
        name in pending and any(a.id in unwanted for a in pending[name].answers)
        for name, unwanted in question.unless.items()
    )
