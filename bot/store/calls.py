"""What the rest of StackPick asks of a store about calls to Slack that turns have kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.store.protocol import Outgoing


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that was posted: where, its `ts`, and when it was."""

    channel: str
    ts: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Leased:
    """An outgoing call that this process alone may make until the lease ends.

    `attempts` counts the earlier leases, those of processes that died included: 0 at the first.
    `kept_at` is when its turn kept it, in UTC; `reference` is what that turn's delivery is logged
    with, empty where it is not known.
    """

    id: int
    call: Outgoing
    attempts: int
    kept_at: dt.datetime
    reference: str


@dataclass(frozen=True, slots=True)
class Backlog:
    """The outbox at a glance: calls that wait, the age in seconds of the oldest, and the dead."""

    waiting: int
    oldest_seconds: float
    dead: int


@dataclass(frozen=True, slots=True)
class Made:
    """Slack has the call; `posted` is the message that came of it, None where none did."""

    leased: Leased
    posted: Posted | None = None


@dataclass(frozen=True, slots=True)
class PutOff:
    """The call is to be made again at `due_at`, in UTC."""

    leased: Leased
    error: str
    due_at: dt.datetime


@dataclass(frozen=True, slots=True)
class GivenUp:
    """The call is not made again; later calls of its lane may go."""

    leased: Leased
    error: str


Outcome = Made | PutOff | GivenUp


class Calls(Protocol):
    """Calls to Slack that wait, and what became of them. All may be called from any thread.

    Raises StoreUnavailable where the database cannot be reached or written.
    """

    def lease(
        self, now: dt.datetime, limit: int, outcomes: Sequence[Outcome] = ()
    ) -> Sequence[Leased]:
        """Note what became of calls; give those that are due then, at most `limit`.

        None is of a lane whose earlier call still waits; those that were kept first come first. A
        lane belongs to its team. Outcomes and leases are one transaction, which outlives the end of
        every process; where the machine loses power, the last of them may be lost, so that calls
        are made again.

        `Made` erases the body and keeps `then` to be sent; it counts even where another process has
        the lease by now, and once where two have made the call. `PutOff` and `GivenUp` do nothing
        there. What is given up keeps its body until it is purged.
        """

    def answer_to(self, team: str, key: str) -> Posted | None:
        """The message that came of the call with this key; None where none is known."""

    def backlog(self, now: dt.datetime) -> Backlog: ...
