"""A dialog from its first question to its result."""

import pytest

from bot.advisor.moves import (
    Chose,
    StartedOver,
    Stopped,
    WentBack,
)
from bot.advisor.outcome import Clear
from bot.advisor.replies import (
    DialogEnded,
    DialogStopped,
    Explanation,
)
from tests.advisor.dialog.questions import answer_all, four_questions, question_in
from tests.builders import (
    COFFEE,
    TEA,
    Talk,
    asked,
    recommended,
)


def test_pressing_and_typing_may_be_mixed(talk: Talk) -> None:
    assert asked(talk.choose("milk", "tea")) == "sugar"
    assert asked(talk.say("For coffee: sugar")) == "lemon"
    assert asked(talk.say("1")) == "honey"

    result = recommended(talk.choose("honey", "tea"))

    assert result.outcome == Clear(TEA)
    assert result.scores == {TEA: 15, COFFEE: 5}


def test_questions_are_numbered_and_say_how_many_may_follow(talk: Talk) -> None:
    first = question_in(talk.reply)
    second = question_in(talk.choose("milk", "even"))

    assert (first.number, first.left) == (1, 3)
    assert (second.number, second.left) == (2, 2)


@pytest.mark.parametrize("words", ["not sure", "skip", "I don't know", "Idk"])
def test_a_question_may_be_left_open(talk: Talk, words: str) -> None:
    assert asked(talk.say(words)) == "sugar"

    assert talk.answers() == {"milk": None}
    assert recommended(talk.say("result")).unsure == (four_questions()[0],)


def test_not_sure_may_be_pressed(talk: Talk) -> None:
    assert asked(talk.choose("milk", None)) == "sugar"


def test_back_asks_the_last_question_again(talk: Talk) -> None:
    talk.choose("milk", "tea")

    assert asked(talk.say("back")) == "milk"
    assert asked(talk.choose("milk", "coffee")) == "sugar"
    assert talk.answers() == {"milk": "coffee"}


def test_back_goes_on_going_back(talk: Talk) -> None:
    for question in ("milk", "sugar", "lemon"):
        talk.choose(question, "even")

    assert [asked(talk.move(WentBack(dialog=talk.dialog()))) for _ in range(3)] == [
        "lemon",
        "sugar",
        "milk",
    ]
    assert talk.answers() == {}


def test_back_at_the_first_question_says_that_it_is_the_first(talk: Talk) -> None:
    reply = question_in(talk.say("back"))

    assert reply.question.id == "milk"
    assert reply.note == "This is the first question."


def test_back_and_forth_loses_nothing(talk: Talk) -> None:
    talk.choose("milk", "tea")
    talk.choose("sugar", "even")
    talk.say("back")

    talk.choose("sugar", "even")

    assert talk.answers() == {"milk": "tea", "sugar": "even"}


@pytest.mark.parametrize("words", ["stop", "cancel", "never mind"])
def test_a_dialog_can_be_stopped_and_keeps_its_answers(talk: Talk, words: str) -> None:
    talk.choose("milk", "tea")

    assert isinstance(talk.say(words), DialogStopped)
    assert talk.progress().over
    assert talk.answers() == {"milk": "tea"}


def test_a_stopped_dialog_takes_no_more_answers(talk: Talk) -> None:
    talk.move(Stopped(dialog=talk.dialog()))

    assert isinstance(talk.choose("milk", "tea"), DialogEnded)
    assert isinstance(talk.move(WentBack(dialog=talk.dialog())), DialogEnded)
    assert isinstance(talk.move(Stopped(dialog=talk.dialog())), DialogEnded)
    assert talk.answers() == {}


def test_starting_over_forgets_the_answers_and_the_old_buttons(talk: Talk) -> None:
    talk.choose("milk", "tea")
    old = talk.dialog()

    assert asked(talk.say("start over")) == "milk"

    assert talk.answers() == {}
    assert talk.dialog().number == old.number + 1
    pressed = talk.move(Chose(dialog=old, question="milk", answer="coffee"))
    assert isinstance(pressed, DialogEnded)
    assert talk.answers() == {}


def test_starting_over_works_after_the_end(talk: Talk) -> None:
    answer_all(talk)

    assert asked(talk.move(StartedOver(dialog=talk.dialog()))) == "milk"


def test_a_question_asked_in_between_is_answered_and_the_dialog_goes_on(talk: Talk) -> None:
    talk.choose("milk", "tea")

    reply = talk.say("what does it cost?")

    assert isinstance(reply, Explanation)
    assert reply.criterion.id == "price"
    assert asked(reply.resume) == "sugar"
    assert asked(talk.choose("sugar", "even")) == "lemon"
