"""Opens modals while their trigger lives, whatever else the process has to do."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from bot.slack.results import Result, Sent
from bot.store.protocol import Outgoing

OPEN, UPDATE_VIEW = "views.open", "views.update"

TRIGGER_SECONDS = 2.5
"""How long opening may take: Slack takes a trigger for 3 seconds, and waits as long for us."""

Call = Callable[[Outgoing], Awaitable[Result]]


class ModalNotOpened(Exception):
    """Slack did not open a modal; the message is its reason."""


class Modals:
    """Modals, opened on the event loop: no thread and no database stands between."""

    def __init__(self, call: Call) -> None:
        self._call = call

    async def open(self, team: str, trigger: str, view: dict[str, Any]) -> str:
        """Show the view, and give its id. Raises ModalNotOpened."""
        call = Outgoing(team, "", OPEN, {"trigger_id": trigger, "view": view})
        try:
            async with asyncio.timeout(TRIGGER_SECONDS):
                result = await self._call(call)
        except TimeoutError:
            raise ModalNotOpened("no answer in time") from None
        if not isinstance(result, Sent):
            raise ModalNotOpened(result.error)
        return result.view

    async def fill(self, team: str, view_id: str, view: dict[str, Any]) -> None:
        """Put another view in the place of one that is open; nothing comes of one that is not."""
        await self._call(Outgoing(team, "", UPDATE_VIEW, {"view_id": view_id, "view": view}))
