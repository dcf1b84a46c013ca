"""What StackPick listens to in Slack. Each listener reads, takes one turn, and has it delivered."""

import logging
from collections.abc import Awaitable, Callable
from re import Pattern
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncBoltContext

from bot.advisor.kinds import kind_of
from bot.advisor.moves import Said
from bot.advisor.replies import Reply
from bot.metrics import DELIVERIES, MATCHES, TURN_SECONDS
from bot.slack import ids, inbox
from bot.slack.addressing import acknowledged, answered
from bot.slack.channel_settings import asks_for_settings
from bot.slack.dispatching import Dispatcher, Kind
from bot.slack.home.acts import (
    CameBack,
    ChoseGaps,
    ChoseThreads,
    GaveUp,
    LookedAt,
    TurnedTo,
    WentOn,
    act_of,
)
from bot.slack.incoming import Incoming, Payload
from bot.slack.payload import at, id_at, team_of
from bot.slack.surfaces import Surfaces
from bot.slack.taking import Due, Taking
from bot.slack.team.inbox import title_in
from bot.slack.traits import Traits

log = logging.getLogger(__name__)


class Listeners:
    """The listeners and what they need: who takes turns, and a bell for what was kept.

    `left` is told the workspace, or the organisation, that has uninstalled StackPick.

    Slack is answered when a listener returns, so every delivery is acknowledged only after its turn
    was committed.
    """

    def __init__(
        self,
        taking: Taking,
        surfaces: Surfaces,
        traits: Traits,
        kept: Callable[[], None],
        left: Callable[[str, str], Awaitable[None]],
    ) -> None:
        self._taking, self._surfaces = taking, surfaces
        self._traits, self._kept, self._left = traits, kept, left

    def register(self, app: Dispatcher) -> None:
        for kind, name, listener in TABLE:
            app.listen(kind, name, listener.__get__(self))

    async def on_command(self, body: Payload, ack: AsyncAck) -> None:
        await ack(**await self._commanded(body))

    async def on_mention(self, body: Payload, context: AsyncBoltContext) -> None:
        await self.turn(inbox.from_mention(body, context.bot_user_id or ""))

    async def on_message(self, body: Payload, context: AsyncBoltContext) -> None:
        me = context.bot_user_id or ""
        await self.turn(inbox.from_message(body, me) or inbox.from_edit(body, me))

    async def on_press(self, body: Payload, ack: AsyncAck) -> None:
        await self.turn(inbox.from_press(body))
        await ack()

    async def on_home_press(self, body: Payload, ack: AsyncAck) -> None:
        await self._acted(body)
        await ack()

    async def on_rated(self, body: Payload, ack: AsyncAck) -> None:
        await self._surfaces.rated(body)
        await ack()

    async def on_submit(self, body: Payload, ack: AsyncAck) -> None:
        await self._surfaces.submitted(body)
        self._kept()
        await ack()

    async def on_shortcut(self, body: Payload, ack: AsyncAck) -> None:
        await self.turn(inbox.from_shortcut(body))
        await ack()

    async def on_home_opened(self, body: Payload) -> None:
        await self._surfaces.opened(body)

    async def on_uninstalled(self, context: AsyncBoltContext) -> None:
        organisation = context.enterprise_id if context.is_enterprise_install else ""
        await self._left("" if organisation else context.team_id or "", organisation or "")

    async def on_tokens_revoked(self, body: Payload, context: AsyncBoltContext) -> None:
        if at(body, "event", "tokens", "bot"):  # a person's own token is none of ours
            await self.on_uninstalled(context)

    async def _commanded(self, command: Payload) -> dict[str, Any]:
        if asks_for_settings(command):
            return answered(await self._surfaces.settings.open(command))
        if title_in(command) is not None:
            return answered(await self._surfaces.teams.open(command))
        incoming = inbox.from_command(command)
        reply = await self.turn(incoming)
        return await self._acknowledged(incoming, reply) if incoming and reply else {}

    async def _acknowledged(self, incoming: Incoming, reply: Reply) -> dict[str, Any]:
        """Slack does not say what it makes of this one, so it gets what it is known to take."""
        newer = await self._traits.takes(incoming.delivery.team, "new_blocks")
        return acknowledged(incoming, reply, newer=bool(newer))

    async def _acted(self, body: Payload) -> None:
        """Do what somebody wants in App Home."""
        team, user = team_of(body), id_at(body, "user", "id")
        homes = self._surfaces.homes
        match act_of(body):
            case (WentOn() | GaveUp()) as act:
                await self.turn(inbox.from_home(body, act))
            case (ChoseThreads() | ChoseGaps()) as act:
                await homes.choose(team, user, act)
            case (LookedAt() | TurnedTo() | CameBack()) as page:
                homes.show(team, user, page)
            case None:
                return

    async def turn(self, incoming: Incoming | None) -> Reply | None:
        """Take the turn of a delivery, if there is one: measured, logged, and shown in App Home."""
        if incoming is None:
            return None
        team = incoming.delivery.team
        in_threads = bool(incoming.line and await self._traits.takes(team, "agent_view"))
        with TURN_SECONDS.time():
            reply = await self._taking.take(Due(incoming, in_threads))
        _tell(incoming, reply)
        self._kept()  # also for a command, which may have kept more than the reply that it carries
        if reply is not None:
            self._surfaces.homes.refresh(team, incoming.by)
        return reply


def _tell(incoming: Incoming, reply: Reply | None) -> None:
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
    ("action", ids.RATED, Listeners.on_rated),
    ("action", ids.HOME, Listeners.on_home_press),
    ("view", ids.MODAL, Listeners.on_submit),
    ("event", "app_home_opened", Listeners.on_home_opened),
    ("event", "app_uninstalled", Listeners.on_uninstalled),
    ("event", "tokens_revoked", Listeners.on_tokens_revoked),
    ("shortcut", ids.GLOBAL_SHORTCUT, Listeners.on_shortcut),
    ("shortcut", ids.MESSAGE_SHORTCUT, Listeners.on_shortcut),
)
"""Everything that is listened to; the app manifest is made of it, too."""
