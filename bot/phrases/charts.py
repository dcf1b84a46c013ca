"""What a chart shows, in words."""

from bot.advisor.charting import Bar, Chart


def alt_text(chart: Chart) -> str:
    """The chart in words: every figure that it shows."""
    totals = ", ".join(f"{side} {n}" for side, n in zip(chart.sides, chart.scores, strict=True))
    bars = "; ".join(f"{bar.criterion}: {_told(bar, chart.sides)}" for bar in chart.bars)
    rest = f" {left_out_of_chart(chart)}." if chart.left_out else ""
    return f"{chart.title}. Units by criterion, in all {totals}. {bars}.{rest}"


def left_out_of_chart(chart: Chart) -> str:
    return f"{chart.left_out} criteria with fewer units are not shown"


def _told(bar: Bar, sides: tuple[str, ...]) -> str:
    return ", ".join(
        f"{side} {units}" for side, units in zip(sides, bar.units, strict=True) if units
    )
