"""Figures out of samples."""

import statistics
from collections.abc import Sequence


def percentile(samples: Sequence[float], share: float) -> float:
    """The sample that `share` (0..1) of all do not exceed; not a number where there is none."""
    if not samples:
        return float("nan")
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def median(samples: Sequence[float]) -> float:
    """The median; not a number where there is none."""
    return statistics.median(samples) if samples else float("nan")


def spread(samples: Sequence[float]) -> float:
    """How far the samples lie apart, the greatest and the smallest, as a share of the median."""
    return (max(samples) - min(samples)) / median(samples) if samples else float("nan")


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:.1f}"


def microseconds(seconds: float) -> str:
    return f"{seconds * 1e6:,.0f}"
