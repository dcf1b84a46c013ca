"""What the thresholds of certainty do, and whether a confidence is what it says."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bot.matching import Matcher, Trial
from bot.matching.calibration import ANSWERED, OFFERED

_BINS = 10


def expected_error(results: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error (0..1) of results with their confidences, in ten equal bins."""
    total = 0.0
    for step in range(_BINS):
        bin_ = [one for one in results if min(int(one[0] * _BINS), _BINS - 1) == step]
        total += abs(sum(confidence - right for confidence, right in bin_))
    return total / len(results)


def report(matcher: Matcher, console: Console) -> None:
    """The trade-off on the utterances, each judged by a fit without it."""
    chosen = matcher.calibration
    reasons = {
        chosen.sure: f"sure: keeps {ANSWERED:.0%} of the right results",
        chosen.unsure: f"unsure: keeps {OFFERED:.0%} of the right results",
    }
    table = Table("from confidence", "kept %", "wrong %", "off topic rejected %", "in use")
    for threshold in sorted({*(step / 20 for step in range(1, 20)), *reasons}):
        table.add_row(*_row(matcher, threshold), reasons.get(threshold, ""))
    console.print(table)
    results = [(trial.confidence, trial.found == trial.label) for trial in _answered(matcher)]
    console.print(
        "kept: of the utterances with a subject, those that get it; wrong: of the answers given. "
        f"Expected calibration error on {len(results)} utterances: {expected_error(results):.3f}"
    )


def _answered(matcher: Matcher) -> list[Trial]:
    return [trial for trial in matcher.trials() if trial.found is not None]


def _row(matcher: Matcher, threshold: float) -> tuple[str, str, str, str]:
    row = matcher.trade_off(threshold)
    rejected = "" if row.rejected is None else f"{100 * row.rejected:.1f}"
    return f"{threshold:.3f}", f"{100 * row.kept:.1f}", f"{100 * row.wrong:.1f}", rejected
