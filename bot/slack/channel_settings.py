"""The settings of a channel: shown in a modal, taken from it, and told to the channel."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from difflib import get_close_matches
from typing import Any

from bot import logs, phrases
from bot.slack import modals
from bot.slack.calls import RESPONSE_URL
from bot.slack.incoming import Payload, is_direct
from bot.slack.modals import Chosen, OfChannel
from bot.slack.opening import Modals
from bot.slack.payload import id_at, team_of, text_at
from bot.store.protocol import Outgoing, StoreUnavailable
from bot.store.workspace import Preferences

SETTINGS = "settings"
_ALIKE = 0.8
"""How alike a word must be to be meant for that: "setings" is 0.93, "setting up" 0.78."""
WHOLE_WORKSPACE = ""

log = logging.getLogger(__name__)


def asks_for_settings(command: Payload) -> bool:
    """Whether a slash command wants the settings of the channel, though with a slip of the pen."""
    said = text_at(command, "text").strip().casefold()
    return bool(get_close_matches(said, [SETTINGS], cutoff=_ALIKE))


class ChannelSettings:
    """Settings that every member of a channel may change: who types a command in it is one."""

    def __init__(
        self,
        preferences: Preferences,
        opening: Modals,
        start: Callable[[Coroutine[Any, Any, None]], None],
    ) -> None:
        self._preferences, self._opening, self._start = preferences, opening, start

    async def open(self, command: Payload) -> str | None:
        """Show the settings; gives what to say where there are none. Raises ModalNotOpened.

        The modal is opened before anything is read, since what is read may take its time.
        """
        team, channel = team_of(command), id_at(command, "channel_id")
        if is_direct(channel):
            return phrases.SETTINGS_ARE_ELSEWHERE
        view = await self._opening.open(team, id_at(command, "trigger_id"), modals.loading())
        of = OfChannel(channel=channel, response_url=id_at(command, "response_url"))
        self._start(self._fill(team, view, of))
        return None

    async def take(self, team: str, by: str, chosen: Chosen) -> None:
        """Keep what was chosen, and tell the channel. Raises StoreUnavailable."""
        told = phrases.changed_threads(f"<@{by}>", chosen.threads)
        of = chosen.of
        body = {"response_url": of.response_url, "response_type": "in_channel", "text": told}
        calls = [Outgoing(team, f"{of.channel}/", RESPONSE_URL, body)] if of.response_url else []
        await asyncio.to_thread(
            self._preferences.choose, team, of.channel, chosen.threads, by, calls
        )

    async def _fill(self, team: str, view: str, of: OfChannel) -> None:
        await self._opening.fill(team, view, await asyncio.to_thread(self._view, team, of))

    def _view(self, team: str, of: OfChannel) -> dict[str, Any]:
        try:
            own = self._preferences.choice(team, of.channel)
            return modals.settings(of, own, self._preferences.threads(team, WHOLE_WORKSPACE))
        except StoreUnavailable as error:
            reference = logs.reference()
            log.error("The settings cannot be shown, reference %s: %s", reference, error)
            return modals.unavailable(phrases.NOT_READ.format(reference=reference))
