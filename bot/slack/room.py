"""How many turns are taken at once, and how long others wait for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

PATIENCE_SECONDS = 1.0
"""How long a delivery waits for its turn; with the turn itself it is well inside Slack's 3 s."""


class Busy(Exception):
    """More comes in than can be taken: Slack is to deliver it again, or the person to try again."""


class Room:
    """Room for some turns at once, in the order in which they come."""

    def __init__(self, turns: int, patience: float = PATIENCE_SECONDS) -> None:
        self._free, self._patience = asyncio.Semaphore(turns), patience

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Wait for a place and hold it. Raises Busy where none comes free in time."""
        try:
            async with asyncio.timeout(self._patience):
                await self._free.acquire()
        except TimeoutError:
            raise Busy from None
        try:
            yield
        finally:
            self._free.release()
