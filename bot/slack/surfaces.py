"""The places in Slack besides messages: App Home, modals and the messages tab."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from bot.slack import modals
from bot.slack.channel_settings import ChannelSettings
from bot.slack.home.homes import Homes
from bot.slack.incoming import Payload
from bot.slack.messages_tab import MessagesTab
from bot.slack.modals import Chosen, Expected
from bot.slack.opening import Modals
from bot.slack.opinions import Opinions
from bot.slack.payload import id_at, team_of
from bot.slack.team.calling import TeamCalling

Start = Callable[[Coroutine[Any, Any, None]], None]


@dataclass(frozen=True, slots=True)
class Surfaces:
    """What each place needs; `start` begins work that nobody waits for."""

    homes: Homes
    settings: ChannelSettings
    teams: TeamCalling
    opinions: Opinions
    messages_tab: MessagesTab
    modals: Modals
    start: Start

    async def opened(self, body: Payload) -> None:
        """Somebody opened a tab of StackPick's. Raises StoreUnavailable."""
        team, user = team_of(body), id_at(body, "event", "user")
        channel, tab = id_at(body, "event", "channel"), id_at(body, "event", "tab")
        if team and user and tab == "home":
            self.homes.opened(team, user)
        elif team and user and channel and tab == "messages":
            self.start(self.messages_tab.suggest(team, channel))
            await self.messages_tab.opened(team, user, channel)

    async def rated(self, body: Payload) -> None:
        """Somebody said what they think of an answer. Raises ModalNotOpened, StoreUnavailable."""
        await self.opinions.rated(body)
        team, user = team_of(body), id_at(body, "user", "id")
        if team and user:
            self.homes.refresh(team, user)

    async def submitted(self, body: Payload) -> None:
        """Somebody submitted a modal. Raises StoreUnavailable."""
        team, user = team_of(body), id_at(body, "user", "id")
        match modals.submitted(body):
            case Chosen() as chosen:
                await self.settings.take(team, user, chosen)
            case Expected() as told:
                await self.opinions.expected(team, user, id_at(body, "view", "id"), told)
            case None:
                return
        self.homes.refresh(team, user)
