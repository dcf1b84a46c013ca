"""Draws the pictures that are sent, before the calls that send them."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from bot.advisor.charting import Chart
from bot.charts import draw
from bot.slack.results import Refused, Result, Sent, TryAgain
from bot.slack.traits import Traits
from bot.slack.uploads import NOT_ALLOWED, PICTURE
from bot.store.protocol import Outgoing
from bot.store.workspace import Trait

CHART = "stackpick.chart"
"""Draws `chart` into `channel` and `thread_ts`; `alt` says the same in words. No method of
Slack's."""

FILES: Trait = "files"
"""Whether StackPick may upload files in a workspace."""

MOST_WAITING = 16
"""Charts that are drawn or wait for that; the other half of the outbox is left to messages."""

LATER_SECONDS = 1.0
"""When a chart beyond those is looked at again."""

DRAWN_WITHIN_SECONDS = 3.0
"""How long a call waits for its chart, those before it in line included. With what Slack may take
(TIMEOUT_SECONDS) less than a lease, or another process would send it too."""

_CHART = TypeAdapter(Chart)


class Drawing:
    """Makes calls by `make`; a chart is drawn when it is sent, as what is kept are figures.

    One at a time, as each takes the interpreter from the turns for a tenth of a second; and before
    the call is begun, as Slack has no part in how long that takes.
    """

    def __init__(
        self,
        make: Callable[[Outgoing], Awaitable[Result]],
        traits: Traits,
        draw_chart: Callable[[Chart], bytes] = draw,
    ) -> None:
        self._make, self._traits, self._draw = make, traits, draw_chart
        self._thread = ThreadPoolExecutor(1, "charts")
        self._unfinished: set[Future[bytes]] = set()

    async def call(self, outgoing: Outgoing) -> Result:
        """Make a call.

        No chart, and no failure either, where StackPick may not upload files: the bars of text
        above it say the same.
        """
        if outgoing.method != CHART:
            return await self._make(outgoing)
        if await self._traits.takes(outgoing.team, FILES) is False:
            return Sent()
        if self._waiting() >= MOST_WAITING:
            return TryAgain("others are drawn first", LATER_SECONDS)
        try:
            drawn = await self._drawn(outgoing.body)
        except TimeoutError:
            return TryAgain("drawing takes too long")
        result = await self._make(replace(outgoing, method=PICTURE, body=drawn))
        match result:
            case Sent():
                await self._traits.learn(outgoing.team, FILES, takes=True)
            case Refused(error) if error in NOT_ALLOWED:
                await self._traits.learn(outgoing.team, FILES, takes=False)
                return Sent()
            case _:
                pass
        return result

    def _waiting(self) -> int:
        """How many are in line or being drawn, though nobody may wait for one that takes long."""
        self._unfinished = {one for one in self._unfinished if not one.done()}
        return len(self._unfinished)

    async def _drawn(self, body: Mapping[str, Any]) -> Mapping[str, Any]:
        """Raises TimeoutError; what is still in line then leaves it."""
        drawing = self._thread.submit(self._draw, _CHART.validate_python(body["chart"]))
        self._unfinished.add(drawing)
        async with asyncio.timeout(DRAWN_WITHIN_SECONDS):
            picture = await asyncio.wrap_future(drawing)
        return {**body, "picture": picture}
