"""A recommendation begins where somebody wants one or tells of a project, and not by chance."""

import pytest

from bot.advisor.expertise import Expertise
from bot.advisor.replies import NextQuestion
from tests.builders import Talk


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("let's start", id="a wish"),
        pytest.param("recommend something for us", id="a wish with words"),
        pytest.param("django monolith on kubernetes, 4 devs", id="a description in fragments"),
        pytest.param("we are four python devs on aws lambda", id="a description in a sentence"),
    ],
)
def test_a_wish_and_a_description_begin_a_recommendation(text: str, expertise: Expertise) -> None:
    assert isinstance(Talk(expertise).say(text), NextQuestion)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("let's go", id="nothing is said of what"),
        pytest.param("ok let's go then", id="nothing is said of what, with words"),
        pytest.param("python on aws lambda with pandas is slow, isn't it", id="tag question"),
        pytest.param("lambda layers & zip size limits with numpy", id="a search"),
    ],
)
def test_what_only_sounds_like_one_begins_none(text: str, expertise: Expertise) -> None:
    assert not isinstance(Talk(expertise).say(text), NextQuestion)
