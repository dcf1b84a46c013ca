"""The load generator, a process of its own: `python -m bench.generator`.

It reads orders from its input, a line of JSON each, and prints what became of each.
"""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Sequence
from itertools import count, cycle
from typing import Any

import aiohttp

from bench.deliveries import Delivery, delivery, press
from bench.lines import PATIENCE_SECONDS, HttpLine, Line, Sockets
from bench.orders import Order, Tally

HOST = "127.0.0.1"
REPLY_SECONDS = 10.0
"""How long a reply is waited for once its delivery was acknowledged."""


KEPT_SECONDS = 2.0
"""How long an idle connection is kept: less than uvicorn does, so that none is closed in use."""


class Generator:
    """Does what orders say."""

    def __init__(self, session: aiohttp.ClientSession, sockets: Sockets) -> None:
        self._session, self._sockets = session, sockets
        self._numbers = count(1)
        self._waiting: dict[str, asyncio.Future[float]] = {}
        self._open: list[tuple[int, str]] = []

    async def follow(self, replies: str) -> None:
        """Hear of replies from the sink, for ever."""
        forever = aiohttp.ClientTimeout(total=None)
        async with self._session.get(replies, timeout=forever) as told:
            async for line in told.content:
                key, _, at = line.decode().partition(" ")
                waiting = self._waiting.pop(key, None)
                if waiting is not None and not waiting.done():
                    waiting.set_result(float(at))

    async def obey(self, order: Order) -> Tally:
        """Deliver as ordered, and wait for the replies."""
        tally = Tally()
        lines = [self._line(to) for to in order.to]
        work = _Work(order, lines, tally, time.monotonic() + order.seconds)
        began = time.monotonic()
        if order.rate:
            await self._at_a_rate(work)
        else:
            await asyncio.gather(*(self._one_by_one(work) for _ in range(order.at_once)))
        tally.seconds = time.monotonic() - began
        return tally

    def _line(self, to: str) -> Line:
        return HttpLine(self._session, to) if to.startswith("http") else self._sockets.lines[to]

    async def _one_by_one(self, work: "_Work") -> None:
        while time.monotonic() < work.until and (self._open or not work.order.ends):
            if work.order.ends:
                await self._end_dialog(work)
            elif work.order.dialogs:
                await self._dialog(work)
            else:
                await self._deliver(work, self._next(work.order))

    async def _dialog(self, work: "_Work") -> None:
        """A dialog of a new person, up to its last press; a refusal breaks it off."""
        number, dialogs = next(self._numbers), work.order.dialogs
        *values, last = dialogs[number % len(dialogs)]
        for value in values:
            if not await self._deliver(work, press(number, value, direct=True)):
                return
        self._open.append((number, last))

    async def _end_dialog(self, work: "_Work") -> None:
        number, last = self._open.pop()
        await self._deliver(work, press(number, last, direct=True))

    async def _at_a_rate(self, work: "_Work") -> None:
        began, every = time.monotonic(), 1 / work.order.rate
        async with asyncio.TaskGroup() as sent:
            for number in range(round(work.order.seconds * work.order.rate)):
                await asyncio.sleep(max(0.0, began + number * every - time.monotonic()))
                sent.create_task(self._deliver(work, self._next(work.order)))

    def _next(self, order: Order) -> Delivery:
        number = next(self._numbers)
        return delivery(order.kinds[number % len(order.kinds)], number, order.presses)

    async def _deliver(self, work: "_Work", sent: Delivery) -> bool:
        """Deliver, and note what becomes of it; whether it was taken and replied to."""
        reply = self._waiting[sent.key] = asyncio.get_running_loop().create_future()
        tally, began = work.tally, time.monotonic()
        try:
            answer = await work.next_line().deliver(sent)
            took = time.monotonic() - began
            (tally.acknowledged if answer.taken else tally.refused).append(took)
            if answer.answers:
                tally.replied.append(took)
            elif answer.taken:
                async with asyncio.timeout(REPLY_SECONDS):
                    tally.replied.append(await reply - began)
        except (aiohttp.ClientError, OSError):  # a TimeoutError is one, too
            tally.lost += 1
            return False
        finally:
            self._waiting.pop(sent.key, None)
        return answer.taken


class _Work:
    """An order in hand: where to, what came of it so far, and until when."""

    def __init__(self, order: Order, lines: Sequence[Line], tally: Tally, until: float) -> None:
        self.order, self.tally, self.until = order, tally, until
        self._lines = cycle(lines)

    def next_line(self) -> Line:
        return next(self._lines)


async def serve(replies: str, sockets_port: int) -> None:
    """Obey orders until the input ends."""
    sockets = Sockets()
    await sockets.serve(HOST, sockets_port)
    connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=KEPT_SECONDS)
    timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as session:
        generator = Generator(session, sockets)
        following = asyncio.create_task(generator.follow(replies))
        _say({"ready": True})
        while line := await asyncio.to_thread(sys.stdin.readline):
            tally = await generator.obey(Order.read(json.loads(line)))
            _say(tally.told())
        following.cancel()


def _say(told: dict[str, Any]) -> None:
    print(json.dumps(told), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("replies")
    parser.add_argument("sockets_port", type=int)
    given = parser.parse_args()
    asyncio.run(serve(given.replies, given.sockets_port))


if __name__ == "__main__":
    main()
