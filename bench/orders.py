"""What the load generator is told to do, and what it tells of it: a line of JSON each way."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from bench.deliveries import Kind


@dataclass(frozen=True, slots=True)
class Order:
    """Deliver for some seconds.

    `to` are the addresses of HTTP subjects, or the app tokens of those that have connected over
    Socket Mode; they take turns. With `at_once` as many deliveries are in hand, each until it is
    replied to; with `rate` so many are sent a second, whatever becomes of them. `presses` are the
    values of the buttons that are pressed. With `dialogs` each person presses the values of one of
    them, one after the other, but for the last; with `ends` the last ones of such dialogs are
    pressed, as long as there are any.
    """

    to: tuple[str, ...]
    kinds: tuple[Kind, ...]
    seconds: float
    at_once: int = 0
    rate: float = 0.0
    presses: tuple[str, ...] = ()
    dialogs: tuple[tuple[str, ...], ...] = ()
    ends: bool = False

    def told(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def read(cls, told: dict[str, Any]) -> Self:
        lists = {name: tuple(told[name]) for name in ("to", "kinds", "presses")}
        return cls(**{**told, **lists, "dialogs": tuple(map(tuple, told["dialogs"]))})


@dataclass(slots=True)
class Tally:
    """What became of the deliveries of an order.

    `acknowledged` and `replied` hold seconds from sending to the acknowledgement and to the reply:
    the call to Slack that answers, or the acknowledgement where that holds the answer. `refused`
    counts the answers by which Slack would deliver again, `seconds` is how long all took together.
    """

    acknowledged: list[float] = field(default_factory=list)
    replied: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    lost: int = 0
    seconds: float = 0.0

    def told(self) -> dict[str, Any]:
        return asdict(self)
