"""Draws charts as pictures. matplotlib is imported when one is drawn, and never before."""

import io
from typing import TYPE_CHECKING

from bot.advisor.charting import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7")
"""Of Okabe and Ito's palette, which people with any kind of colour vision tell apart."""

HATCHES = ("", "///", "...", "xxx")
"""A pattern for each side besides, so that the bars differ without any colour."""

INK, PALE = "#1d1c1d", "#8a8a8a"
WIDTH_INCHES, DPI = 7.2, 160
"""1,152 pixels: sharp at the third of it that Slack shows in a thread, and when it is opened."""

TITLE_SIZE, TEXT_SIZE, BAR_HEIGHT = 17.0, 14.0, 0.66


def draw(chart: Chart) -> bytes:
    """The chart as a PNG: the first of two sides to the left, the second to the right.

    More than two are stacked to the right. Takes a few hundred milliseconds: not for an event loop.
    """
    from matplotlib.figure import Figure

    height = 1.5 + 0.5 * len(chart.bars)
    figure = Figure(
        figsize=(WIDTH_INCHES, height), dpi=DPI, facecolor="white", layout="constrained"
    )
    axes = figure.add_subplot()
    _draw_bars(chart, axes)
    _dress(chart, axes)
    figure.legend(
        title=chart.title,
        title_fontproperties={"size": TITLE_SIZE, "weight": "bold"},
        alignment="left",
        loc="outside upper left",
        ncols=len(chart.sides),
        frameon=False,
        fontsize=TEXT_SIZE,
        labelcolor=INK,
        borderpad=0.1,
    )
    picture = io.BytesIO()
    figure.savefig(picture, format="png", metadata={"Software": None})
    return picture.getvalue()


def _draw_bars(chart: Chart, axes: "Axes") -> None:
    """Each side's units beside their number."""
    ends = [0] * len(chart.bars)
    for side, (name, score) in enumerate(zip(chart.sides, chart.scores, strict=True)):
        towards = -1 if len(chart.sides) == 2 and side == 0 else 1  # noqa: PLR2004 - two sides
        for place, bar in enumerate(chart.bars):
            units, start = bar.units[side], ends[place] if towards > 0 else 0
            axes.barh(
                place,
                towards * units,
                BAR_HEIGHT,
                left=start,
                color=COLOURS[side % len(COLOURS)],
                hatch=HATCHES[side % len(HATCHES)],
                edgecolor="white",
                label=f"{name}: {score}" if place == 0 else None,
            )
            if units:
                _write_units(axes, start + towards * units, place, units, towards)
            ends[place] += units if towards > 0 else 0


def _write_units(axes: "Axes", end: float, place: int, units: int, towards: int) -> None:
    axes.annotate(
        str(units),
        (end, place),
        xytext=(5 * towards, 0),
        textcoords="offset points",
        ha="left" if towards > 0 else "right",
        va="center_baseline",
        size=TEXT_SIZE,
        color=INK,
    )


def _dress(chart: Chart, axes: "Axes") -> None:
    """Names beside the bars, and no more lines than needed."""
    axes.set_yticks(range(len(chart.bars)), [bar.criterion for bar in chart.bars])
    axes.tick_params(axis="y", length=0, labelsize=TEXT_SIZE, labelcolor=INK)
    axes.set_xticks([])
    axes.invert_yaxis()
    axes.margins(x=0.12, y=0.03)
    axes.axvline(0, color=PALE, linewidth=1)
    for edge in ("top", "right", "bottom", "left"):
        axes.spines[edge].set_visible(False)
    if chart.left_out:
        axes.set_xlabel(f"{chart.left_out} criteria with fewer units are not shown", color=INK)
