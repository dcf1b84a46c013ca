"""What StackPick listens to in Slack. Each listener reads, takes one turn, and has it delivered."""

import asyncio
from collections.abc import Callable
from re import Pattern
from typing import Any, Literal

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.advisor.replies import Reply
from bot.conversations import Conversations
from bot.metrics import DELIVERIES, TURN_SECONDS
from bot.slack import ids, inbox
from bot.slack.addressing import PUBLISH, acknowledged, calls
from bot.slack.home import home_view
from bot.slack.incoming import Edit, Incoming, Payload
from bot.slack.payload import id_at
from bot.store.protocol import Outgoing

Kind = Literal["command", "event", "action", "shortcut"]


class Listeners:
    """The listeners and what they need: the conversations, and a bell for what was kept.

    With Bolt's `process_before_response` Slack is answered when a listener returns, so that every
    delivery is acknowledged only after its turn was committed.
    """

    def __init__(
        self,
        conversations: Conversations,
        publish: Callable[[Outgoing], None],
        kept: Callable[[], None],
    ) -> None:
        self._conversations, self._publish, self._kept = conversations, publish, kept

    def register(self, app: AsyncApp) -> None:
        for kind, name, listener in TABLE:
            getattr(app, kind)(name)(listener.__get__(self))

    async def on_command(self, command: Payload, ack: AsyncAck) -> None:
        incoming = inbox.from_command(command)
        reply = await self._turn(incoming)
        await ack(**acknowledged(incoming, reply) if incoming and reply else {})

    async def on_mention(self, body: Payload, context: AsyncBoltContext) -> None:
        await self._turn(inbox.from_mention(body, context.bot_user_id or ""))

    async def on_message(self, body: Payload, context: AsyncBoltContext) -> None:
        me = context.bot_user_id or ""
        await self._turn(inbox.from_message(body, me) or inbox.from_edit(body, me))

    async def on_press(self, body: Payload, ack: AsyncAck) -> None:
        await self._turn(inbox.from_press(body))
        await ack()

    async def on_shortcut(self, body: Payload, ack: AsyncAck) -> None:
        await self._turn(inbox.from_shortcut(body))
        await ack()

    async def on_home_opened(self, body: Payload) -> None:
        team, user = id_at(body, "team_id"), id_at(body, "event", "user")
        if team and user and id_at(body, "event", "tab") == "home":
            view = home_view(self._conversations.expertise().knowledge)
            arguments = {"user_id": user, "view": view}
            self._publish(Outgoing(team, f"home/{user}", PUBLISH, arguments))

    async def _turn(self, incoming: Incoming | Edit | None) -> Reply | None:
        if incoming is None:
            return None
        with TURN_SECONDS.time():
            reply = await asyncio.to_thread(self._take, incoming)
        DELIVERIES.labels(incoming.delivery.kind, type(reply).__name__).inc()
        self._kept()
        return reply

    def _take(self, told: Incoming | Edit) -> Reply | None:
        if isinstance(told, Incoming):
            return self._answer(told)
        posted = self._conversations.answer_to(told.delivery.team, told.key)
        return self._answer(told.answered_in(posted)) if posted else None

    def _answer(self, incoming: Incoming) -> Reply | None:
        return self._conversations.take_turn(
            incoming.delivery,
            incoming.place,
            incoming.move,
            incoming.by,
            lambda reply: calls(incoming, reply),
            only_if_known=incoming.only_if_known,
        )


TABLE: tuple[tuple[Kind, str | Pattern[str], Any], ...] = (
    ("command", ids.COMMAND, Listeners.on_command),
    ("event", "app_mention", Listeners.on_mention),
    ("event", "message", Listeners.on_message),
    ("action", ids.MOVE, Listeners.on_press),
    ("action", ids.PICK_CRITERION, Listeners.on_press),
    ("event", "app_home_opened", Listeners.on_home_opened),
    ("shortcut", ids.GLOBAL_SHORTCUT, Listeners.on_shortcut),
    ("shortcut", ids.MESSAGE_SHORTCUT, Listeners.on_shortcut),
)
"""Everything that is listened to; the app manifest is made of it, too."""
