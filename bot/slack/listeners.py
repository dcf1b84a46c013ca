"""What StackPick listens to in Slack. Each listener reads, takes one turn, and has it delivered."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from re import Pattern
from typing import Any, Literal

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.advisor.kinds import kind_of
from bot.advisor.moves import Said
from bot.advisor.replies import Reply
from bot.conversations import Conversations
from bot.metrics import DELIVERIES, MATCHES, TURN_SECONDS
from bot.slack import ids, inbox
from bot.slack.addressing import PUBLISH, acknowledged, calls
from bot.slack.home import home_view
from bot.slack.incoming import Edit, Incoming, Payload
from bot.slack.payload import at, id_at
from bot.slack.traits import Traits
from bot.store.protocol import Outgoing

log = logging.getLogger(__name__)

Kind = Literal["command", "event", "action", "shortcut"]


class Listeners:
    """The listeners and what they need: the conversations, and a bell for what was kept.

    `left` is told the workspace, or the organisation, that has uninstalled StackPick.

    With Bolt's `process_before_response` Slack is answered when a listener returns, so that every
    delivery is acknowledged only after its turn was committed.
    """

    def __init__(
        self,
        conversations: Conversations,
        publish: Callable[[Outgoing], None],
        kept: Callable[[], None],
        traits: Traits,
        left: Callable[[str, str], Awaitable[None]],
    ) -> None:
        self._conversations, self._publish, self._kept = conversations, publish, kept
        self._traits, self._left = traits, left

    def register(self, app: AsyncApp) -> None:
        for kind, name, listener in TABLE:
            getattr(app, kind)(name)(listener.__get__(self))

    async def on_command(self, command: Payload, ack: AsyncAck) -> None:
        incoming = inbox.from_command(command)
        reply = await self._turn(incoming)
        await ack(**await self._acknowledged(incoming, reply) if incoming and reply else {})

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

    async def on_uninstalled(self, context: AsyncBoltContext) -> None:
        organisation = context.enterprise_id if context.is_enterprise_install else ""
        await self._left("" if organisation else context.team_id or "", organisation or "")

    async def on_tokens_revoked(self, body: Payload, context: AsyncBoltContext) -> None:
        if at(body, "event", "tokens", "bot"):  # a person's own token is none of ours
            await self.on_uninstalled(context)

    async def _acknowledged(self, incoming: Incoming, reply: Reply) -> dict[str, Any]:
        """Slack does not say what it makes of this one, so it gets what it is known to take."""
        newer = await self._traits.takes(incoming.delivery.team, "new_blocks")
        return acknowledged(incoming, reply, newer=bool(newer))

    async def _turn(self, incoming: Incoming | Edit | None) -> Reply | None:
        if incoming is None:
            return None
        with TURN_SECONDS.time():
            reply = await asyncio.to_thread(self._take, incoming)
        _tell(incoming, reply)
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


def _tell(incoming: Incoming | Edit, reply: Reply | None) -> None:
    """Count what came of a delivery, and log it; never a word of what was said."""
    kind, outcome = incoming.delivery.kind, type(reply).__name__
    DELIVERIES.labels(kind, outcome).inc()
    if reply is not None and isinstance(incoming.move, Said):
        MATCHES.labels(kind_of(reply)).inc()
    log.info("Took %s: %s", kind, outcome if reply else "nothing to say")


TABLE: tuple[tuple[Kind, str | Pattern[str], Any], ...] = (
    ("command", ids.COMMAND, Listeners.on_command),
    ("event", "app_mention", Listeners.on_mention),
    ("event", "message", Listeners.on_message),
    ("action", ids.MOVE, Listeners.on_press),
    ("action", ids.PICK_CRITERION, Listeners.on_press),
    ("event", "app_home_opened", Listeners.on_home_opened),
    ("event", "app_uninstalled", Listeners.on_uninstalled),
    ("event", "tokens_revoked", Listeners.on_tokens_revoked),
    ("shortcut", ids.GLOBAL_SHORTCUT, Listeners.on_shortcut),
    ("shortcut", ids.MESSAGE_SHORTCUT, Listeners.on_shortcut),
)
"""Everything that is listened to; the app manifest is made of it, too."""
