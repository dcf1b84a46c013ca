"""How much one person, or one channel, may have of StackPick: token buckets. Pure.

A bucket holds `burst` turns and gets one more each `every`. All that is kept of it is the moment
at which it will be full again: each turn puts that off by `every`, and a turn that would put it
further off than `burst` of them is refused and costs nothing. (This is the generic cell rate
algorithm, ITU-T I.371.)
"""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

LimitOf = Literal["person", "channel"]


class Allowance(IntEnum):
    """What a bucket says to a turn; a refusal is silent where one was told a moment ago."""

    ALLOWED = 0
    REFUSED = 1
    REFUSED_SILENTLY = 2


@dataclass(frozen=True, slots=True)
class Limit:
    """`burst` turns at once, then one each `every`; of a refusal is told once in a `window`."""

    burst: int
    every: dt.timedelta
    window: dt.timedelta = dt.timedelta(minutes=1)

    @property
    def room(self) -> dt.timedelta:
        """How far off the moment may be at which the bucket is full again."""
        return self.burst * self.every


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a workspace's people and channels.

    A person's hold whatever they type or press; a channel's what all of them have StackPick post
    there. Slack itself takes about one message a second in a channel.
    """

    person: Limit = Limit(burst=40, every=dt.timedelta(seconds=2))
    channel: Limit = Limit(burst=40, every=dt.timedelta(seconds=2))


def microseconds(moment: dt.datetime | dt.timedelta) -> int:
    """A length, or a moment's distance from 1970, in whole microseconds."""
    length = moment if isinstance(moment, dt.timedelta) else moment - _EPOCH
    return length // dt.timedelta(microseconds=1)


_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
