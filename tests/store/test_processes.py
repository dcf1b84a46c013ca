"""Two processes on one database, as on a platform that runs several."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

from bot.advisor.session import Session
from bot.store.sql import SqlStore
from tests.store.builders import session_at
from tests.store.racing import ROUNDS, join, race


def test_the_two_events_of_a_mention_have_one_turn(store: SqlStore, url: str) -> None:
    """Each process is handed one of them at the same moment, over and over."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)

    with ProcessPoolExecutor(2, context, initializer=join, initargs=(barrier, url)) as processes:
        first, second = processes.map(race, ["app_mention", "message"])

    assert [a + b for a, b in zip(first, second, strict=True)] == [1] * ROUNDS
    assert session_at(store) == Session(topic=str(ROUNDS))
