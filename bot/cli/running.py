"""`stackpick run`: StackPick against a Slack and a database."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvloop

from bot import logs
from bot.cli.database import opened
from bot.learning import Library
from bot.matching.language import warm_up
from bot.matching.memory import give_back_large_arrays, leave_out_what_lasts
from bot.serving import serve
from bot.settings import Settings, SettingsError, Transport, require
from bot.slack.identity import IdentityUnknown
from bot.store.sql import SqlStore

if TYPE_CHECKING:
    from bot.oauth.installing import Installing

log = logging.getLogger(__name__)


def run(settings: Settings, transport: Transport | None) -> None:
    """Serve until told to stop.

    Raises SettingsError or KnowledgeError where StackPick cannot start.
    """
    chosen = require(settings, transport)
    logs.set_up(settings.log_level, settings.log_format)
    log.info("Reading the knowledge; what was not learnt before takes minutes")
    give_back_large_arrays()
    library = Library(settings.knowledge_dir)
    threading.Thread(target=warm_up, name="languages", daemon=True).start()
    store = opened(settings)
    leave_out_what_lasts()
    try:
        uvloop.run(serve(settings, chosen, library, store, installing(settings, store)))
    finally:
        store.close()


def installing(settings: Settings, store: SqlStore) -> "Installing | None":
    """Installations into many workspaces, their tokens encrypted with the newest key.

    None where there is one workspace, by its token. Raises SettingsError where the stored tokens
    cannot be read.
    """
    many = installations(settings, store)
    if many is not None:
        with readable_tokens():
            many.renew()
    return many


def installations(settings: Settings, store: SqlStore) -> "Installing | None":
    """Installations into many workspaces as they are; None where there is one, by its token."""
    secret, encryption_keys = settings.slack_client_secret, settings.token_encryption_key
    if not (settings.slack_client_id and secret and encryption_keys):
        return None
    from bot.oauth.installing import Credentials, Installing

    given = Credentials(
        settings.slack_client_id, secret.get_secret_value(), encryption_keys.get_secret_value()
    )
    return Installing(given, store.engine)


@contextmanager
def readable_tokens() -> Iterator[None]:
    """Raise SettingsError where the stored tokens turn out not to be readable."""
    try:
        yield
    except IdentityUnknown as unreadable:
        raise SettingsError(
            (f"{unreadable}; set the key before it behind it, with a comma",)
        ) from None
