"""What a turn shows of questions that are not understood."""

import pytest

from bot.advisor.gap import Gap, Missed, Near, Picked
from bot.advisor.moves import AskedAbout, Move, Said
from bot.advisor.replies import Clarification, OtherLanguage
from bot.advisor.responding import respond
from bot.advisor.session import Session
from tests.builders import ANN, PRICE, TASTE, Talk, an_expertise

EXPERTISE = an_expertise()


def gap_of(move: Move) -> Gap | None:
    return respond(move, Session(), EXPERTISE, ANN).gap


def test_a_question_whose_subject_is_not_clear_leaves_what_came_near() -> None:
    assert gap_of(Said(text="is it worth it")) == Missed(
        "is it worth it", "clarify", (Near(PRICE, 0.4), Near(TASTE, 0.4))
    )


def test_a_question_that_is_declined_is_missed() -> None:
    assert gap_of(Said(text="where is the nearest cinema?")) == Missed(
        "where is the nearest cinema?", "decline"
    )


@pytest.mark.parametrize(
    "move",
    [
        pytest.param(Said(text="which tastes better?"), id="answered"),
        pytest.param(Said(text="hello"), id="small-talk"),
        pytest.param(Said(text="was schmeckt besser"), id="another-language"),
        pytest.param(Said(text="is it worth it", addressed=False), id="not-for-us"),
        pytest.param(Said(text="a" * 5000), id="too-long"),
        pytest.param(AskedAbout(criterion=TASTE), id="picked-from-the-menu"),
    ],
)
def test_nothing_else_is_kept(move: Move) -> None:
    assert gap_of(move) is None


def test_the_offered_subjects_carry_the_question_so_that_the_press_is_known_to_answer_it() -> None:
    talk = Talk(EXPERTISE)
    offer = talk.say("is it worth it")
    assert isinstance(offer, Clarification)

    pressed = AskedAbout(criterion=PRICE, question=offer.asked)

    assert gap_of(pressed) == Picked("is it worth it", PRICE)


def test_another_language_is_told_to_be_one() -> None:
    assert isinstance(Talk(EXPERTISE).say("was schmeckt besser"), OtherLanguage)
