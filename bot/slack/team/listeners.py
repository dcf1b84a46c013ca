"""What StackPick listens to about team decisions: presses, and the forms."""

import asyncio
from collections.abc import Awaitable, Callable
from re import Pattern
from typing import Any

from slack_bolt.async_app import AsyncAck

from bot.slack.blocks.team.forms import Form
from bot.slack.dispatching import Dispatcher, Kind
from bot.slack.incoming import Payload
from bot.slack.modals import loading
from bot.slack.surfaces import Surfaces
from bot.slack.team import inbox
from bot.slack.team.calls import told_to
from bot.slack.team.ids import (
    FORM,
    PRESS,
    AnswerAsked,
    CloseAsked,
    GiveAsked,
    PostAsked,
    SaveTeamAsked,
    TakeOverAsked,
)
from bot.slack.team.incoming import Pressing
from bot.slack.team.submissions import TeamSubmissions
from bot.slack.team.windows import TeamWindows
from bot.store.team import SECONDS_BETWEEN
from bot.teaming.taking import Teaming

ACTS_AT_ONCE = 2
"""Acts that are taken side by side: a whole team may answer at once, and so leaves threads and the
database to everybody else."""

HasLeft = Callable[[str, str], Awaitable[bool | None]]
"""Whether a person of a workspace was deactivated; None where that cannot be known."""


class TeamListeners:
    """Each listener reads, has the act kept on a worker thread, and has it delivered.

    `kept` is the bell for what was kept.
    """

    def __init__(
        self,
        teaming: Teaming,
        surfaces: Surfaces,
        has_left: HasLeft,
        kept: Callable[[], None],
    ) -> None:
        self._teaming = teaming
        self._windows, self._submissions = TeamWindows(teaming), TeamSubmissions(teaming)
        self._surfaces, self._has_left, self._kept = surfaces, has_left, kept
        self._room = asyncio.Semaphore(ACTS_AT_ONCE)

    def register(self, app: Dispatcher) -> None:
        for kind, name, listener in TABLE:
            app.listen(kind, name, listener.__get__(self))

    async def on_press(self, body: Payload, ack: AsyncAck) -> None:
        pressing = inbox.from_press(body)
        if pressing is not None:
            await self._pressed(pressing)
            self._ring()
        await ack()

    async def on_submission(self, body: Payload, ack: AsyncAck) -> None:
        async with self._room:
            answer = await asyncio.to_thread(self._submissions.take, body)
        self._told(body)
        await ack(**answer)

    async def _pressed(self, pressing: Pressing) -> None:
        """A window is opened before anything is read, since a trigger does not wait."""
        match pressing.asked:
            case AnswerAsked() | GiveAsked() | SaveTeamAsked():
                modals = self._surfaces.modals
                window = await modals.open(pressing.team, pressing.trigger, loading())
                self._surfaces.start(self._fill(pressing, window))
            case CloseAsked(anyway=anyway):
                act, tell = pressing.act, told_to(pressing)
                await asyncio.to_thread(self._teaming.close, act, tell, anyway=anyway)
            case TakeOverAsked():
                await self._take_over(pressing)
            case PostAsked():
                await asyncio.to_thread(self._teaming.post_again, pressing.act, told_to(pressing))

    async def _fill(self, pressing: Pressing, window: str) -> None:
        async with self._room:
            form: Form = await asyncio.to_thread(self._windows.window, pressing)
        await self._surfaces.modals.fill(pressing.team, window, form)

    async def _take_over(self, pressing: Pressing) -> None:
        owner = await asyncio.to_thread(self._windows.owner_of, pressing)
        left = await self._has_left(pressing.team, owner) if owner else None
        tell = told_to(pressing)
        await asyncio.to_thread(self._teaming.take_over, pressing.act, owner, left, tell)

    def _told(self, body: Payload) -> None:
        self._ring()
        submitter = inbox.submitter_of(body)
        if submitter is not None:
            self._surfaces.homes.refresh(submitter.delivery.team, submitter.by)

    def _ring(self) -> None:
        """Once more when a card may be written again, which is then no further wait."""
        self._kept()
        asyncio.get_running_loop().call_later(SECONDS_BETWEEN, self._kept)


TABLE: tuple[tuple[Kind, str | Pattern[str], Any], ...] = (
    ("action", PRESS, TeamListeners.on_press),
    ("view", FORM, TeamListeners.on_submission),
)
