"""What goes on in the background while StackPick runs: sending, purging, closing, following."""

import asyncio
import datetime as dt
import logging
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from bot.learning import Library
from bot.slack.outbox import Outbox
from bot.slack.team.calls import told_to_channel
from bot.store.protocol import StoreUnavailable
from bot.store.workspace import WholeStore
from bot.teaming.taking import Teaming

FINISH_SECONDS = 3.5
"""How long calls in hand may take at the end.

With the deliveries before (REQUESTS_SECONDS), and what the database is busy with after, less than
the 10 seconds after which platforms kill.
"""

TIDY_SECONDS = 3600.0
FOLLOW_SECONDS = 2.0
CLOSE_SECONDS = 5.0
"""Seconds between two looks for what is to be purged, has changed, or is due to be closed."""

log = logging.getLogger(__name__)


class Tasks:
    """Work in the background that nobody waits for until the end."""

    def __init__(self) -> None:
        self.running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin; what it raises is logged."""
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


@asynccontextmanager
async def at_work(
    outbox: Outbox, store: WholeStore, teaming: Teaming, tasks: Tasks
) -> AsyncIterator[None]:
    """Send what is kept, purge and close what is due; finish at the end what is in hand."""
    sending = asyncio.create_task(outbox.run())
    recurring = (_tidy(store), _close_due(teaming, outbox.wake))
    looking = [asyncio.create_task(work) for work in recurring]
    try:
        yield
    finally:
        outbox.stop()
        for task in looking:
            task.cancel()
        await _finished(sending, *tasks.running)


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
def following(library: Library, review: Callable[[], int]) -> Iterator[None]:
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


async def _finished(*tasks: asyncio.Task[None]) -> None:
    _, unfinished = await asyncio.wait(tasks, timeout=FINISH_SECONDS)
    for task in unfinished:
        task.cancel()
    if unfinished:
        log.warning("Stopped with work in hand; what was kept is sent at the next start")
