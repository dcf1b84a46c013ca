"""Builds StackPick from its settings, runs it, and is told of every error."""

import asyncio
import datetime as dt
import logging
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_sdk.web.async_client import AsyncWebClient

from bot import phrases
from bot.conversations import Conversations
from bot.deciding import Deciding
from bot.errors import on_error
from bot.learning import Library
from bot.limits import Limits
from bot.settings import Settings
from bot.slack.attaching import Attaching
from bot.slack.channel_settings import ChannelSettings
from bot.slack.decision_answers import Answers
from bot.slack.decision_calls import told_changed
from bot.slack.decision_listeners import DecisionListeners
from bot.slack.homes import Homes
from bot.slack.identity import Authorizations, Authorize, Identity
from bot.slack.leaving import Leaving
from bot.slack.listeners import Listeners
from bot.slack.messages_tab import MessagesTab
from bot.slack.opening import Call, Modals
from bot.slack.opinions import Opinions
from bot.slack.outbox import Outbox, count
from bot.slack.results import Result, Sent
from bot.slack.surfaces import Surfaces
from bot.slack.team_calling import TeamCalling
from bot.slack.team_calls import told_to_channel
from bot.slack.team_cards import TeamCards
from bot.slack.team_listeners import TeamListeners
from bot.slack.traits import Traits
from bot.slack.web_api import TIMEOUT_SECONDS, WebApi
from bot.store.protocol import Outgoing, StoreUnavailable
from bot.store.workspace import WholeStore
from bot.teaming.taking import Teaming

if TYPE_CHECKING:  # it loads cryptography and more, which one workspace does without
    from bot.oauth.installing import Installing

CONNECTIONS = 40
"""Connections to Slack at once, kept open between calls."""

FINISH_SECONDS = 5.0
"""How long calls in hand may take at the end; with the deliveries before, less than the 10 seconds
after which platforms kill."""

TIDY_SECONDS = 3600.0
FOLLOW_SECONDS = 2.0
CLOSE_SECONDS = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Service:
    """StackPick, ready to take deliveries while its context lasts."""

    bolt: AsyncApp
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
        client = _client(settings, session, _bot_token(settings))
        who, flow = installing.over(client) if installing else (Identity(client), None)
        traits = Traits(store.preferences, _now, classic=settings.slack_blocks == "classic")
        web_api = WebApi(client, who, traits)
        outbox = _outbox(store, library, web_api)
        tasks = Tasks()
        limits = Limits() if settings.rate_limits == "on" else None
        conversations = Conversations(store, library.expertise, limits=limits)
        deciding = Deciding(store, library.expertise)
        surfaces = _surfaces(store, conversations, web_api, traits, tasks, outbox)
        listeners = Listeners(
            conversations,
            surfaces,
            traits,
            store.people,
            kept=outbox.wake,
            left=lambda team, enterprise: _forget(store, who, team, enterprise),
        )
        decisions = DecisionListeners(
            deciding, Answers(deciding), surfaces, listeners.turn, kept=outbox.wake
        )
        teaming = Teaming(store, library.expertise)
        leaving = Leaving(web_api.call)
        teams = TeamListeners(teaming, surfaces, leaving.has_left, kept=outbox.wake)
        sending = asyncio.create_task(outbox.run())
        tidying = asyncio.create_task(_tidy(store))
        closing = asyncio.create_task(_close_due(teaming, outbox.wake))
        bolt = _bolt(settings, _client(settings, session), who, flow)
        listeners.register(bolt)
        decisions.register(bolt)
        teams.register(bolt)
        try:
            with _following(library, lambda: deciding.review(told_changed)):
                yield Service(bolt, client, store, library, who)
        finally:
            outbox.stop()
            tidying.cancel()
            closing.cancel()
            await _finished(sending, *tasks.running)


def _outbox(store: WholeStore, library: Library, web_api: WebApi) -> Outbox:
    """Sends what is kept; a card is rendered, and what belongs to a message finds it, by then."""
    cards = TeamCards(web_api.call, store.team_decisions, library.expertise, _now)
    return Outbox(store, Attaching(cards.call, store).call, _now)


def _surfaces(
    store: WholeStore,
    conversations: Conversations,
    web_api: WebApi,
    traits: Traits,
    tasks: "Tasks",
    outbox: Outbox,
) -> Surfaces:
    async def call(outgoing: Outgoing) -> Result:
        result = await web_api.call(outgoing)
        count(outgoing.method, result)
        return result

    modals = Modals(call)
    return Surfaces(
        Homes(store, conversations.expertise, call, tasks.start),
        ChannelSettings(store.preferences, modals, tasks.start),
        TeamCalling(modals),
        Opinions(
            store.feedback,
            conversations,
            modals,
            lambda outgoing: tasks.start(_publish(call, outgoing)),
            _now,
        ),
        MessagesTab(store.people, traits, call, outbox.wake),
        modals,
        tasks.start,
    )


