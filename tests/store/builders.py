"""Short ways to say what a test is about."""

import datetime as dt
import time
from collections.abc import Sequence

from sqlalchemy import Table, func, select
from sqlalchemy import text as sql

from bot.advisor.session import Session
from bot.store.calls import Outcome
from bot.store.protocol import Delivery, Outgoing, Place
from bot.store.sql import SqlStore

THREAD = Place("T1", "C1", "1700000000.000100")
NOON = dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC)  # later than whatever a test keeps


def minutes(number: float) -> dt.timedelta:
    return dt.timedelta(minutes=number)


def a_delivery(*keys: str) -> Delivery:
    return Delivery("T1", "app_mention", keys)


def a_call(text: str = "hello", lane: str = "C1") -> Outgoing:
    return Outgoing("T1", lane, "chat.postMessage", {"channel": "C1", "text": text})


def keep(
    store: SqlStore,
    key: str,
    *outgoing: Outgoing,
    place: Place = THREAD,
    session: Session | None = None,
) -> None:
    """A turn that keeps what is given."""
    with store.hold(a_delivery(key), place) as held:
        assert held is not None
        held.keep(session or held.session, outgoing)


def note(store: SqlStore, *outcomes: Outcome) -> None:
    """Note what became of calls, and lease none."""
    store.calls.lease(NOON, 0, outcomes)


def count_one_more(store: SqlStore, key: str, place: Place = THREAD) -> None:
    """A turn that adds one to the number that the session holds as its topic."""
    with store.hold(a_delivery(key), place) as held:
        assert held is not None
        held.keep(held.session.about(str(int(held.session.topic or 0) + 1), ()), ())


def session_at(store: SqlStore, place: Place = THREAD) -> Session | None:
    """The session of a place, or None; the turn that looks keeps nothing."""
    found = None
    try:
        with store.hold(a_delivery(), place, only_if_known=True) as held:
            if held is not None:
                found = held.session
                raise LookedAtError
    except LookedAtError:
        pass
    return found


class LookedAtError(Exception):
    """Raised to roll a turn back."""


def rows(store: SqlStore, table: Table) -> int:
    with store.engine.begin() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def until_somebody_waits(store: SqlStore, number: int = 1) -> None:
    """Until so many transactions wait for another's lock in PostgreSQL."""
    waits = sql("SELECT count(*) FROM pg_locks WHERE NOT granted")
    with store.engine.connect() as connection:
        for _ in range(1_000):
            if connection.execute(waits).scalar_one() >= number:
                return
            time.sleep(0.001)
    raise AssertionError("nobody waits")


def texts(leased: Sequence[object]) -> list[str]:
    return [call.call.body["text"] for call in leased]  # type: ignore[attr-defined]
