"""The guided dialog: which question is open, and what an answer makes of the progress."""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.advisor.asking.ordering import next_question
from bot.advisor.asking.position import Position
from bot.advisor.asking.settling import is_settled
from bot.advisor.expertise import Expertise
from bot.advisor.moves import DialogRef, Origin
from bot.advisor.reading.answers import read_description
from bot.advisor.replies import NextQuestion, Summary, Understood
from bot.advisor.session import Given, Progress
from bot.knowledge.model import Answer, Question

_RECENT = 4096
"""Stands of dialogs whose open question is remembered."""


def begin(
    description: str, number: int, expertise: Expertise, origin: Origin | None = None
) -> Progress:
    """A new dialog, with the answers that the description gives."""
    read = read_description(description, expertise.knowledge.dialog)
    given = tuple(Given(question=r.question, answer=r.answer, words=r.words) for r in read)
    return Progress(number=number, given=given, origin=origin)


def position(progress: Progress, expertise: Expertise) -> Position:
    """Where the dialog stands, without answers that the knowledge no longer holds."""
    dialog = expertise.knowledge.dialog
    answers = {
        name: answer
        for name, answer in progress.answers().items()
        if (question := dialog.question(name)) and question.answer(answer)
    }
    closed = frozenset(given.question for given in progress.given)
    return Position(dialog, expertise.options, answers, closed)


def open_question(progress: Progress, expertise: Expertise) -> Question | None:
    """The question that an answer is wanted to; None when the dialog is over or settled."""
    if progress.over:
        return None
    changing = expertise.knowledge.dialog.question(progress.changing or "")
    if changing is not None:
        return changing
    return _wanted(_Stand(position(progress, expertise), anyway=progress.anyway))


class _Stand:
    """Where a dialog stands, which equals where another one does that was answered alike."""

    __slots__ = ("_parts", "anyway", "here")

    def __init__(self, here: Position, *, anyway: bool) -> None:
        self.here, self.anyway = here, anyway
        answers = frozenset(here.answers.items())
        self._parts = (id(here.dialog), here.options, answers, here.closed, anyway)

    def __hash__(self) -> int:
        return hash(self._parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Stand) and self._parts == other._parts


@lru_cache(maxsize=_RECENT)
def _wanted(stand: _Stand) -> Question | None:
    """It takes milliseconds, each press asks before and after it, and many dialogs begin alike."""
    if is_settled(stand.here) and not stand.anyway:
        return None
    return next_question(stand.here)


def ask(
    question: Question,
    owner: str,
    progress: Progress,
    expertise: Expertise,
    note: str | None = None,
) -> NextQuestion:
    """The open question as it is shown; one that is asked anew stands as if it had no answer."""
    given = [earlier.question for earlier in progress.given]
    here = position(progress.without(question.id), expertise)
    return NextQuestion(
        dialog=DialogRef(owner=owner, number=progress.number),
        question=question,
        number=given.index(question.id) + 1 if question.id in given else len(given) + 1,
        left=sum(1 for other in here.may_come() if other.id != question.id),
        note=note,
        settled=progress.anyway and is_settled(here),
        origin=progress.origin,
    )


def understood(progress: Progress, expertise: Expertise) -> tuple[Understood, ...]:
    """The questions that were dealt with, and the answers to them."""
    aside = {question.id for question in position(progress, expertise).set_aside()}
    found = []
    for given in progress.given:
        question = expertise.knowledge.dialog.question(given.question)
        if question:
            answer = question.answer(given.answer or "")
            found.append(Understood(question, answer, given.words, question.id in aside))
    return tuple(found)


def fingerprint(answers: Iterable[Understood]) -> str:
    """A few characters that stand for the answers of a dialog, as its result shows them."""
    given = sorted((one.question.id, one.answer.id if one.answer else "") for one in answers)
    return hashlib.sha256(repr(given).encode()).hexdigest()[:10]


def comes_to(answers: str, progress: Progress, expertise: Expertise) -> bool:
    """Whether the result with this fingerprint of its answers is still what the dialog comes to."""
    return progress.over and fingerprint(understood(progress, expertise)) == answers


def review(
    owner: str, progress: Progress, expertise: Expertise, note: str | None = None
) -> Summary:
    """The answers so far, each to be changed."""
    ref = DialogRef(owner=owner, number=progress.number)
    return Summary(ref, understood(progress, expertise), note)


def changes(before: Iterable[Understood], after: Iterable[Understood]) -> Sequence[str]:
    """What has become of answers that were given earlier and are others now, each in words."""
    earlier = {one.question.id: one.answer for one in before}
    return [
        f"{one.question.ask} {_called(one.answer)} (was {_called(earlier[one.question.id])})"
        for one in after
        if one.question.id in earlier and earlier[one.question.id] != one.answer
    ]


def _called(answer: Answer | None) -> str:
    return f"“{answer.label}”" if answer else "left open"


def undone(progress: Progress) -> Progress | None:
    """The dialog with its last question open again; None where there is none to go back to."""
    if any(given.question == progress.changing for given in progress.given):
        return progress.model_copy(update={"changing": None})
    if not progress.given:
        return None
    last = progress.given[-1].question
    return progress.without(last).model_copy(update={"changing": last})
