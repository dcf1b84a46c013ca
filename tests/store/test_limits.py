"""Token buckets: the statement does what a bucket does, and tells of a refusal once a window."""

import datetime as dt
from collections.abc import Sequence

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.limits import Allowance, Limit
from bot.store import limits
from bot.store.schema import buckets
from bot.store.sql import SqlStore
from tests.store.builders import NOON

LIMIT = Limit(burst=3, every=dt.timedelta(seconds=2), window=dt.timedelta(seconds=10))


def verdicts(store: SqlStore, pauses: Sequence[float], limit: Limit = LIMIT) -> list[Allowance]:
    """What a new bucket says to turns after these pauses, in seconds."""
    now, said = NOON, []
    with store.engine.begin() as connection:
        connection.execute(delete(buckets))
        for pause in pauses:
            now += dt.timedelta(seconds=pause)
            said.append(limits.take(connection, "T1", "person", "U1", limit, now))
    return said


class Bucket:
    """A bucket as one would write it without a database: tokens that come back with time."""

    def __init__(self, limit: Limit) -> None:
        self.limit, self.tokens = limit, float(limit.burst)
        self.told_before = limit.window.total_seconds()

    def take(self, pause: float) -> Allowance:
        more = pause / self.limit.every.total_seconds()
        self.tokens = min(float(self.limit.burst), self.tokens + more)
        self.told_before += pause
        if self.tokens >= 1:
            self.tokens -= 1
            return Allowance.ALLOWED
        if self.told_before >= self.limit.window.total_seconds():
            self.told_before = 0.0
            return Allowance.REFUSED
        return Allowance.REFUSED_SILENTLY


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.integers(0, 48).map(lambda quarters: quarters / 4), max_size=25))
@example([0.0] * 20)
@example([0.0, 0.0, 0.0, 2.0, 2.0, 2.0, 0.0])
def test_it_says_what_a_bucket_of_tokens_says(store: SqlStore, pauses: list[float]) -> None:
    bucket = Bucket(LIMIT)

    assert verdicts(store, pauses) == [bucket.take(pause) for pause in pauses]


def test_a_burst_is_taken_then_one_each_while(store: SqlStore) -> None:
    said = verdicts(store, [0, 0, 0, 0, 0, 2, 0])

    taken = [verdict is Allowance.ALLOWED for verdict in said]
    assert taken == [True, True, True, False, False, True, False]


def test_of_refusals_one_is_told_in_a_window(store: SqlStore) -> None:
    hammering = verdicts(store, [0.25] * 100)

    assert hammering.count(Allowance.REFUSED) == 3
    assert hammering.count(Allowance.ALLOWED) == 15


def test_every_workspace_person_and_channel_has_a_bucket_of_its_own(store: SqlStore) -> None:
    one = Limit(burst=1, every=dt.timedelta(hours=1))
    with store.engine.begin() as connection:
        said = [
            limits.take(connection, team, kind, whose, one, NOON)
            for team in ("T1", "T2")
            for kind in ("person", "channel")
            for whose in ("X1", "X2")
        ]

    assert set(said) == {Allowance.ALLOWED}
