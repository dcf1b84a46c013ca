"""What StackPick listens to about decisions: presses, and the form that saves a result."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from re import Pattern
from typing import Any

from pydantic import ValidationError
from slack_bolt.async_app import AsyncAck

from bot import logs, phrases
from bot.advisor.replies import Reply
from bot.deciding.keeping import Deciding
from bot.deciding.wishes import KeepWish, ResultChanged, ShownResult
from bot.decisions.decision import Decision
from bot.slack.decisions import inbox
from bot.slack.decisions.answers import DecisionAnswers
from bot.slack.decisions.calls import errors_of, told_saved
from bot.slack.decisions.ids import (
    PRESS,
    SAVE_FORM,
    SUPERSEDES,
    TITLE,
    CanvasAsked,
    KeepAsked,
    ReopenAsked,
    SaveAsked,
    ShowAsked,
)
from bot.slack.decisions.inbox import AskedFor, SaveSubmitted
from bot.slack.dispatching import Dispatcher, Kind
from bot.slack.incoming import Incoming, Payload
from bot.slack.modals import loading, unavailable
from bot.slack.surfaces import Surfaces
from bot.store.keeping import CannotSupersede
from bot.store.protocol import StoreUnavailable

log = logging.getLogger(__name__)


class DecisionListeners:
    """Each listener reads, has the answer decided on a worker thread, and has it delivered.

    `turn` takes a turn of a conversation, and `kept` is the bell for what was kept.
    """

    def __init__(
        self,
        deciding: Deciding,
        answers: DecisionAnswers,
        surfaces: Surfaces,
        turn: Callable[[Incoming], Awaitable[Reply | None]],
        kept: Callable[[], None],
    ) -> None:
        self._deciding, self._answers = deciding, answers
        self._surfaces, self._turn, self._kept = surfaces, turn, kept

    def register(self, app: Dispatcher) -> None:
        for kind, name, listener in TABLE:
            app.listen(kind, name, listener.__get__(self))

    async def on_press(self, body: Payload, ack: AsyncAck) -> None:
        pressed = inbox.from_press(body)
        if pressed is not None:
            await self._answer(pressed)
        await ack()

    async def on_submission(self, body: Payload, ack: AsyncAck) -> None:
        submitted = inbox.from_submission(body)
        answer = await asyncio.to_thread(self._save, submitted) if submitted else {}
        self._told(submitted)
        await ack(**answer)

    async def _answer(self, pressed: AskedFor) -> None:
        """A window is opened before anything is read, since a trigger does not wait."""
        match pressed.asked:
            case (SaveAsked() | ShowAsked()) as asked:
                team, modals = pressed.delivery.team, self._surfaces.modals
                window = await modals.open(team, pressed.trigger, loading())
                self._surfaces.start(self._fill(pressed, asked, window))
            case (CanvasAsked() | KeepAsked()) as asked:
                await asyncio.to_thread(self._answers.take, pressed, asked)
                self._kept()
            case ReopenAsked(number=number):
                reopening = await asyncio.to_thread(self._answers.reopening, pressed, number)
                if reopening is None:
                    self._kept()
                else:
                    await self._turn(reopening)

    async def _fill(self, pressed: AskedFor, asked: SaveAsked | ShowAsked, window: str) -> None:
        view = await asyncio.to_thread(self._view, pressed, asked)
        await self._surfaces.modals.fill(pressed.delivery.team, window, view)

    def _view(self, pressed: AskedFor, asked: SaveAsked | ShowAsked) -> dict[str, Any]:
        try:
            return self._answers.window(pressed, asked)
        except (StoreUnavailable, LookupError, ValidationError) as error:
            reference = logs.reference()
            log.error("A decision cannot be shown, reference %s: %s", reference, type(error))
            return unavailable(phrases.NOT_READ.format(reference=reference))

    def _told(self, submitted: SaveSubmitted | None) -> None:
        self._kept()
        if submitted is not None:
            self._surfaces.homes.refresh(submitted.delivery.team, submitted.by)

    def _save(self, submitted: SaveSubmitted) -> dict[str, Any]:
        """Keep what was submitted; gives the acknowledgement of the form."""
        if not submitted.title:
            return errors_of(TITLE, phrases.TITLE_NEEDED)
        form, knowledge = submitted.form, self._deciding.expertise().knowledge
        result = ShownResult(submitted.place, submitted.by, form.dialog.number, form.answers)
        wish = KeepWish(submitted.title, submitted.name, submitted.supersedes)
        tell = told_saved(form.channel or submitted.by, form.thread, knowledge)
        match self._deciding.keep(submitted.delivery, result, wish, tell):
            case CannotSupersede(number=number, by=by):
                return errors_of(SUPERSEDES, phrases.cannot_supersede(number, by))
            case ResultChanged():
                return errors_of(TITLE, phrases.RESULT_CHANGED)
            case Decision() | None:
                return {}


TABLE: tuple[tuple[Kind, str | Pattern[str], Any], ...] = (
    ("action", PRESS, DecisionListeners.on_press),
    ("view", SAVE_FORM, DecisionListeners.on_submission),
)
