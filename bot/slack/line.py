"""The line of those who wait for their turn, and how long they wait."""

import asyncio
import contextvars
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

PATIENCE_SECONDS = 1.0
"""How long a delivery waits for its turn; with the turn itself it is well inside Slack's 3 s."""


class Busy(Exception):
    """More comes in than can be taken: Slack is to deliver it again, or the person to try again."""


@dataclass(frozen=True, slots=True)
class _Waiting(Generic[T, R]):
    it: T
    context: contextvars.Context
    until: float
    answer: asyncio.Future[R]


class Line(Generic[T, R]):
    """Has `work` done by so many `workers`, each a thread, in the order of those who ask for it.

    Whoever is in line when a worker comes free is taken with the others there, up to `together` of
    them. `work` gives an answer or an exception for each; what it raises is raised for all.
    """

    def __init__(
        self,
        work: Callable[[Sequence[tuple[contextvars.Context, T]]], Sequence[R | Exception]],
        *,
        workers: int,
        together: int,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._work, self._free = work, workers
        self._together, self._patience = together, patience
        self._line: deque[_Waiting[T, R]] = deque()
        self._watch: asyncio.TimerHandle | None = None

    async def done(self, it: T) -> R:
        """The answer. Raises Busy where no worker comes free in time, or what the work came to."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[R] = loop.create_future()
        until = loop.time() + self._patience
        self._line.append(_Waiting(it, contextvars.copy_context(), until, answer))
        self._hand_out(loop)
        return await answer

    def _hand_out(self, loop: asyncio.AbstractEventLoop) -> None:
        while self._free and self._line:
            self._free -= 1
            number = min(self._together, len(self._line))
            together = [self._line.popleft() for _ in range(number)]
            asked = [(waiting.context, waiting.it) for waiting in together]
            working = loop.run_in_executor(None, self._work, asked)
            working.add_done_callback(partial(self._over, together))
        if self._line and self._watch is None:
            self._watch = loop.call_at(self._line[0].until, self._send_away, loop)

    def _over(
        self, together: Sequence[_Waiting[T, R]], working: asyncio.Future[Sequence[R | Exception]]
    ) -> None:
        failure = working.exception()
        answers = [failure] * len(together) if failure else working.result()
        for waiting, answer in zip(together, answers, strict=True):
            _tell(waiting.answer, answer)
        self._free += 1
        self._hand_out(working.get_loop())

    def _send_away(self, loop: asyncio.AbstractEventLoop) -> None:
        """Refuse those who have waited for too long."""
        self._watch = None
        while self._line and self._line[0].until <= loop.time():
            _tell(self._line.popleft().answer, Busy())
        self._hand_out(loop)


def _tell(answer: asyncio.Future[R], told: "R | BaseException") -> None:
    if answer.done():  # nobody waits for it any more
        return
    if isinstance(told, BaseException):
        answer.set_exception(told)
    else:
        answer.set_result(told)