class Tasks:
    """Work in the background that nobody waits for until the end."""

    def __init__(self) -> None:
        self.running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(work)
        self.running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.running.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, StoreUnavailable):
            log.warning("Work in the background was given up: %s", error)
        elif error is not None:
            log.error("Work in the background failed", exc_info=error)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _client(
    settings: Settings, session: aiohttp.ClientSession, token: str | None = None
) -> AsyncWebClient:
    return AsyncWebClient(
        token=token, base_url=settings.api_url, timeout=TIMEOUT_SECONDS, session=session
    )


def _bolt(
    settings: Settings,
    client: AsyncWebClient,
    who: Authorizations,
    flow: AsyncOAuthFlow | None,
) -> AsyncApp:
    secret = settings.slack_signing_secret
    app = AsyncApp(
        name="stackpick",
        logger=logging.getLogger("slack_bolt"),  # else Bolt logs at our level, payloads and all
        client=client,
        authorize=Authorize(who),  # type: ignore[arg-type]  # it also takes its own kind
        oauth_flow=flow,
        user_facing_authorize_error_message=phrases.NOT_INSTALLED,
        signing_secret=secret.get_secret_value() if secret else None,
        request_verification_enabled=secret is not None,
        process_before_response=True,
        raise_error_for_unhandled_request=True,
        attaching_conversation_kwargs_enabled=False,
    )
    app.error(on_error)
    return app


def _bot_token(settings: Settings) -> str | None:
    token = settings.slack_bot_token
    return None if token is None or settings.installs else token.get_secret_value()


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


async def _tidy(store: WholeStore) -> None:
    """Delete what has been kept for long enough."""
    while True:
        try:
            purged = await asyncio.to_thread(store.purge, dt.datetime.now(dt.UTC))
            log.info("Purged %s", dict(purged))
        except StoreUnavailable:
            log.warning("Nothing could be purged; trying again in %s s", TIDY_SECONDS)
        except Exception:  # whatever it is, the next time may go well
            log.exception("Nothing could be purged; trying again in %s s", TIDY_SECONDS)
        await asyncio.sleep(TIDY_SECONDS)


async def _close_due(teaming: Teaming, kept: Callable[[], None]) -> None:
    """Close what has a deadline that has passed."""
    while True:
        try:
            if await asyncio.to_thread(teaming.close_due, told_to_channel):
                kept()
        except StoreUnavailable:
            log.warning("No deadline could be looked up; trying again in %s s", CLOSE_SECONDS)
        except Exception:  # whatever it is, the next time may go well
            log.exception("No deadline could be looked up; trying again in %s s", CLOSE_SECONDS)
        await asyncio.sleep(CLOSE_SECONDS)


@contextmanager
def _following(library: Library, review: Callable[[], int]) -> Iterator[None]:
    """Take over changes of the knowledge folder meanwhile, on a thread that no stop waits for.

    Decisions are reviewed at the start and after each change.
    """
    stop = threading.Event()
    given = (library, review, stop)
    threading.Thread(target=_follow, args=given, name="follow", daemon=True).start()
    try:
        yield
    finally:
        stop.set()


def _follow(library: Library, review: Callable[[], int], stop: threading.Event) -> None:
    due = True
    while not stop.is_set():
        due = _refreshed(library) or due
        if due:
            due = not _reviewed(review)
        stop.wait(FOLLOW_SECONDS)


def _refreshed(library: Library) -> bool:
    """Whether a change was taken over."""
    try:
        return library.refresh()
    except Exception:  # whatever it is, the next change may be read
        log.exception("The knowledge folder cannot be followed; trying again")
        return False


def _reviewed(review: Callable[[], int]) -> bool:
    """Whether that is done with; only a database that is away is worth another try."""
    try:
        log.info("Decisions that come out otherwise now: %s", review())
    except StoreUnavailable:
        log.warning("Decisions cannot be reviewed; trying again in %s s", FOLLOW_SECONDS)
        return False
    except Exception:  # another try at once would fail like this one
        log.exception("Decisions cannot be reviewed; trying again after the next change")
    return True


async def _publish(call: Call, outgoing: Outgoing) -> None:
    result = await call(outgoing)
    if not isinstance(result, Sent):
        log.warning("%s failed (%s)", outgoing.method, result.error)


async def _finished(*tasks: asyncio.Task[None]) -> None:
    _, unfinished = await asyncio.wait(tasks, timeout=FINISH_SECONDS)
    for task in unfinished:
        task.cancel()
    if unfinished:
        log.warning("Stopped with work in hand; what was kept is sent at the next start")
