"""At an open question, what is said of the question, of its answers or of a result to come."""

import pytest

from bot.advisor.answering import WHY_ASKED
from bot.advisor.expertise import Expertise
from bot.advisor.guiding import NO_ANSWER
from bot.advisor.replies import AboutResult, Explanation, NextQuestion, NoResultYet, Summary
from bot.advisor.result_wishes import Keeping, NotAsked
from tests.builders import Talk, asked

OPEN = ("recommend",)


def talk_after(expertise: Expertise, *texts: str) -> Talk:
    talk = Talk(expertise)
    for text in texts:
        talk.say(text)
    return talk


@pytest.mark.parametrize("text", ["why?", "Why", "but why?"])
@pytest.mark.parametrize("before", [OPEN, ("which is faster?", *OPEN)])
def test_why_is_about_the_question_that_was_just_asked(
    text: str, before: tuple[str, ...], expertise: Expertise
) -> None:
    reply = talk_after(expertise, *before).say(text)

    assert isinstance(reply, NextQuestion)
    assert reply.note == WHY_ASKED


def test_why_is_about_what_was_answered_in_between(expertise: Expertise) -> None:
    reply = talk_after(expertise, *OPEN, "which is faster?").say("why?")

    assert isinstance(reply, Explanation)
    assert reply.criterion.id == "performance"


def test_what_was_read_is_shown(expertise: Expertise) -> None:
    talk = talk_after(expertise, "recommend a chat app, the team writes typescript")

    reply = talk.say("what did you read?")

    assert isinstance(reply, Summary)
    assert {one.question.id for one in reply.answers} >= {"realtime", "team"}


@pytest.mark.parametrize(
    "text",
    [
        "neither of them", "neither", "idk maybe",
        "I don't know yet", "hmm no idea", "well, not sure really",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", [OPEN, (*OPEN, "1")])
def test_who_cannot_say_leaves_the_question_open(
    text: str, before: tuple[str, ...], expertise: Expertise
) -> None:
    talk = talk_after(expertise, *before)
    question = asked(talk.reply)

    talk.say(text)

    assert talk.answers()[question] is None


@pytest.mark.parametrize("text", ["none of these", "none of the above", "none of these answers"])
@pytest.mark.parametrize(("question", "answer"), [("ml", "none"), ("io", None)])
def test_none_of_these_is_an_answer_where_it_is_one(
    text: str, question: str, answer: str | None, expertise: Expertise
) -> None:
    talk = talk_after(expertise, *OPEN)
    while asked(talk.reply) != question:
        talk.say("skip")

    talk.say(text)

    assert talk.answers()[question] == answer


def test_neither_is_an_answer_where_it_is_one(expertise: Expertise) -> None:
    talk = talk_after(expertise, *OPEN)
    while asked(talk.reply) != "team":
        talk.say("skip")

    talk.say("neither of them")

    assert talk.answers()["team"] == "neither"


@pytest.mark.parametrize("text", ["both", "both of them", "all of these"])
def test_both_is_asked_again_where_no_answer_says_so(text: str, expertise: Expertise) -> None:
    talk = talk_after(expertise, *OPEN)

    reply = talk.say(text)

    assert asked(reply) == "constraints"
    assert isinstance(reply, NextQuestion)
    assert reply.note == NO_ANSWER


@pytest.mark.parametrize("text", ["ok save it", "save it", "save the result", "keep this as adr"])
@pytest.mark.parametrize("before", [(), OPEN, ("which is faster?",), (*OPEN, "which is faster?")])
def test_without_a_result_there_is_none_to_keep(
    text: str, before: tuple[str, ...], expertise: Expertise
) -> None:
    talk = talk_after(expertise, *before)

    reply = talk.say(text)

    assert isinstance(reply, NoResultYet)
    assert (reply.resume is not None) == ("recommend" in before)


def test_how_sure_asks_for_a_result_that_is_still_to_come(expertise: Expertise) -> None:
    assert isinstance(talk_after(expertise, *OPEN).say("how sure are you?"), NoResultYet)


def test_what_was_not_asked_is_about_the_result_after_another_question(
    expertise: Expertise,
) -> None:
    talk = talk_after(expertise, "recommend a chat app, we write typescript", "result")
    talk.say("is it easy to hire?")

    reply = talk.say("what did you not ask?")

    assert isinstance(reply, AboutResult)
    assert reply.wanted == NotAsked()
    assert isinstance(talk.say("ok save it"), AboutResult)
    assert isinstance(talk.reply, AboutResult)
    assert talk.reply.wanted == Keeping()
