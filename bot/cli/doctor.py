"""`stackpick doctor`: whether StackPick can run here, and what to do where it cannot."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import func, select

from bot.cli.doctor_slack import examine_slack
from bot.cli.findings import Finding
from bot.knowledge.checks import due_for_review
from bot.knowledge.faults import KnowledgeError
from bot.knowledge.files import load
from bot.knowledge.paths import shown
from bot.settings import Settings, SettingsError, Transport, require
from bot.slack.ids import INSTALL_PATH
from bot.store.engine import open_store
from bot.store.migrate import is_current
from bot.store.protocol import StoreUnavailable
from bot.store.schema import deliveries
from bot.store.sql import SqlStore
from bot.store.transactions import database_errors, transaction

_NAMES: Mapping[Transport, str] = {"socket": "Socket Mode", "http": "HTTP"}


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything that StackPick needs to run in Slack."""
    yield _tokens(settings)
    yield from examine_slack(settings)
    yield from _kept(settings)
    yield _knowledge(settings)


def _tokens(settings: Settings) -> Finding:
    try:
        transport = require(settings, None)
    except SettingsError as error:
        return Finding("settings", "failed", "; ".join(error.problems))
    where = "many workspaces" if settings.installs else "one workspace"
    return Finding("settings", "ok", f"complete, for {where} over {_NAMES[transport]}")


def _kept(settings: Settings) -> Iterator[Finding]:
    try:
        store = open_store(settings.database_url)
    except (StoreUnavailable, ValueError) as error:
        yield _no_database(error)
        return
    try:
        yield from _database(store)
        yield from _installations(settings, store)
    except StoreUnavailable as error:
        yield _no_database(error)
    finally:
        store.close()


def _no_database(error: Exception) -> Finding:
    fix = "see that DATABASE_URL is right and that the database runs"
    return Finding("database", "failed", f"cannot be used ({error})", fix)


def _database(store: SqlStore) -> Iterator[Finding]:
    current = is_current(store.engine)
    if current:
        store.check()
        yield Finding("database", "ok", f"{store.engine.dialect.name} answers and can be written")
        yield Finding("migrations", "ok", "all are there")
        yield _events(store)
    else:
        yield Finding("database", "ok", f"{store.engine.dialect.name} answers")
        yield Finding("migrations", "failed", "some are missing", "run: stackpick db upgrade")


def _events(store: SqlStore) -> Finding:
    """Slack does not tell an app what it is subscribed to; what came in says it."""
    with database_errors(), transaction(store.engine) as connection:
        latest = connection.execute(select(func.max(deliveries.c.taken_at))).scalar()
    if latest is None:
        fix = "mention it in Slack; where nothing comes, look at Event Subscriptions of the app"
        return Finding("events", "look", "none has come in the last days", fix)
    return Finding("events", "ok", f"the last delivery came {latest:%Y-%m-%d %H:%M} UTC")


def _installations(settings: Settings, store: SqlStore) -> Sequence[Finding]:
    if not settings.installs:
        return ()
    from bot.cli.running import installations, readable_tokens

    many = installations(settings, store)
    if many is None:
        return ()
    try:
        with readable_tokens():
            every = many.all()
    except SettingsError as error:
        return (Finding("tokens", "failed", error.problems[0]),)
    from bot.oauth.exchanging import is_lost

    lost = [bot.team_id or bot.enterprise_id or "" for bot in every if is_lost(bot)]
    if lost:
        says = f"{len(lost)} of {len(every)} cannot be renewed: {', '.join(sorted(lost))}"
        return (Finding("tokens", "failed", says, f"install again there: {INSTALL_PATH}"),)
    return (Finding("tokens", "ok", f"{len(every)} installations, whose tokens can be read"),)


def _knowledge(settings: Settings) -> Finding:
    folder = settings.knowledge_dir
    try:
        knowledge = load(folder)
    except KnowledgeError as error:
        says = f"{shown(folder)} has {len(error.faults)} faults, the first {error.faults[0]}"
        return Finding("knowledge", "failed", says, "run: stackpick knowledge check")
    due = len(tuple(due_for_review(knowledge, dt.datetime.now(dt.UTC).date())))
    return Finding("knowledge", "ok", f"version {knowledge.version}, {due} points due for review")
