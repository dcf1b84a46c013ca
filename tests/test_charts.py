"""The chart of a recommendation, and the same in words."""

import subprocess
import sys
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from bot import phrases
from bot.advisor.charting import MOST_BARS, Bar, Chart, chart_of
from bot.advisor.recommending import recommend
from bot.advisor.replies import Recommendation
from bot.advisor.session import Given, Progress
from bot.charts import COLOURS, DPI, FORMATS, WIDTH_INCHES, draw, draw_bars
from bot.cli.asking import save_chart
from bot.cli.console import UsageError
from tests.builders import ANN, COFFEE, PRICE, TEA, a_lean, a_question, an_answer, an_expertise

ROOT = Path(__file__).resolve().parents[1]
CHART = Chart(
    "I would pick Tea", ("Tea", "Coffee"), (8, 3), (Bar("Taste", (8, 0)), Bar("Price", (0, 3)))
)


def test_a_chart_adds_the_answers_up_by_criterion_and_begins_with_what_moved_most() -> None:
    expertise = an_expertise(
        a_question(
            "cup", an_answer("a", a_lean(COFFEE, "clearly", criterion=PRICE)), an_answer("b")
        ),
        a_question("milk", an_answer("a", a_lean(TEA, "strongly")), an_answer("b")),
        a_question("sugar", an_answer("a", a_lean(TEA, "clearly")), an_answer("b")),
    )
    given = tuple(Given(question=name, answer="a") for name in ("cup", "milk", "sugar"))
    result = recommend(ANN, Progress(number=1, given=given), expertise)

    assert chart_of(result, "I would pick Tea") == CHART
    assert sum(bar.units[0] for bar in CHART.bars) == result.scores[TEA]


def test_nothing_that_counts_is_nothing_to_draw() -> None:
    result = recommend(ANN, Progress(number=1), an_expertise(a_question("milk")))

    assert chart_of(result, "Either") is None


def test_the_words_tell_every_figure_of_the_picture() -> None:
    assert phrases.alt_text(CHART) == (
        "I would pick Tea. Units by criterion, in all Tea 8, Coffee 3. "
        "Taste: Tea 8; Price: Coffee 3."
    )


def test_criteria_that_are_left_out_are_counted() -> None:
    crowded = Chart("Either", ("Tea", "Coffee"), (1, 1), CHART.bars, left_out=2)

    assert phrases.alt_text(crowded).endswith("2 criteria with fewer units are not shown.")
    assert len(crowded.bars) <= MOST_BARS


@pytest.mark.parametrize(
    "chart",
    [
        pytest.param(CHART, id="two-sides"),
        pytest.param(
            Chart("Go", ("A", "B", "C"), (1, 2, 3), (Bar("Taste", (1, 2, 3)),)), id="three-sides"
        ),
        pytest.param(
            Chart("Go", ("A", "B"), (40, 0), tuple(Bar("long " * 8, (40, 0)) for _ in range(12))),
            id="long-names",
        ),
    ],
)
def test_a_picture_is_a_png_as_wide_as_it_is_meant_to_be(chart: Chart) -> None:
    picture = draw(chart)

    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture[16:20]) == round(WIDTH_INCHES * DPI)
    assert len(picture) < 200_000


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_chart_is_the_same_picture(form: str) -> None:
    assert draw(CHART, form) == draw(CHART, form)


@pytest.mark.parametrize("units", [(8, 0), (0, 8)])
def test_the_bars_of_one_side_alone_grow_from_the_left(units: tuple[int, int]) -> None:
    axes = Figure().add_subplot()

    draw_bars(Chart("One", ("Tea", "Coffee"), units, (Bar("Taste", units),)), axes)

    assert all(bar.get_width() >= 0 for bar in axes.patches)


def test_the_bars_of_two_sides_grow_from_the_middle() -> None:
    axes = Figure().add_subplot()

    draw_bars(CHART, axes)

    assert sorted(bar.get_width() for bar in axes.patches) == [-8, 0, 0, 3]


@pytest.mark.parametrize(("name", "begins"), [("a.png", b"\x89PNG"), ("a.SVG", b"<?xml")])
def test_a_chart_is_written_as_its_name_says_and_that_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, begins: bytes
) -> None:
    save_chart(a_result(), tmp_path / name)

    assert (tmp_path / name).read_bytes().startswith(begins)
    assert name in capsys.readouterr().err.replace("\n", "")


@pytest.mark.parametrize("name", ["a.gif", "chart", "a.png.txt"])
def test_a_chart_in_an_unknown_format_is_refused_with_those_that_are_known(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(UsageError, match=r"\.png, \.svg, \.pdf"):
        save_chart(a_result(), tmp_path / name)

    assert list(tmp_path.iterdir()) == []


def a_result() -> Recommendation:
    expertise = an_expertise(a_question("cup", an_answer("a", a_lean(TEA)), an_answer("b")))
    given = (Given(question="cup", answer="a"),)
    return recommend(ANN, Progress(number=1, given=given), expertise)


def test_the_sides_differ_in_lightness_too() -> None:
    """A print without colour, or an eye without it, still tells the first two sides apart."""

    def lightness(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    first, second = map(lightness, COLOURS[:2])
    assert second - first > 60


def test_starting_stackpick_does_not_load_matplotlib() -> None:
    loaded = "import bot.app, bot.charts, bot.cli.main, sys; print('matplotlib' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, capture_output=True, check=True, timeout=120
    )

    assert done.stdout.strip() == b"False"
