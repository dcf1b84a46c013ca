"""What is said while a dialog is open."""

import pytest

from bot.advisor.guiding import IN_THE_MIDDLE, NO_ANSWER
from bot.advisor.replies import (
    Clarification,
    Counterparts,
    Declined,
    Explanation,
    NextQuestion,
    NothingToRead,
    Smalltalk,
    TooLong,
)
from tests.advisor.listening.drinks import explanation
from tests.builders import (
    BOB,
    Talk,
    asked,
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("which tastes better?", Explanation),
        ("is it worth it", Clarification),
        ("hello", Smalltalk),
        ("\U0001f389", NothingToRead),
        ("a" * 2001, TooLong),
        ("what stands in for a teapot", Counterparts),
    ],
)
def test_the_open_question_is_put_again(
    open_dialog: Talk, text: str, kind: type[Explanation]
) -> None:
    reply = open_dialog.say(text)

    assert isinstance(reply, kind)
    assert asked(reply.resume) == "milk"
    assert asked(open_dialog.say("1")) == "time"


def test_a_question_of_no_concern_is_declined_above_the_open_one(open_dialog: Talk) -> None:
    reply = open_dialog.say("where is the nearest cinema")

    assert isinstance(reply, Declined)
    assert asked(reply.resume) == "milk"


@pytest.mark.parametrize("text", ["the cinema is near", "more"])
def test_what_is_no_answer_is_said_to_be_none(open_dialog: Talk, text: str) -> None:
    reply = open_dialog.say(text)

    assert asked(reply) == "milk"
    assert isinstance(reply, NextQuestion)
    assert reply.note == NO_ANSWER
    assert open_dialog.answers() == {}


@pytest.mark.parametrize("text", ["recommend", "help me choose"])
def test_a_wish_for_what_is_under_way_does_not_begin_it_anew(open_dialog: Talk, text: str) -> None:
    reply = open_dialog.say(text)

    assert asked(reply) == "milk"
    assert isinstance(reply, NextQuestion)
    assert reply.note == IN_THE_MIDDLE


def test_a_question_that_holds_words_of_an_answer_is_no_answer(open_dialog: Talk) -> None:
    open_dialog.say("is dairy any good?")

    assert open_dialog.answers() == {}


@pytest.mark.parametrize("text", ["can be cream", "Can be cream."])
def test_an_answer_that_begins_like_a_question_is_an_answer(open_dialog: Talk, text: str) -> None:
    assert asked(open_dialog.say(text)) == "time"
    assert open_dialog.answers() == {"milk": "cow"}


def test_somebody_else_talks_to_stackpick_without_answering(open_dialog: Talk) -> None:
    reply = explanation(open_dialog.say("which tastes better?", by=BOB))

    assert reply.resume is None
    assert open_dialog.answers() == {}
