"""What somebody finds who opens the direct messages with StackPick."""

import asyncio
from collections.abc import Callable

from bot import phrases
from bot.slack.blocks import welcome
from bot.slack.calls import post
from bot.slack.opening import Call
from bot.slack.results import Sent
from bot.slack.traits import Traits
from bot.store.protocol import Outgoing
from bot.store.workspace import People

SUGGEST = "assistant.threads.setSuggestedPrompts"


class MessagesTab:
    """The prompts of Slack's agent view, and one message of welcome, once and ever."""

    def __init__(
        self, people: People, traits: Traits, call: Call, kept: Callable[[], None]
    ) -> None:
        self._people, self._traits, self._call, self._kept = people, traits, call, kept

    async def opened(self, team: str, person: str, channel: str) -> None:
        """Welcome who comes for the first time, and have Slack suggest how to begin.

        Raises StoreUnavailable, so that the welcome comes with the next delivery.
        """
        call = post(team, channel, "", welcome())
        if await asyncio.to_thread(self._people.welcome, team, person, call):
            self._kept()

    async def suggest(self, team: str, channel: str) -> None:
        """Offer prompts; that Slack takes them tells that it shows the agent view.

        It refuses them wherever there is none, on a free plan say, and everything goes on in plain
        direct messages there.
        """
        prompts = [{"title": title, "message": said} for title, said in phrases.PROMPTS.items()]
        result = await self._call(
            Outgoing(team, "", SUGGEST, {"channel_id": channel, "prompts": prompts})
        )
        await self._traits.learn(team, "agent_view", takes=isinstance(result, Sent))
