"""What an answer rests on."""

from dataclasses import dataclass

from bot.knowledge.model import Point, Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """A point as it is shown: with its sources, and whether its day of review has passed."""

    point: Point
    sources: tuple[Source, ...]
    stale: bool
