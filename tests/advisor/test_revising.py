"""An answer is changed in words; what was changed is said."""

import pytest

from bot.advisor.answering import WHICH_ANSWER
from bot.advisor.expertise import Expertise
from bot.advisor.replies import NextQuestion, Recommendation, Summary
from tests.builders import Talk, asked

PROJECT = "recommend a chat app, the team writes typescript, no machine learning"


@pytest.fixture
def talk(expertise: Expertise) -> Talk:
    """Read from the text, in this order: ml, realtime, team; then constraints is answered."""
    talk = Talk(expertise)
    talk.say(PROJECT)
    talk.say("we can choose freely")
    return talk


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("change team", "team"),
        ("Change my answer on team.", "team"),
        ("change 2", "realtime"),
        ("change answer 2", "realtime"),
        ("change number 4", "constraints"),
        ("please change the team answer", "team"),
        ("change my answer about machine learning", "ml"),
        ("change the answer to live chat", "realtime"),
        ("edit ml", "ml"),
        ("change my answer on hiring", "hiring"),
        ("I want to change my answer on the people who will build it", "team"),
    ],
)
@pytest.mark.parametrize("over", [False, True])
def test_the_question_that_is_named_opens_again(
    talk: Talk, text: str, question: str, over: bool
) -> None:
    if over:
        assert isinstance(talk.say("result"), Recommendation)

    assert asked(talk.say(text)) == question


@pytest.mark.parametrize("text", ["change 99", "change 0", "change my answer on performance"])
def test_where_it_is_not_plain_which_is_meant_the_answers_are_shown(talk: Talk, text: str) -> None:
    reply = talk.say(text)

    assert isinstance(reply, Summary)
    assert reply.note == WHICH_ANSWER


@pytest.mark.parametrize(
    "text", ["change the weather in paris", "we change our minds a lot", "changes in python 3"]
)
def test_what_names_no_question_is_no_wish_to_change_one(talk: Talk, text: str) -> None:
    before = talk.answers()

    reply = talk.say(text)

    assert getattr(reply, "note", None) != WHICH_ANSWER
    assert talk.answers() == before
    assert talk.progress().changing is None


def note(reply: object) -> str | None:
    assert isinstance(reply, NextQuestion | Recommendation), reply
    return reply.note


def test_what_it_is_changed_to_may_be_said_at_once(talk: Talk) -> None:
    told = note(talk.say("change team to python"))

    assert talk.answers()["team"] == "python"
    assert told is not None
    assert told.startswith("Changed: ")
    assert "“Python” (was “JavaScript or TypeScript”)" in told


@pytest.mark.parametrize(
    ("said", "was"),
    [
        ("sorry, we train models", "“We train models or do data science” (was “None”)"),
        ("actually the team only knows python", "“Python” (was “JavaScript or TypeScript”)"),
    ],
)
def test_a_sentence_that_contradicts_an_earlier_answer_says_what_it_changes(
    talk: Talk, said: str, was: str
) -> None:
    told = note(talk.say(said))

    assert told is not None
    assert told.startswith("Changed: ")
    assert was in told


def test_a_press_that_changes_an_answer_says_so_too(talk: Talk) -> None:
    talk.say("change team")

    told = note(talk.choose("team", "both"))

    assert told is not None
    assert told.endswith("“Both about equally” (was “JavaScript or TypeScript”).")


def test_the_same_answer_again_is_no_change(talk: Talk) -> None:
    talk.say("change team")

    assert not str(note(talk.choose("team", "javascript"))).startswith("Changed")


def test_a_typed_answer_is_said_back(expertise: Expertise) -> None:
    talk = Talk(expertise)
    talk.say("recommend")

    assert note(talk.say("1")) == "Your answer: “No, we can choose freely”."
    assert str(note(talk.say("skip"))).startswith("Left open: ")
