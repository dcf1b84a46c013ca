"""Stories of projects: answers in, recommendation out. Each is a file of tests/dialogs."""

from pathlib import Path
from typing import Any

import pytest

from bot.advisor.expertise import Expertise
from bot.advisor.outcome import Both, name_of
from bot.advisor.recommending import recommend
from bot.advisor.session import Given, Progress
from bot.knowledge import yaml_text
from tests.builders import ANN

STORIES = sorted((Path(__file__).parents[1] / "dialogs").glob("*.yaml"))
OUTCOMES = {"nodejs", "python", "either", "both", "neither"}


def story_in(path: Path) -> dict[str, Any]:
    parsed = yaml_text.parse(path.read_text("utf-8"))
    assert not parsed.slips, parsed.slips
    assert isinstance(parsed.data, dict)
    return parsed.data


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in STORIES])
def test_a_story_gets_its_recommendation(path: Path, expertise: Expertise) -> None:
    story = story_in(path)
    for name, answer in story["answers"].items():
        question = expertise.knowledge.dialog.question(name)
        assert question is not None, f"no question {name}"
        assert question.answer(answer) is not None, f"no answer {answer} to {name}"
    given = tuple(Given(question=name, answer=a) for name, a in story["answers"].items())

    result = recommend(ANN, Progress(number=1, given=given), expertise)

    assert name_of(result.outcome) == story["recommends"], dict(result.scores)
    because = list(dict.fromkeys(reason.criterion.id for reason in result.reasons))
    assert because == story["because"]
    if isinstance(result.outcome, Both):
        assert dict(result.outcome.parts) == story["parts"]


def test_the_stories_cover_every_outcome() -> None:
    assert {story_in(path)["recommends"] for path in STORIES} == OUTCOMES
