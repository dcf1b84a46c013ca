"""What a chart of a recommendation shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.advisor.replies import Reason, Recommendation

MOST_BARS = 12
"""Criteria that a chart shows; those with the fewest units are left out beyond it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What a criterion contributed: units by option, in the options' order."""

    criterion: str
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """The contributions to a recommendation, by criterion.

    `sides` are the options' names and `scores` their sums, in the same order; `bars` begin with
    the criterion that moved the outcome most; `left_out` counts the criteria that are not shown.
    """

    title: str
    sides: tuple[str, ...]
    scores: tuple[int, ...]
    bars: tuple[Bar, ...]
    left_out: int = 0


def chart_of(result: Recommendation, title: str) -> Chart | None:
    """The chart of a recommendation; None where no answer contributed anything."""
    if not result.reasons:
        return None
    order = tuple(result.options)
    units = _units(result.reasons, order)
    bars = sorted(
        (Bar(criterion, of_options) for criterion, of_options in units.items()),
        key=lambda bar: (min(bar.units) - max(bar.units), -sum(bar.units)),
    )
    return Chart(
        title=title,
        sides=tuple(result.options[option].name for option in order),
        scores=tuple(result.scores[option] for option in order),
        bars=tuple(bars[:MOST_BARS]),
        left_out=len(bars[MOST_BARS:]),
    )


def _units(reasons: tuple[Reason, ...], order: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    titles = dict.fromkeys(reason.criterion.title for reason in reasons)
    return {
        title: tuple(
            sum(r.amount for r in reasons if r.criterion.title == title and r.option == option)
            for option in order
        )
        for title in titles
    }
