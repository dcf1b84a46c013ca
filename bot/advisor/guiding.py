"""Leads a person through their dialog, from its beginning to its recommendation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.advisor.dialog import (
    ask,
    begin,
    changes,
    open_question,
    review,
    understood,
    undone,
)
from bot.advisor.expertise import Expertise
from bot.advisor.moves import (
    DialogRef,
    EarlierAnswer,
    Origin,
)
from bot.advisor.recommending import recommend
from bot.advisor.replies import (
    DialogStopped,
    InBetween,
    NextQuestion,
    Recommendation,
    Summary,
    TeamResult,
)
from bot.advisor.session import Given, Progress, Session
from bot.advisor.turn import Turn
from bot.knowledge.model import Question

IN_THE_MIDDLE = "You are in the middle of a recommendation; start over for a new one."
NO_ANSWER = (
    "I did not take that for an answer to this question. A number or a few words of an answer will "
    "do; “skip” leaves it open."
)
PUT_ASIDE = "What you had answered before is put aside; this is a new recommendation."
FIRST_QUESTION = "This is the first question."


@dataclass(frozen=True, slots=True)
class Guide:
    """One person's dialog in one session.

    `team` is the result that a team came to, where the conversation is about that.
    """

    session: Session
    owner: str
    expertise: Expertise
    team: TeamResult | None = None

    def recommend(self, description: str = "", origin: Origin | None = None) -> Turn:
        """Start a dialog; without a description, one that is open goes on."""
        again = None if description.strip() else self.ask_again(IN_THE_MIDDLE)
        return again or self._instead(self.begin(description, origin))

    def begin(self, description: str = "", origin: Origin | None = None) -> Turn:
        """Start a dialog; one that was open is replaced by it."""
        progress = begin(description, self._next_number(), self.expertise, origin)
        question = open_question(progress, self.expertise)
        if question is None:
            return self.finish(progress)
        asked = ask(question, self.owner, progress, self.expertise)
        read = understood(progress, self.expertise)
        return Turn(self._with(progress), replace(asked, understood=read))

    def reopen(self, decision: int, answers: Iterable[EarlierAnswer]) -> Turn:
        """Start a dialog that has these answers already, and show them, each to be changed."""
        given = tuple(
            Given(question=a.question, answer=a.answer, words=a.words)
            for a in answers
            if (question := self.expertise.knowledge.dialog.question(a.question))
            and (a.answer is None or question.answer(a.answer))
        )
        progress = Progress(number=self._next_number(), given=given, reopens=decision)
        return self._instead(
            Turn(self._with(progress), review(self.owner, progress, self.expertise))
        )

    def open(self) -> tuple[Progress, Question] | None:
        """The dialog and its open question; None where no answer is wanted."""
        progress = self.session.dialog_of(self.owner)
        question = open_question(progress, self.expertise) if progress else None
        return (progress, question) if progress and question else None

    def in_between(self, reply: InBetween) -> Turn:
        """Say something else, and put the open question again below it."""
        return Turn(self.session, replace(reply, resume=self._waiting()))

    def ask_again(self, note: str) -> Turn | None:
        """Put the open question again with a note; None where there is none."""
        waiting = self._waiting()
        return Turn(self.session, replace(waiting, note=note)) if waiting else None

    def answer(self, progress: Progress, given: Given, note: str | None = None) -> Turn:
        """Keep an answer, and ask the next question or end the dialog."""
        return self.go_on(progress.plus(given), note)

    def go_on(self, progress: Progress, note: str | None = None) -> Turn:
        """Ask the open question; without one, recommend. Says which earlier answers are others."""
        note = self._changed(progress) or note
        question = open_question(progress, self.expertise)
        if question is None:
            return self.finish(progress, note)
        asked = ask(question, self.owner, progress, self.expertise, note)
        return Turn(self._with(progress), asked)

    def change(self, question: str, progress: Progress) -> Turn:
        """Open a question again, whether or not the dialog is over; its answer stays till then."""
        return self.go_on(progress.model_copy(update={"changing": question, "over": False}))

    def back(self, progress: Progress) -> Turn:
        """Ask the question before again, or say that there is none before it."""
        before = undone(progress)
        if before is None:
            return self.go_on(progress, FIRST_QUESTION)
        return self.go_on(before)

    def stop(self, progress: Progress) -> Turn:
        """End the dialog without a recommendation."""
        ended = progress.model_copy(update={"over": True})
        return Turn(self._with(ended), DialogStopped(self._ref(progress)))

    def review(self, progress: Progress, note: str | None = None) -> Turn:
        """Show the answers, each to be changed; the dialog goes on as it was."""
        return Turn(self.session, review(self.owner, progress, self.expertise, note))

    def finish(self, progress: Progress, note: str | None = None) -> Turn:
        """End the dialog with the recommendation on what is known so far."""
        ended = progress.model_copy(update={"over": True, "changing": None})
        result = recommend(self.owner, ended, self.expertise)
        return Turn(self._with(ended), replace(result, note=note))

    def _changed(self, progress: Progress) -> str | None:
        """Which answers of the dialog so far are others now, as a sentence."""
        before = self.session.dialog_of(self.owner)
        if before is None or before.number != progress.number:
            return None
        told = changes(understood(before, self.expertise), understood(progress, self.expertise))
        return f"Changed: {'; '.join(told)}." if told else None

    def _next_number(self) -> int:
        earlier = self.session.dialog_of(self.owner)
        return earlier.number + 1 if earlier else 1

    def _waiting(self) -> NextQuestion | None:
        now = self.open()
        return ask(now[1], self.owner, now[0], self.expertise) if now else None

    def _instead(self, turn: Turn) -> Turn:
        """The turn that begins a dialog; says so where that ends an open one with answers."""
        now, reply = self.open(), turn.reply
        if now is None or not now[0].given:
            return turn
        if not isinstance(reply, NextQuestion | Summary | Recommendation):
            return turn
        return replace(turn, reply=replace(reply, note=PUT_ASIDE))

    def _ref(self, progress: Progress) -> DialogRef:
        return DialogRef(owner=self.owner, number=progress.number)

    def _with(self, progress: Progress) -> Session:
        return self.session.with_dialog(self.owner, progress)
