"""What a description says is filled in, and quoted."""

import pytest

from bot.advisor.moves import (
    Began,
    WantedChange,
)
from bot.advisor.session import Given
from tests.advisor.dialog.questions import question_in
from tests.builders import (
    COFFEE,
    TEA,
    Talk,
    a_lean,
    a_question,
    an_answer,
    an_expertise,
    leaning_to,
    recommended,
)


@pytest.fixture
def talk() -> Talk:
    milk = a_question(
        "milk",
        an_answer("much", a_lean(COFFEE, "slightly"), understands=["whole milk", "cream"]),
        an_answer("none", understands=["black", "no whole milk"]),
    )
    time = a_question(
        "time",
        an_answer("early", a_lean(COFFEE, "slightly"), understands=["at dawn"]),
        an_answer("late", a_lean(TEA, "slightly"), understands=["at night"]),
    )
    return Talk(an_expertise(milk, time, leaning_to("cup", TEA)))


def test_its_words_are_quoted_and_its_questions_are_not_asked(talk: Talk) -> None:
    reply = question_in(talk.move(Began(description="With cream, at dawn.")))

    assert [(u.question.id, u.answer and u.answer.id, u.words) for u in reply.understood] == [
        ("milk", "much", "cream"),
        ("time", "early", "at dawn"),
    ]
    assert reply.question.id == "cup"


def test_a_negation_is_heard(talk: Talk) -> None:
    talk.move(Began(description="no whole milk"))

    assert talk.progress().given == (Given(question="milk", answer="none", words="no whole milk"),)


@pytest.mark.parametrize(
    "text", ["recommend with cream", "Recommend: with cream", "recommend\nwith cream"]
)
def test_it_may_follow_the_word_recommend(talk: Talk, text: str) -> None:
    talk.say(text)

    assert talk.answers() == {"milk": "much"}


def test_what_was_read_can_be_changed(talk: Talk) -> None:
    talk.move(Began(description="with cream"))
    talk.move(WantedChange(dialog=talk.dialog(), question="milk"))
    talk.choose("milk", "none")

    assert talk.progress().given == (Given(question="milk", answer="none"),)


def test_one_that_settles_everything_gives_the_result_at_once() -> None:
    cup = a_question("cup", an_answer("big", understands=["mug"]), an_answer("small"))
    talk = Talk(an_expertise(cup))

    result = recommended(talk.move(Began(description="in a mug")))

    assert [u.words for u in result.understood] == ["mug"]


def test_an_answer_to_another_question_is_taken_and_said_so(talk: Talk) -> None:
    first = question_in(talk.move(Began())).question.id

    reply = question_in(talk.say("with whole milk"))

    assert first == "cup"
    assert talk.answers() == {"milk": "much"}
    assert reply.question.id == "cup"
    assert reply.note == "I took that as an answer to another question."


def test_an_earlier_answer_can_be_corrected_in_words(talk: Talk) -> None:
    talk.move(Began(description="with cream"))

    talk.say("sorry, black")

    assert talk.answers() == {"milk": "none"}
