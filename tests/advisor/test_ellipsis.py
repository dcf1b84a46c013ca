"""Short texts that mean something only after an answer."""

import pytest

from bot.advisor.ellipsis import (
    Figures,
    FollowUp,
    More,
    OtherSide,
    Reasons,
    Side,
    Sources,
    follow_up_in,
)
from bot.advisor.expertise import Expertise
from bot.advisor.replies import Explanation
from bot.knowledge.model import Knowledge
from tests.builders import Talk

PYTHON, NODEJS = Side("python"), Side("nodejs")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("and python?", PYTHON),
        ("and node?", NODEJS),
        ("what about Node.js then", NODEJS),
        ("same for pypi?", PYTHON),
        ("ok, how is it on the javascript side?", NODEJS),
        ("and if we took python?", PYTHON),
        ("why?", Reasons()),
        ("but why is that", Reasons()),
        ("how so?", Reasons()),
        ("really?", Sources(doubted=True)),
        ("are you sure about that?", Sources(doubted=True)),
        ("says who?", Sources()),
        ("source?", Sources()),
        ("where did you get that from?", Sources()),
        ("since when?", Sources(doubted=True)),
        ("is that still true today?", Sources()),
        ("numbers?", Figures()),
        ("do you have any hard figures on that", Figures()),
        ("is there anything measured in 2026?", Figures()),
        ("by how much?", Figures()),
        ("more", More()),
        ("and?", More()),
        ("tell me more about that please", More()),
        ("and the other side?", OtherSide()),
        ("devil's advocate please", OtherSide()),
    ],
)
def test_a_follow_up_is_known_by_its_form(
    text: str, expected: FollowUp, knowledge: Knowledge
) -> None:
    assert follow_up_in(text, knowledge.options) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("and python for websockets?", id="it-names-a-subject"),
        pytest.param("node or python?", id="both-options"),
        pytest.param("why is node faster at websockets?", id="a-question-of-its-own"),
        pytest.param("how many numbers does python sort in a second?", id="numbers-are-sorted"),
        pytest.param("what about hiring?", id="another-criterion"),
        pytest.param("thanks", id="courtesy"),
        pytest.param("ok", id="acknowledgement"),
        pytest.param("which sources of entropy does node use", id="sources-of-something"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_texts_are_no_follow_ups(text: str, knowledge: Knowledge) -> None:
    assert follow_up_in(text, knowledge.options) is None


@pytest.mark.parametrize("text", ["shorter please", "tldr", "tl;dr?", "in short"])
def test_a_shorter_answer_is_the_same_with_one_point(text: str, expertise: Expertise) -> None:
    talk = Talk(expertise)
    first = talk.say("which is faster?")

    short = talk.say(text)

    assert isinstance(first, Explanation)
    assert isinstance(short, Explanation)
    assert short.criterion is first.criterion
    assert short.evidence == first.evidence[:1]
