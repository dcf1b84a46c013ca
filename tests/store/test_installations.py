"""Installations and their tokens on each kind of database, while others change them."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store import Bot
from sqlalchemy import insert, select, text, update

from bot.oauth.encryption import keys
from bot.oauth.installations import Installations
from bot.oauth.states import States
from bot.store.protocol import StoreUnavailable
from bot.store.schema import installations, oauth_states
from bot.store.sql import SqlStore
from tests.store.builders import NOON, until_somebody_waits
from tests.store.filling import a_row

KEY = "a" * 43 + "="
OpenStore = Callable[..., SqlStore]


def encrypted(token: str) -> str:
    return Fernet(KEY).encrypt(token.encode()).decode()


def begun(store: SqlStore) -> str:
    """A state that somebody begins an installation with."""
    return States(store.engine).issue()


class TestAState:
    def test_is_taken_once(self, store: SqlStore) -> None:
        state, states = begun(store), States(store.engine)

        assert [states.consume(state), states.consume(state)] == [True, False]

    def test_is_of_no_use_after_its_time(self, store: SqlStore) -> None:
        state = begun(store)
        with store.engine.begin() as connection:
            past = dt.datetime(2020, 1, 1)  # noqa: DTZ001
            connection.execute(update(oauth_states).values(expire_at=past))

        assert not States(store.engine).consume(state)

    def test_is_taken_by_one_of_two_at_once_on_postgresql(
        self, postgresql_url: str, opened: OpenStore
    ) -> None:
        store = opened(postgresql_url)
        state, states = begun(store), States(store.engine)

        with ThreadPoolExecutor(2) as threads:
            with store.engine.begin() as connection:
                connection.execute(select(oauth_states).with_for_update())
                both = [threads.submit(states.consume, state) for _ in range(2)]
                until_somebody_waits(store, 2)
            taken = [one.result() for one in both]

        assert sorted(taken) == [False, True]

    def test_that_cannot_be_taken_stands_in_no_log(
        self, store: SqlStore, caplog: pytest.LogCaptureFixture
    ) -> None:
        state = begun(store)
        with store.engine.begin() as connection:
            connection.execute(text("ALTER TABLE oauth_states RENAME TO elsewhere"))

        try:
            with pytest.raises(StoreUnavailable) as caught:
                States(store.engine).consume(state)
        finally:
            with store.engine.begin() as connection:
                connection.execute(text("ALTER TABLE elsewhere RENAME TO oauth_states"))

        assert state not in f"{caplog.text}{caught.value}"


def test_a_token_that_another_process_exchanges_meanwhile_is_not_overwritten_on_postgresql(
    postgresql_url: str, opened: OpenStore
) -> None:
    store = opened(postgresql_url)
    tokens = {"bot_token": encrypted("old"), "bot_refresh_token": encrypted("refresh")}
    kept = Installations(store.engine, "1.2", keys(KEY))

    with store.engine.begin() as connection:
        connection.execute(
            insert(installations).values(a_row(installations, "T1", "", NOON) | tokens)
        )
    with ThreadPoolExecutor(1) as threads:
        with store.engine.begin() as connection:
            connection.execute(update(installations).values(bot_token=encrypted("new")))
            renewing = threads.submit(kept.renew)
            until_somebody_waits(store)
        renewing.result()

    with store.engine.begin() as connection:
        token = connection.execute(select(installations.c.bot_token)).scalar_one()
    assert Fernet(KEY).decrypt(token) == b"new"


def test_one_process_alone_exchanges_a_token_on_postgresql(
    postgresql_url: str, opened: OpenStore
) -> None:
    """The others go on with the old one while it holds, and else wait for the new one."""
    one, other = (Installations(opened(postgresql_url).engine, "1.2", keys(KEY)) for _ in range(2))
    bot = Bot(team_id="T1", bot_id="B1", bot_user_id="U1", bot_token="t", installed_at=0.0)  # noqa: S106

    with ThreadPoolExecutor(1) as threads:
        with one.alone(bot, wait=False) as first:
            with other.alone(bot, wait=False) as second:
                pass
            waiting = threads.submit(_taken, other, bot)
            until_somebody_waits(opened(postgresql_url))
            assert not waiting.done()

        assert (first, second, waiting.result()) == (True, False, True)


def _taken(kept: Installations, bot: Bot) -> bool:
    with kept.alone(bot, wait=True) as taken:
        return taken


def test_tokens_of_what_was_uninstalled_meanwhile_are_not_kept(store: SqlStore) -> None:
    kept = Installations(store.engine, "1.2", keys(KEY))
    bot = Bot(team_id="T1", bot_id="B1", bot_user_id="U1", bot_token="t", installed_at=0.0)  # noqa: S106

    kept.save_tokens(bot)

    assert kept.all() == []
