"""Takes calls up from the database, and tells it what became of them."""

import asyncio
import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.store.calls import Calls, GivenUp, Leased, Made, Outcome
from bot.store.protocol import StoreUnavailable

REFUSALS = 3
"""How often the database may refuse an outcome, and take others, before that is told in fewer
words."""

log = logging.getLogger(__name__)


class Leasing:
    """The calls of one process, from their lease until the database knows what became of them.

    Nothing that is in hand, or of which an outcome waits to be noted, is given a second time, even
    where its lease has ended meanwhile.
    """

    def __init__(self, calls: Calls, now: Callable[[], dt.datetime]) -> None:
        self._calls, self._now = calls, now
        self._in_hand: set[int] = set()
        self._outcomes: dict[int, Outcome] = {}
        self._refusals: Counter[int] = Counter()
        self._thread = ThreadPoolExecutor(1, "outbox")  # whatever else waits for threads

    @property
    def in_hand(self) -> int:
        """How many calls were given whose outcome has not been told."""
        return len(self._in_hand)

    @property
    def unnoted(self) -> int:
        """How many outcomes the database has not taken yet."""
        return len(self._outcomes)

    def ended(self, outcome: Outcome) -> None:
        """Tell what became of a call in hand."""
        self._in_hand.remove(outcome.leased.id)
        self._outcomes[outcome.leased.id] = outcome

    def close(self) -> None:
        """Do no more; what the database is busy with is not waited for."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def due(self, limit: int) -> Sequence[Leased]:
        """Note what became of calls; give those that are due then, at most `limit`.

        Both at once; where that fails, an outcome may be why, and each is noted for itself. Raises
        what the store raises where none can be given.
        """
        outcomes = tuple(self._outcomes.values())
        try:
            leased = await self._in_thread(limit, outcomes)
        except Exception:
            if not outcomes:
                raise
            left = [outcome for outcome in outcomes if not await self._is_noted(outcome)]
            leased = await self._in_thread(limit, ())
            if leased or len(left) < len(outcomes):
                self._count_refusals(left)
        else:
            self._forget(outcomes)
        return self._taken(leased)

    def _taken(self, leased: Sequence[Leased]) -> Sequence[Leased]:
        new = [one for one in leased if one.id not in self._in_hand | self._outcomes.keys()]
        self._in_hand.update(one.id for one in new)
        return new

    async def _is_noted(self, outcome: Outcome) -> bool:
        try:
            await self._in_thread(0, [outcome])
        except StoreUnavailable as error:
            log.warning("The outcome of call %s cannot be noted yet (%s)", outcome.leased.id, error)
            return False
        except Exception:
            log.exception("The outcome of call %s cannot be noted yet", outcome.leased.id)
            return False
        self._forget([outcome])
        return True

    def _forget(self, noted: Sequence[Outcome]) -> None:
        for outcome in noted:
            del self._outcomes[outcome.leased.id]
            self._refusals.pop(outcome.leased.id, None)

    def _count_refusals(self, refused: Sequence[Outcome]) -> None:
        """Only where the database took something else: one that is away refuses everything."""
        for outcome in refused:
            number = outcome.leased.id
            self._refusals[number] += 1
            if self._refusals[number] == REFUSALS:
                self._outcomes[number] = plain = _in_fewer_words(outcome)
                log.error("Call %s is noted as %s instead", number, type(plain).__name__)

    async def _in_thread(self, limit: int, outcomes: Sequence[Outcome]) -> Sequence[Leased]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._thread, self._calls.lease, self._now(), limit, outcomes
        )


def _in_fewer_words(outcome: Outcome) -> Made | GivenUp:
    """What holds nothing that came from outside, and frees the call's lane."""
    if isinstance(outcome, Made):
        return Made(outcome.leased)
    return GivenUp(outcome.leased, "what became of it cannot be noted")
