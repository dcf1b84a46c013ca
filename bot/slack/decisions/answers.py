"""What a press about a decision comes to."""

from dataclasses import dataclass, replace
from typing import Any

from bot import phrases
from bot.advisor.moves import EarlierAnswer, Reopened
from bot.advisor.replies import NotYours
from bot.deciding.keeping import Deciding, knowledge_of
from bot.deciding.wishes import Offer, ResultChanged, ShownResult
from bot.decisions.decision import Decision
from bot.slack.blocks.decisions import details, save_form, told_in_form
from bot.slack.decisions import calls
from bot.slack.decisions.ids import (
    CanvasAsked,
    KeepAsked,
    SaveAsked,
    SaveForm,
    ShowAsked,
)
from bot.slack.decisions.inbox import AskedFor
from bot.slack.ids import COMMAND
from bot.slack.incoming import Incoming, Person, is_direct
from bot.store.protocol import Outgoing, Place


@dataclass(frozen=True, slots=True)
class DecisionAnswers:
    """Answers presses; what they change is kept before the answer is given."""

    deciding: Deciding

    def window(self, pressed: AskedFor, asked: SaveAsked | ShowAsked) -> dict[str, Any]:
        """The window that a press opens."""
        match asked:
            case SaveAsked():
                return self._form(pressed, asked)
            case ShowAsked(number=number):
                return self._details(pressed, number)

    def take(self, pressed: AskedFor, asked: CanvasAsked | KeepAsked) -> None:
        """Keep what a press changes, and the calls that tell of it. Raises StoreUnavailable."""
        match asked:
            case CanvasAsked(number=number):
                self._canvas(pressed, number)
            case KeepAsked(number=number, version=version):
                self._keep(pressed, number, version)

    def reopening(self, pressed: AskedFor, number: int) -> Incoming | None:
        """The turn that decides anew; where it cannot be had that is said, and None given.

        Raises StoreUnavailable.
        """
        decision = self._owned(pressed, number)
        if decision is None or decision.kind == "team":
            anew = phrases.decided_by_team(COMMAND)
            self._refuse(pressed, anew if decision else phrases.DECISION_GONE)
            return None
        place = Place(pressed.delivery.team, "", person=pressed.by)
        return Incoming(pressed.delivery, place, reopened(decision), pressed.by, Person(pressed.by))

    def _form(self, pressed: AskedFor, asked: SaveAsked) -> dict[str, Any]:
        if asked.dialog.owner != pressed.by:
            refusal = phrases.aside(NotYours(asked.dialog.owner))
            return told_in_form(phrases.SAVE_DECISION, refusal)
        place = self._place_of_dialog(pressed)
        result = ShownResult(place, pressed.by, asked.dialog.number, asked.answers)
        match self.deciding.offer(result):
            case Offer(older=older, reopened=reopened):
                return save_form(_form_of(pressed, place, asked), older, reopened)
            case ResultChanged():
                return told_in_form(phrases.SAVE_DECISION, phrases.RESULT_CHANGED)

    def _place_of_dialog(self, pressed: AskedFor) -> Place:
        """In the agent view a thread of the direct messages is a conversation of its own."""
        threaded = replace(pressed.place, thread=pressed.to.thread)
        own = bool(pressed.place.person) and self.deciding.store.people.is_known(threaded)
        return threaded if own else pressed.place

    def _details(self, pressed: AskedFor, number: int) -> dict[str, Any]:
        decision = self._seen(pressed, number)
        if decision is None:
            return told_in_form(phrases.decision_name(number), phrases.DECISION_GONE)
        return details(decision, knowledge_of(self.deciding.store, decision))

    def _canvas(self, pressed: AskedFor, number: int) -> None:
        decision = self._seen(pressed, number)
        if decision is None:
            self._refuse(pressed)
            return
        record = self.deciding.record_of(decision)
        self._send(pressed, calls.canvas(pressed, decision, record))

    def _keep(self, pressed: AskedFor, number: int, version: str) -> None:
        if self._owned(pressed, number) is None:
            self._refuse(pressed)
            return
        self.deciding.store.reviews.keep(pressed.delivery.team, number, version)
        said = phrases.decision_kept(number)
        self._send(pressed, calls.replaced(pressed, said))

    def _seen(self, pressed: AskedFor, number: int) -> Decision | None:
        return self.deciding.shown_to(pressed.delivery.team, pressed.by, number)

    def _owned(self, pressed: AskedFor, number: int) -> Decision | None:
        decision = self.deciding.store.decisions.find(pressed.delivery.team, number)
        return decision if decision and decision.owner == pressed.by else None

    def _refuse(self, pressed: AskedFor, why: str = phrases.DECISION_GONE) -> None:
        self._send(pressed, calls.aside(pressed, why))

    def _send(self, pressed: AskedFor, call: Outgoing) -> None:
        self.deciding.send_once(pressed.delivery, pressed.place, (call,))


def reopened(decision: Decision) -> Reopened:
    """The move that begins a dialog with the answers of a decision."""
    given = decision.only_voice.given
    answers = (EarlierAnswer(question=g.question, answer=g.answer, words=g.words) for g in given)
    return Reopened(number=decision.number, answers=tuple(answers))


def _form_of(pressed: AskedFor, place: Place, asked: SaveAsked) -> SaveForm:
    """A result that only one person sees is told of in their direct messages."""
    to = pressed.to
    channel = "" if to.ephemeral else to.channel
    thread = to.thread if is_direct(channel) else to.thread or to.ts
    return SaveForm(
        place=(place.team, place.channel, place.thread, place.person),
        dialog=asked.dialog,
        answers=asked.answers,
        channel=channel,
        thread=thread if channel else "",
    )
