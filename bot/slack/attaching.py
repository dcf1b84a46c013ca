"""Brings a call to the message that was posted before it, whose place was not known till then."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.slack.results import Refused, Result, TryAgain
from bot.store.protocol import Outgoing, Store, StoreUnavailable

FOLLOWS = "stackpick.follows"
"""In the body of a call: the key of the message in whose thread it belongs."""

NOT_POSTED = "the message that it belongs to was not posted"


@dataclass(frozen=True, slots=True)
class Attaching:
    """Makes calls by `make`, each where it belongs."""

    make: Callable[[Outgoing], Awaitable[Result]]
    store: Store

    async def call(self, outgoing: Outgoing) -> Result:
        key = outgoing.body.get(FOLLOWS)
        if key is None:
            return await self.make(outgoing)
        try:
            posted = await asyncio.to_thread(self.store.answer_to, outgoing.team, key)
        except StoreUnavailable as error:
            return TryAgain(str(error))
        if posted is None:
            return Refused(NOT_POSTED)
        rest = {name: value for name, value in outgoing.body.items() if name != FOLLOWS}
        body = {**rest, "channel": posted.channel, "thread_ts": posted.ts}
        return await self.make(replace(outgoing, body=body))
