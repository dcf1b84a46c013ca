"""What an answer draws on: the knowledge, and the understanding that was learnt from it."""

import datetime as dt
from dataclasses import dataclass

from bot.advisor.evidence import Evidence
from bot.advisor.understanding import Understanding
from bot.knowledge.model import Criterion, Knowledge


@dataclass(frozen=True, slots=True)
class Expertise:
    """`today` decides which points are shown as due for review."""

    knowledge: Knowledge
    understanding: Understanding
    today: dt.date

    @property
    def options(self) -> tuple[str, ...]:
        """The ids of the options, in the order in which they are shown."""
        return tuple(self.knowledge.options)

    def evidence(self, criterion: Criterion, point_id: str) -> Evidence | None:
        """A point as it is shown; None where the knowledge no longer holds it."""
        point = criterion.point(point_id)
        if point is None:
            return None
        sources = tuple(self.knowledge.sources[source] for source in point.sources)
        return Evidence(point, sources, point.is_stale(self.today))
