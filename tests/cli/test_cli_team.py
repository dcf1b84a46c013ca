"""`stackpick team`: several people's answers, without Slack."""

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bot.advisor.expertise import Expertise
from bot.cli.console import UsageError
from bot.cli.plain import text_of
from bot.cli.teaming import combined
from bot.knowledge.model import Knowledge
from tests.builders import an_understanding
from tests.cli.program import Ended, call

ANSWERS = {
    "ann": {"team": "javascript", "io": "mostly", "priority": "speed"},
    "bob": {"team": "python", "ml": "serve", "constraints": "only_python"},
    "cyd": {"team": "javascript", "ml": "none", "constraints": "none"},
    "fixed": {"split": "no", "priority": "delivery"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file for each person, and one for what is fixed."""
    folder = tmp_path_factory.mktemp("team")
    for name, answers in ANSWERS.items():
        (folder / f"{name}.yaml").write_text(json.dumps(answers), "utf-8")
    return folder


@pytest.fixture(scope="module")
def printed(folder: Path) -> Ended:
    files = ("ann.yaml", "bob.yaml", "cyd.yaml", "--fixed", "fixed.yaml")
    return call("team", *files, "--anonymous", "--json", folder=folder)


@pytest.fixture(scope="module")
def expertise(knowledge: Knowledge) -> Expertise:
    return Expertise(knowledge, an_understanding(knowledge), dt.date(2026, 11, 27))


def test_the_sum_can_be_done_by_hand_from_the_json(printed: Ended) -> None:
    result = printed.json

    for option, score in result["exact_scores"].items():
        amounts = [by_hand(one) for one in result["contributions"] if one["favours"] == option]
        assert sum(amounts) == Fraction(score)
    lead = abs(
        Fraction(result["exact_scores"]["nodejs"]) - Fraction(result["exact_scores"]["python"])
    )
    both = sum(map(Fraction, result["exact_scores"].values()))
    assert round(float(lead / max(both, result["scoring"]["least"])), 4) == result["margin"]


def by_hand(contribution: dict[str, Any]) -> Fraction:
    """Units x people / of x weight."""
    mean = Fraction(contribution["units"] * contribution["people"], contribution["of"])
    return mean * Fraction(contribution["weight"])


def test_what_is_fixed_holds_for_all(printed: Ended) -> None:
    asked = printed.json["questions"]

    assert asked["priority"]["answers"].keys() == {"delivery"}
    assert {name for name, one in asked.items() if one["fixed"]} == {"split", "priority"}
    assert asked["split"]["people"] == 3


def test_without_names_no_person_is_in_what_is_printed(
    printed: Ended, folder: Path, expertise: Expertise
) -> None:
    named = combined([*people(folder)], None, expertise, names_shown=True)

    assert "cyd" in text_of(named)
    assert "persons" not in printed.out
    assert not any(name in printed.out for name in ("ann.", '"ann"', "bob", "cyd"))


def test_who_alone_rules_an_option_out_is_no_majority_and_is_heard(printed: Ended) -> None:
    (ruling,) = printed.json["ruled_out"]
    decides = {one["question"]: one["decides"] for one in printed.json["disagreements"]}

    assert (ruling["option"], ruling["people"], ruling["of"]) == ("nodejs", 1, 2)
    assert not ruling["holds"]
    assert printed.json["outcome"] == "nodejs"
    assert decides["constraints"]


def test_files_of_the_same_name_are_told_apart(
    folder: Path, expertise: Expertise, tmp_path: Path
) -> None:
    other = tmp_path / "ann.yaml"
    other.write_text("team: both\n", "utf-8")

    result = combined([folder / "ann.yaml", other], None, expertise, names_shown=True)

    (team,) = (one for one in result.questions if one.question.id == "team")
    assert {p for side in team.sides for p in side.persons} == {
        str(folder / "ann.yaml"),
        str(other),
    }


def test_everything_that_is_wrong_is_said_at_once(
    folder: Path, expertise: Expertise, tmp_path: Path
) -> None:
    first, second = tmp_path / "one.yaml", tmp_path / "two.yaml"
    first.write_text("team: cobol\n", "utf-8")
    second.write_text("weather: fine\n", "utf-8")

    with pytest.raises(UsageError) as wrong:
        combined([first, folder / "ann.yaml"], second, expertise, names_shown=True)

    said = "\n".join(wrong.value.problems)
    assert f"{first}: team: there is no answer 'cobol'" in said
    assert f"{second}: weather: there is no such question" in said


def people(folder: Path) -> list[Path]:
    return [folder / f"{name}.yaml" for name in ("ann", "bob", "cyd")]
