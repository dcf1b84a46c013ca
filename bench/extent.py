"""How much is measured: about five minutes on two cores, or one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Extent:
    """`rounds` of `seconds` each; growth is measured at `sessions` and `entries`."""

    rounds: int
    seconds: float
    sessions: tuple[int, ...]
    entries: tuple[int, ...]
    processes: tuple[int, ...]
    rates: tuple[float, ...]


FULL = Extent(5, 0.7, (100, 10_000, 1_000_000), (10, 100, 1_000), (1, 2, 4), (60.0, 200.0))
QUICK = Extent(1, 0.4, (100, 10_000), (10,), (1, 2), (60.0,))
