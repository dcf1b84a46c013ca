"""In a thread people need not mention StackPick, and mostly do not mean it."""

import pytest

from bot.advisor.ellipsis import Side
from bot.advisor.replies import (
    Explanation,
)
from bot.advisor.session import Session
from tests.advisor.listening.drinks import MILK, TIME, explanation
from tests.builders import (
    ANN,
    BOB,
    COFFEE,
    TASTE,
    Talk,
    an_expertise,
    asked,
)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("which tastes better?", id="question"),
        pytest.param("which tastes better", id="question-without-its-mark"),
    ],
)
def test_a_plain_question_of_ours_is_answered(talk: Talk, text: str) -> None:
    assert explanation(talk.overhear(text)).criterion.id == TASTE


def test_a_plain_wish_for_a_recommendation_is_granted(talk: Talk) -> None:
    assert asked(talk.overhear("can you help us choose?")) == "milk"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\U0001f389", id="emoji"),
        pytest.param("hello", id="greeting"),
        pytest.param("help", id="help"),
        pytest.param("recommend", id="recommend"),
        pytest.param("help me choose", id="wish-without-a-question"),
        pytest.param("stop", id="steering-without-a-dialog"),
        pytest.param("is it worth it?", id="unclear"),
        pytest.param("where is the nearest cinema?", id="off-topic"),
        pytest.param("I like the smell", id="statement"),
        pytest.param("which tastes better? " * 200, id="too-long"),
        pytest.param("why?", id="follow-up-without-a-subject"),
        pytest.param("and coffee?", id="other-side-without-a-subject"),
        pytest.param("what is the python of this?", id="packages-without-a-package"),
    ],
)
def test_anything_else_meets_with_silence(talk: Talk, text: str) -> None:
    assert talk.overhear(text) is None
    assert talk.session == Session(since=(ANN,))


@pytest.mark.parametrize(
    "text",
    [
        "<@U0BOB> which tastes better?",
        "which tastes better <@W0BOB>",
        "<@U0BOB|bob> which tastes better?",
    ],
)
def test_a_mention_of_somebody_else_keeps_silence(text: str) -> None:
    talk = Talk(an_expertise(MILK, TIME, meanings={text.casefold(): "criterion/taste"}))
    assert isinstance(talk.say(text), Explanation)

    assert talk.overhear(text) is None


def test_a_follow_up_question_goes_on_about_the_subject(talk: Talk) -> None:
    talk.say("which tastes better?")

    assert explanation(talk.overhear("why?", by=BOB)).continued
    assert explanation(talk.overhear("and coffee?", by=BOB)).wanted == Side(COFFEE)


@pytest.mark.parametrize("text", ["1", "From cattle", "dairy", "we only use dairy here"])
def test_the_owner_of_the_open_question_may_answer_it(open_dialog: Talk, text: str) -> None:
    assert asked(open_dialog.overhear(text)) == "time"


@pytest.mark.parametrize("text", ["back", "skip", "stop", "my answers", "result"])
def test_the_owner_may_steer(open_dialog: Talk, text: str) -> None:
    assert open_dialog.overhear(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("I saw cattle on my way", id="a-telling-word"),
        pytest.param("see you at dawn, Bob", id="words-of-another-question"),
        pytest.param("can you help us choose?", id="a-wish-that-is-granted-already"),
        pytest.param("hello", id="greeting"),
        pytest.param("thanks all", id="thanks"),
    ],
)
def test_what_the_owner_says_to_others_is_no_answer(open_dialog: Talk, text: str) -> None:
    assert open_dialog.overhear(text) is None
    assert open_dialog.answers() == {}


@pytest.mark.parametrize("text", ["1", "From cattle", "dairy", "back", "stop"])
def test_nobody_else_answers_or_steers(open_dialog: Talk, text: str) -> None:
    assert open_dialog.overhear(text, by=BOB) is None
    assert open_dialog.answers(ANN) == {}


def test_a_question_asked_in_between_is_answered(open_dialog: Talk) -> None:
    reply = explanation(open_dialog.overhear("what does it cost?"))

    assert asked(reply.resume) == "milk"
