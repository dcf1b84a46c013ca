"""The worked example of docs/decisions.md is what StackPick computes."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from bot.advisor.expertise import Expertise
from bot.advisor.recommending import recommend
from bot.advisor.session import Given, Progress
from bot.cli import json_shapes
from bot.knowledge.files import load
from tests.builders import ANN, an_understanding

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "decisions.md").read_text("utf-8")
CELLS = [*[r"`(\w+)`"] * 3, r"(\S+)", *[r"(\d+)"] * 3]
ROW = re.compile(r"^\| " + r" \| ".join(CELLS) + r" \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """The recommendation on the answers that the example names: `question: answer`."""
    knowledge = load()
    expertise = Expertise(knowledge, an_understanding(knowledge), dt.date(2026, 11, 27))
    example = TEXT.split("## A worked example")[1].split("| Question |")[0]
    named = dict(re.findall(r"`(\w+): (\w+)`", example))
    given = [Given(question=q, answer=a) for q, a in {"constraints": "none", **named}.items()]
    return json_shapes.recommendation(
        recommend(ANN, Progress(number=1, given=tuple(given)), expertise)
    )


def bold() -> list[str]:
    return re.findall(r"\*\*([^*]+)\*\*", TEXT.split("| Amount |")[1].split("\n## ")[0])


def test_the_table_of_the_example_is_what_each_answer_contributes(told: dict[str, Any]) -> None:
    names = {"Node.js": "nodejs", "Python": "python"}
    rows = [(q, a, c, names[s], *map(int, n)) for q, a, c, s, *n in ROW.findall(TEXT)]

    assert len(rows) == 4
    keys = ("question", "answer", "criterion", "favours", "units", "weight", "amount")
    assert sorted(rows) == sorted(tuple(one[key] for key in keys) for one in told["contributions"])


def test_the_figures_of_the_example_are_those_of_the_result(told: dict[str, Any]) -> None:
    (by_team,) = [f for f in told["flips"] if (f["kind"], f.get("answer")) == ("answer", "both")]
    (by_ml,) = [f for f in told["flips"] if f.get("criterion") == "data_ml"]

    assert bold() == [
        str(told["scores"]["nodejs"]),
        str(told["scores"]["python"]),
        str(told["margin"]),
        told["outcome"],
        by_team["outcome"],
        str(by_ml["turns_at"]),
        by_ml["outcome"],
        f"{told['robustness']['stands']:.0%}".replace("%", " %"),
    ]
    assert by_ml["weight"] == 1.3


def test_the_scoring_is_that_of_the_knowledge(told: dict[str, Any]) -> None:
    scoring = told["scoring"]

    assert scoring["strengths"] == {"slightly": 1, "clearly": 3, "strongly": 5}
    assert f"at least {scoring['margin_percent']} % of the units of both" in TEXT
    assert f"of {scoring['least']} units" in TEXT
