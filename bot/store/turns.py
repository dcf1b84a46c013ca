"""What a turn asks of its kind of database."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from sqlalchemy import Connection

from bot.store.protocol import Pace, Place

NEW = "{}"  # the session of a place that has none, as JSON


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that asks for its place's session; `keys` are sorted and differ."""

    place: Place
    team: str
    kind: str
    keys: Sequence[str]
    taken_at: dt.datetime
    only_if_known: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """What a turn leaves: its session as JSON and the outbox rows of its calls."""

    place: Place
    state: str
    kept_at: dt.datetime
    calls: Sequence[Mapping[str, Any]]


class Turns(Protocol):
    """A turn's reads and writes; each is called inside the turn's transaction."""

    pace: ClassVar[Pace]

    def claim(self, connection: Connection, claim: Claim) -> str | None:
        """Record the keys, lock the place and give its session as JSON.

        Gives None where there must be no turn: a key was seen before, or `only_if_known` is set
        and the place has no session. The transaction must then be rolled back.
        """

    def keep(self, connection: Connection, kept: Kept) -> None:
        """Write the session of the claimed place and add the calls to the outbox."""
