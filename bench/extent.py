"""How much is measured: about eleven minutes on two cores, or five."""

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


FULL = Extent(5, 1.0, (100, 10_000, 1_000_000), (10, 100, 1_000), (1, 2, 4), (60.0, 200.0))
QUICK = Extent(2, 0.5, (100, 10_000), (10, 100), (1, 2), (60.0,))
