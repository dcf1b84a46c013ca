"""Messages that ask two or three things, and those that only look so."""

import pytest

from bot.advisor.expertise import Expertise
from bot.advisor.replies import Explanations
from bot.advisor.several import questions_in
from tests.builders import Talk


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("compare performance and cost", ["performance", "cost"]),
        ("how do they compare on hiring, cost and security?", ["hiring", "cost", "security"]),
        ("is python slow and is it hard to hire for?", ["performance", "hiring"]),
        ("Which is faster? And which is easier to learn?", ["performance", "learning_curve"]),
        ("speed vs ease of learning", ["performance", "learning_curve"]),
        (
            "what about hiring, cost, security and performance?",
            ["hiring", "cost", "security"],
        ),
    ],
)
def test_several_questions_are_told_apart(
    text: str, expected: list[str], expertise: Expertise
) -> None:
    assert [asked.criterion.id for asked in questions_in(text, expertise)] == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("node and python for websockets?", id="two-options"),
        pytest.param("websockets and chat with python?", id="one-subject-in-two-words"),
        pytest.param("is node fast and mature enough to bet the company on it", id="one-clause"),
        pytest.param("We use React and Django. Is node faster?", id="told-and-asked"),
        pytest.param("is node faster? and what's for lunch?", id="one-of-them-is-not-ours"),
        pytest.param("remote contractors, who is cheaper", id="a-comma-is-no-list"),
        pytest.param("compare node and python", id="no-subject"),
        pytest.param("and", id="nothing-but-joining"),
    ],
)
def test_one_question_stays_one(text: str, expertise: Expertise) -> None:
    assert questions_in(text, expertise) == ()


def test_all_are_answered_in_one_reply_with_a_point_or_two_each(expertise: Expertise) -> None:
    reply = Talk(expertise).say("compare performance and cost")

    assert isinstance(reply, Explanations)
    assert [part.criterion.id for part in reply.parts] == ["performance", "cost"]
    assert all(1 <= len(part.evidence) <= 2 for part in reply.parts)


def test_what_is_asked_then_goes_on_about_the_last_of_them(expertise: Expertise) -> None:
    talk = Talk(expertise)
    talk.say("compare performance and cost")

    assert talk.session.topic == "cost"


def test_a_subject_can_be_compared_with_the_one_before(expertise: Expertise) -> None:
    talk = Talk(expertise)
    talk.say("which one is faster?")

    reply = talk.say("compare that with the hosting costs")

    assert isinstance(reply, Explanations)
    assert [part.criterion.id for part in reply.parts] == ["performance", "cost"]
