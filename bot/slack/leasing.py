"""Takes calls up from the database, and tells it what became of them."""

import asyncio
import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.store.calls import Calls, GivenUp, Leased, Made, Outcome, PutOff
from bot.store.protocol import StoreUnavailable, ValueRefused

REFUSALS = 3
"""How often in a row the database may refuse what an outcome says before that is told in fewer
words."""

OF_THE_VALUE = (ValueRefused, ArithmeticError, TypeError, ValueError)
"""What comes of a value that cannot be written. A database that is away, locked or slow says
nothing of the value, however often."""

UNTOLD = "the reason cannot be noted"

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

    def let_go(self) -> None:
        """Have nothing in hand; what the database is busy with is not waited for.

        Outcomes that wait are still to be noted.
        """
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._thread = ThreadPoolExecutor(1, "outbox")
        self._in_hand.clear()

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
            for outcome in outcomes:
                await self._note(outcome)
            leased = await self._in_thread(limit, ())
        else:
            self._forget(outcomes)
        return self._taken(leased)

    def _taken(self, leased: Sequence[Leased]) -> Sequence[Leased]:
        new = [one for one in leased if one.id not in self._in_hand | self._outcomes.keys()]
        self._in_hand.update(one.id for one in new)
        return new

    async def _note(self, outcome: Outcome) -> None:
        number = outcome.leased.id
        try:
            await self._in_thread(0, [outcome])
        except OF_THE_VALUE as error:
            log.warning("The outcome of call %s is refused (%s)", number, type(error).__name__)
            self._count_refusal(outcome)
        except StoreUnavailable as error:
            log.warning("The outcome of call %s cannot be noted yet (%s)", number, error)
            self._refusals.pop(number, None)
        except Exception:
            log.exception("The outcome of call %s cannot be noted yet", number)
            self._refusals.pop(number, None)
        else:
            self._forget([outcome])

    def _forget(self, noted: Sequence[Outcome]) -> None:
        for outcome in noted:
            del self._outcomes[outcome.leased.id]
            self._refusals.pop(outcome.leased.id, None)

    def _count_refusal(self, outcome: Outcome) -> None:
        number = outcome.leased.id
        self._refusals[number] += 1
        if self._refusals[number] == REFUSALS:
            self._outcomes[number] = _in_fewer_words(outcome)
            log.error("What became of call %s is noted in fewer words", number)

    async def _in_thread(self, limit: int, outcomes: Sequence[Outcome]) -> Sequence[Leased]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(
            self._thread, self._calls.lease, self._now(), limit, outcomes
        )


def _in_fewer_words(outcome: Outcome) -> Outcome:
    """What holds nothing that came from outside."""
    match outcome:
        case Made(leased):
            return Made(leased)
        case PutOff(leased, _, due_at):
            return PutOff(leased, UNTOLD, due_at)
        case GivenUp(leased):
            return GivenUp(leased, UNTOLD)
