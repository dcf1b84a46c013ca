"""Builds StackPick from its settings: the one place where everything meets."""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.background import Tasks, at_work, following
from bot.connecting import bot_token, dispatcher, web_client
from bot.conversations import Conversations
from bot.deciding.keeping import Deciding
from bot.deciding.reviewing import Reviewing
from bot.learning import Library
from bot.limits import Limits
from bot.settings import Settings
from bot.slack.attaching import Attaching
from bot.slack.channel_settings import ChannelSettings
from bot.slack.decisions.answers import DecisionAnswers
from bot.slack.decisions.calls import told_changed
from bot.slack.decisions.listeners import DecisionListeners
from bot.slack.dispatching import Dispatcher
from bot.slack.drawing import Drawing
from bot.slack.home.homes import Homes
from bot.slack.identity import Authorizations, Identity
from bot.slack.leaving import Leaving
from bot.slack.listeners import Listeners
from bot.slack.messages_tab import MessagesTab
from bot.slack.opening import Call, Modals
from bot.slack.opinions import Opinions
from bot.slack.outbox import Outbox, count
from bot.slack.results import Result, Sent
from bot.slack.surfaces import Surfaces
from bot.slack.taking import Taking
from bot.slack.team.calling import TeamCalling
from bot.slack.team.cards import TeamCards
from bot.slack.team.listeners import TeamListeners
from bot.slack.traits import Traits
from bot.slack.web_api import TIMEOUT_SECONDS, WebApi
from bot.store.protocol import Outgoing
from bot.store.workspace import WholeStore
from bot.teaming.taking import Teaming

if TYPE_CHECKING:  # it loads cryptography and more, which one workspace does without
    from bot.oauth.installing import Installing

CONNECTIONS = 40
"""Connections to Slack at once, kept open between calls."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """StackPick, ready to take deliveries while its context lasts."""

    bolt: Dispatcher
    client: AsyncWebClient
    store: WholeStore
    library: Library
    authorizations: Authorizations


@asynccontextmanager
async def service(
    settings: Settings, library: Library, store: WholeStore, installing: "Installing | None" = None
) -> AsyncIterator[Service]:
    """Build everything, send what is kept meanwhile, and finish what is in hand at the end.

    With `installing` it is in the workspaces that have installed it, else in the token's.
    """
    timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
    connector = aiohttp.TCPConnector(limit=CONNECTIONS)
    async with aiohttp.ClientSession(timeout=timeout, connector=connector) as session:
        client = web_client(settings, session, bot_token(settings))
        who, flow = installing.over(client) if installing else (Identity(client), None)
        traits = Traits(store.preferences, _now, classic=settings.slack_blocks == "classic")
        web_api = WebApi(client, who, traits)
        outbox = _outbox(store, library, Drawing(web_api.call, traits))
        shell = _Shell(store, library, who, traits, web_api, outbox, Tasks())
        reviewing = Reviewing(store, library.expertise)
        teaming = Teaming(store, library.expertise)
        limits = Limits() if settings.rate_limits == "on" else None
        bolt = dispatcher(settings, web_client(settings, session), who, flow)
        for listeners in _listeners(shell, limits, teaming):
            listeners.register(bolt)
        async with at_work(outbox, store, teaming, shell.tasks):
            with following(library, lambda: reviewing.review(told_changed)):
                yield Service(bolt, client, store, library, who)


@dataclass(frozen=True, slots=True)
class _Shell:
    """What all listeners are built on."""

    store: WholeStore
    library: Library
    who: Authorizations
    traits: Traits
    web_api: WebApi
    outbox: Outbox
    tasks: Tasks


def _outbox(store: WholeStore, library: Library, drawing: Drawing) -> Outbox:
    """Sends what is kept; a card is rendered, a chart drawn and a place found by then."""
    cards = TeamCards(drawing.call, store.team_decisions, library.expertise, _now)
    return Outbox(store.calls, Attaching(cards.call, store.calls).call, _now)


def _listeners(
    shell: _Shell, limits: Limits | None, teaming: Teaming
) -> Iterator[Listeners | DecisionListeners | TeamListeners]:
    """All that is told of deliveries, each for its kind."""
    conversations = Conversations(
        shell.store, shell.library.expertise, limits=limits, team_result=teaming.result_at
    )
    surfaces = _surfaces(shell, conversations)
    kept = shell.outbox.wake
    listeners = Listeners(
        Taking(conversations, shell.store.people),
        surfaces,
        shell.traits,
        kept=kept,
        left=lambda team, enterprise: _forget(shell.store, shell.who, team, enterprise),
    )
    yield listeners
    deciding = Deciding(shell.store, shell.library.expertise)
    yield DecisionListeners(
        deciding, DecisionAnswers(deciding), surfaces, listeners.turn, kept=kept
    )
    leaving = Leaving(shell.web_api.call)
    yield TeamListeners(teaming, surfaces, leaving.has_left, kept=kept)


def _surfaces(shell: _Shell, conversations: Conversations) -> Surfaces:
    async def call(outgoing: Outgoing) -> Result:
        result = await shell.web_api.call(outgoing)
        count(outgoing.method, result)
        return result

    store, start, modals = shell.store, shell.tasks.start, Modals(call)
    return Surfaces(
        Homes(store, conversations.expertise, call, start),
        ChannelSettings(store.preferences, modals, start),
        TeamCalling(modals),
        Opinions(
            store.feedback,
            conversations,
            modals,
            lambda outgoing: start(_publish(call, outgoing)),
            _now,
        ),
        MessagesTab(store.people, shell.traits, call, shell.outbox.wake),
        modals,
        start,
    )


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def _forget(store: WholeStore, who: Authorizations, team: str, enterprise: str) -> None:
    """Delete what there is of a workspace, or of an organisation, that has uninstalled StackPick.

    Both events that tell of it may come, in any order, and each more than once.
    """
    if enterprise:
        deleted = await asyncio.to_thread(store.forget_organisation, enterprise)
    else:
        deleted = await asyncio.to_thread(store.forget_team, team)
    who.forget()
    log.info("Uninstalled by %s; deleted %s", enterprise or team, dict(deleted))


async def _publish(call: Call, outgoing: Outgoing) -> None:
    result = await call(outgoing)
    if not isinstance(result, Sent):
        log.warning("%s failed (%s)", outgoing.method, result.error)
