"""Brings a call to a message that was posted before it, whose place was not known till then."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot import phrases
from bot.slack.calls import DELETE, FOLLOWS, STANDS_IN, UPDATE
from bot.slack.results import Refused, Result, Sent, TryAgain
from bot.store.calls import Calls, Posted
from bot.store.protocol import Outgoing, StoreUnavailable

NOT_POSTED = "the message that it belongs to was not posted"
GONE = "message_not_found"


@dataclass(frozen=True, slots=True)
class Attaching:
    """Makes calls by `make`, each where it belongs."""

    make: Callable[[Outgoing], Awaitable[Result]]
    calls: Calls

    async def call(self, outgoing: Outgoing) -> Result:
        """Make a call at the message that it belongs to; refused where that was not posted."""
        key = outgoing.body.get(FOLLOWS) or outgoing.body.get(STANDS_IN)
        if key is None:
            return await self.make(outgoing)
        try:
            posted = await asyncio.to_thread(self.calls.answer_to, outgoing.team, key)
        except StoreUnavailable as error:
            return TryAgain(str(error))
        if STANDS_IN in outgoing.body:
            return await self._changed(outgoing, posted)
        if posted is None:
            return Refused(NOT_POSTED)
        return await self.make(_with(outgoing, channel=posted.channel, thread_ts=posted.ts))

    async def _changed(self, outgoing: Outgoing, posted: Posted | None) -> Result:
        """What is known no more, or was deleted by somebody else, needs no change."""
        if posted is None:
            return Sent()
        result = await self.make(_with(outgoing, channel=posted.channel, ts=posted.ts))
        match result:
            case Refused(error) if error == GONE:
                return Sent()
            case Refused() if outgoing.method == DELETE:
                return await self._emptied(outgoing, posted)
            case _:
                return result

    async def _emptied(self, outgoing: Outgoing, posted: Posted) -> Result:
        """A message without its buttons, where a workspace lets none be deleted."""
        body = {"text": phrases.GOES_ON_BELOW, "blocks": []}
        update = replace(outgoing, method=UPDATE, body=body)
        return await self.make(_with(update, channel=posted.channel, ts=posted.ts))


def _with(outgoing: Outgoing, **place: str) -> Outgoing:
    """The call at its place, without the key by which that was found."""
    rest: Mapping[str, Any] = {
        name: value for name, value in outgoing.body.items() if name not in (FOLLOWS, STANDS_IN)
    }
    return replace(outgoing, body={**rest, **place})
