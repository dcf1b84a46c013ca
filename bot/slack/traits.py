"""What each workspace's Slack takes, learnt from its answers and shared by all processes."""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable

from bot.store.protocol import StoreUnavailable
from bot.store.workspace import Preferences, Trait, TraitLearnt

FRESH_FOR = dt.timedelta(minutes=1)
"""How long a process takes its word for what another one may have learnt since."""

REFUSED_FOR = dt.timedelta(days=7)
"""How long Slack's refusal counts: it brings new kinds of blocks to workspaces one by one."""

NEWER: frozenset[Trait] = frozenset({"new_blocks", "agent_view"})
"""What came to Slack of late, and to the local Slack not at all."""

log = logging.getLogger(__name__)


class Traits:
    """What is known of workspaces. With `classic` nothing of `NEWER` is ever taken to be there."""

    def __init__(
        self, preferences: Preferences, now: Callable[[], dt.datetime], *, classic: bool = False
    ) -> None:
        self._preferences, self._now, self._classic = preferences, now, classic
        self._read: dict[tuple[str, Trait], tuple[TraitLearnt | None, dt.datetime]] = {}

    async def takes(self, team: str, trait: Trait) -> bool | None:
        """Whether the workspace's Slack takes it; None where that has not been seen."""
        if self._classic and trait in NEWER:
            return False
        learnt, read_at = self._read.get((team, trait), (None, None))
        if read_at is None or self._now() - read_at > FRESH_FOR:
            learnt = await self._looked_up(team, trait)
        if learnt is None or (not learnt.takes and self._now() - learnt.at > REFUSED_FOR):
            return None
        return learnt.takes

    async def learn(self, team: str, trait: Trait, *, takes: bool) -> None:
        """Take what Slack has just shown; it is written where it is news."""
        if await self.takes(team, trait) is takes or (self._classic and trait in NEWER):
            return
        self._read[team, trait] = (TraitLearnt(takes, self._now()), self._now())
        log.info("Slack %s %s there", "takes" if takes else "does not take", trait)
        try:
            await asyncio.to_thread(self._preferences.learn, team, trait, takes=takes)
        except StoreUnavailable:
            log.warning("What was learnt of %s could not be kept", trait)

    async def _looked_up(self, team: str, trait: Trait) -> TraitLearnt | None:
        try:
            learnt = await asyncio.to_thread(self._preferences.learnt, team, trait)
        except StoreUnavailable:
            return None
        self._read[team, trait] = (learnt, self._now())
        return learnt
