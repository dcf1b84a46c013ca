"""Draws charts as pictures. matplotlib is imported when one is drawn, and never before."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot import phrases
from bot.advisor.charting import Chart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7")
"""Of Okabe and Ito's palette, which people with any kind of colour vision tell apart."""

HATCHES = ("", "///", "...", "xxx")
"""A pattern for each side besides, so that the bars differ without any colour."""

INK, PALE = "#1d1c1d", "#8a8a8a"
WIDTH_INCHES, DPI = 7.2, 160
"""1,152 pixels: sharp at the third of it that Slack shows in a thread, and when it is opened."""

TITLE_SIZE, TEXT_SIZE, BAR_HEIGHT = 17.0, 14.0, 0.66

FORMATS = ("png", "svg", "pdf")
"""What a chart can be drawn as."""

_UNDATED: Mapping[str, Mapping[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}
"""The same chart is the same file, whenever it is drawn."""


def draw(chart: Chart, form: str = "png") -> bytes:
    """The chart in one of FORMATS: the first of two sides to the left, the second to the right.

    Where one side alone has units, and where there are more than two, all bars grow to the right.
    Takes a few hundred milliseconds: not for an event loop.
    """
    import matplotlib as mpl

    figure = _figure(chart)
    picture = io.BytesIO()
    with mpl.rc_context({"svg.hashsalt": "stackpick"}):  # else the ids in it are drawn by lot
        figure.savefig(picture, format=form, metadata=_UNDATED[form])
    return picture.getvalue()


def _figure(chart: Chart) -> "Figure":
    from matplotlib.figure import Figure

    height = 1.5 + 0.5 * len(chart.bars)
    figure = Figure(
        figsize=(WIDTH_INCHES, height), dpi=DPI, facecolor="white", layout="constrained"
    )
    axes = figure.add_subplot()
    draw_bars(chart, axes)
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
    return figure


def _has_two_directions(chart: Chart) -> bool:
    return len(chart.sides) == 2 and all(chart.scores)  # noqa: PLR2004 - two sides


def draw_bars(chart: Chart, axes: "Axes") -> None:
    """Each side's units beside their number."""
    ends = [0] * len(chart.bars)
    for side, (name, score) in enumerate(zip(chart.sides, chart.scores, strict=True)):
        towards = -1 if side == 0 and _has_two_directions(chart) else 1
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
        axes.set_xlabel(phrases.left_out_of_chart(chart), color=INK)
