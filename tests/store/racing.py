"""What each process of a race does; a module of its own, so that both can import it."""

from multiprocessing.synchronize import Barrier

from bot.store.engine import open_store
from bot.store.sql import SqlStore
from tests.store.builders import THREAD, a_delivery

ROUNDS = 40


class Racer:
    """A process's own store and the line where it meets the other process."""

    barrier: Barrier
    store: SqlStore


def join(barrier: Barrier, url: str) -> None:
    Racer.barrier = barrier
    Racer.store = open_store(url)


def race(kind: str) -> list[bool]:
    """Take the same deliveries as the other process; says which of the turns were had."""
    return [_turn(kind, number) for number in range(ROUNDS)]


def _turn(kind: str, number: int) -> bool:
    keys = (f"{kind}{number}", f"C1:{number}")
    Racer.barrier.wait(timeout=30)
    with Racer.store.hold(a_delivery(*keys), THREAD) as held:
        if held is not None:
            count = int(held.session.topic or 0) + 1
            held.keep(held.session.about(str(count), ()), ())
        return held is not None
