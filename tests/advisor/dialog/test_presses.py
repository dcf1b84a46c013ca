"""Presses that come late, twice, from somebody else or from nowhere."""

import pytest

from bot.advisor.moves import (
    Began,
    DialogMove,
    DialogRef,
    Reviewed,
    SharedResult,
    StartedOver,
    Stopped,
    WantedChange,
    WantedRest,
    WantedResult,
    WentBack,
)
from bot.advisor.replies import (
    AlreadyAnswered,
    DialogEnded,
    DialogStopped,
    NotYours,
    OutOfDate,
)
from bot.advisor.session import Session
from tests.builders import (
    ANN,
    BOB,
    Talk,
    an_expertise,
    asked,
)


def test_a_press_on_a_question_that_was_answered_changes_nothing(talk: Talk) -> None:
    talk.choose("milk", "tea")

    reply = talk.choose("milk", "coffee")

    assert isinstance(reply, AlreadyAnswered)
    assert reply.answer is not None
    assert reply.answer.id == "tea"
    assert talk.answers() == {"milk": "tea"}


def test_a_press_on_a_question_that_was_skipped_says_so(talk: Talk) -> None:
    talk.choose("milk", None)

    reply = talk.choose("milk", "coffee")

    assert isinstance(reply, AlreadyAnswered)
    assert reply.answer is None


def test_one_button_pressed_twice_counts_once(talk: Talk) -> None:
    talk.choose("milk", "tea")
    talk.choose("milk", "tea")

    assert talk.answers() == {"milk": "tea"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("salt", "tea", id="question"),
        pytest.param("milk", "goat", id="answer"),
        pytest.param("", "", id="empty"),
        pytest.param("milk'; drop table sessions; --", None, id="quotes"),
    ],
)
def test_a_forged_press_changes_nothing(talk: Talk, question: str, answer: str | None) -> None:
    before = talk.session

    talk.choose(question, answer)

    assert isinstance(talk.reply, OutOfDate)
    assert talk.session == before


def test_a_change_of_an_unknown_question_changes_nothing(talk: Talk) -> None:
    assert isinstance(talk.move(WantedChange(dialog=talk.dialog(), question="salt")), OutOfDate)
    assert talk.progress().changing is None


OWN_BUTTONS: list[type[DialogMove]] = [
    Reviewed,
    SharedResult,
    StartedOver,
    Stopped,
    WantedRest,
    WantedResult,
    WentBack,
]


@pytest.mark.parametrize("button", OWN_BUTTONS)
def test_a_button_works_only_for_whom_it_is_meant(talk: Talk, button: type[DialogMove]) -> None:
    talk.choose("milk", "tea")
    before = talk.session

    reply = talk.move(button(dialog=talk.dialog(ANN)), by=BOB)

    assert reply == NotYours(ANN)
    assert talk.session == before


@pytest.mark.parametrize("button", OWN_BUTTONS)
@pytest.mark.parametrize("number", [2, 1_000_000])
def test_a_button_of_another_dialog_does_nothing(
    talk: Talk, button: type[DialogMove], number: int
) -> None:
    before = talk.session

    reply = talk.move(button(dialog=DialogRef(owner=ANN, number=number)))

    assert isinstance(reply, DialogEnded)
    assert talk.session == before


def test_a_button_without_any_dialog_does_nothing() -> None:
    talk = Talk(an_expertise())

    assert isinstance(talk.move(WentBack(dialog=DialogRef(owner=ANN, number=1))), DialogEnded)
    assert talk.session == Session()


def test_two_people_have_a_dialog_each(talk: Talk) -> None:
    talk.choose("milk", "tea", by=ANN)

    assert asked(talk.move(Began(), by=BOB)) == "milk"
    assert asked(talk.say("2", by=BOB)) == "sugar"
    assert asked(talk.choose("sugar", "even", by=ANN)) == "lemon"
    assert isinstance(talk.say("stop", by=BOB), DialogStopped)

    assert talk.answers(ANN) == {"milk": "tea", "sugar": "even"}
    assert talk.answers(BOB) == {"milk": "coffee"}
    assert not talk.progress(ANN).over
