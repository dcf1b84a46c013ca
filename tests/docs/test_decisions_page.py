"""The worked example of docs/decisions.md is what StackPick computes."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.advisor.recommending import recommend
from bot.advisor.session import Given, Progress
from bot.advisor.team.agreeing import MOST_QUESTIONS, SMALL
from bot.advisor.team.telling import team_result
from bot.advisor.team.voices import Voice
from bot.cli import json_shapes, team_shapes
from bot.knowledge.files import load
from tests.builders import ANN, an_understanding

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "decisions.md").read_text("utf-8")
CELLS = [*[r"`(\w+)`"] * 3, r"(\S+)", *[r"(\d+)"] * 3]
ROW = re.compile(r"^\| " + r" \| ".join(CELLS) + r" \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def expertise() -> Expertise:
    knowledge = load()
    return Expertise(knowledge, an_understanding(knowledge), dt.date(2026, 11, 27))


@pytest.fixture(scope="module")
def told(expertise: Expertise) -> dict[str, Any]:
    """The recommendation on the answers that the example names: `question: answer`."""
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


TEAM = TEXT.split("### An example")[1].split("\n## ")[0]
TEAM_CELLS = [*[r"`(\w+)`"] * 2, r"(\S+)", r"(\d+)", r"(\d+) of (\d+)", r"(\S+)", r"(\S+)"]
TEAM_ROW = re.compile(r"^\| " + r" \| ".join(TEAM_CELLS) + r" \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def together(expertise: Expertise) -> dict[str, Any]:
    """What the team of the example comes to: whoever says `question: answer` there."""
    said = re.findall(r"(\w+) says (.+?)[;.]", TEAM.split("| Question |")[0])
    voices = [
        Voice(person, dict(re.findall(r"`(\w+): (\w+)`", answers))) for person, answers in said
    ]
    return team_shapes.combination(team_result("", voices, {}, expertise, names_shown=True))


def test_the_table_of_the_team_is_what_its_answers_contribute(together: dict[str, Any]) -> None:
    rows = sorted(TEAM_ROW.findall(TEAM))

    assert len(rows) == 4
    keys = ("question", "answer", "favours", "units", "people", "of", "weight", "amount")
    names = {"nodejs": "Node.js", "python": "Python"}
    told = [{**one, "favours": names[one["favours"]]} for one in together["contributions"]]
    assert rows == sorted(tuple(str(one[key]) for key in keys) for one in told)


def test_the_figures_of_the_team_are_those_of_its_result(together: dict[str, Any]) -> None:
    asked, agreement = together["questions"], together["agreement"]

    def if_all_said(question: str, answer: str) -> str:
        return str(asked[question]["answers"][answer]["outcome_if_all_agreed"])

    assert re.findall(r"\*\*([^*]+)\*\*", TEAM) == [
        together["exact_scores"]["nodejs"],
        together["exact_scores"]["python"],
        str(together["margin"]),
        together["outcome"],
        str(together["leanings"]["nodejs"]),
        str(together["leanings"]["python"]),
        if_all_said("team", "python"),
        if_all_said("ml", "serve"),
        str(agreement["changes"][0]["people"]),
        agreement["outcome"],
    ]
    assert together["weights"] == {"performance": "3/2", "concurrency": "3/2"}
    decides = {one["question"]: one["decides"] for one in together["disagreements"]}
    assert decides == {"team": True, "ml": True, "priority": False}
    assert [(c["question"], c["answer"]) for c in agreement["changes"]] == [("ml", "serve")]


def test_the_bounds_of_the_smallest_agreement_are_those_of_the_search() -> None:
    words = {2: "two", 8: "eight"}

    assert f"at most {words[MOST_QUESTIONS]} questions" in TEXT
    assert f"one or {words[MOST_QUESTIONS]} questions" in phrases.NO_AGREEMENT
    assert f"up to {words[SMALL]} people answered" in TEXT
