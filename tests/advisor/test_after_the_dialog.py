"""Words that steer a dialog, when it is over or never was; and answers too hard for one word."""

import pytest

from bot.advisor.expertise import Expertise
from bot.advisor.guiding import PUT_ASIDE
from bot.advisor.moves import Began
from bot.advisor.replies import DialogEnded, Explanation, NextQuestion, Recommendation, Summary
from tests.builders import Talk, asked, recommended


@pytest.fixture
def finished(expertise: Expertise) -> Talk:
    """A person whose recommendation was given before every question was asked."""
    talk = Talk(expertise)
    for text in ("recommend", "we can choose freely", "we know python", "result"):
        talk.say(text)
    assert isinstance(talk.reply, Recommendation)
    return talk


def test_my_answers_are_shown_after_the_recommendation(finished: Talk) -> None:
    assert isinstance(finished.say("my answers"), Summary)


def test_the_result_is_shown_again(finished: Talk) -> None:
    before = finished.reply

    assert recommended(finished.say("result")) == before


def test_back_opens_the_last_question_again(finished: Talk) -> None:
    last = finished.progress().given[-1].question

    assert asked(finished.say("back")) == last


def test_start_over_begins_a_new_dialog(finished: Talk) -> None:
    assert isinstance(finished.say("start over"), NextQuestion)
    assert finished.progress().given == ()


@pytest.mark.parametrize("text", ["back", "my answers", "result", "skip", "stop"])
def test_without_a_dialog_there_is_nothing_to_steer(text: str, expertise: Expertise) -> None:
    assert isinstance(Talk(expertise).say(text), DialogEnded)


@pytest.mark.parametrize("text", ["next", "depends", "done", "summary", "end"])
@pytest.mark.parametrize("before", [(), ("recommend", "result")])
def test_a_word_that_nobody_was_shown_is_not_about_a_dialog_that_is_not_open(
    before: tuple[str, ...], text: str, expertise: Expertise
) -> None:
    talk = Talk(expertise)
    for said in before:
        talk.say(said)
    ended = talk.session

    assert not isinstance(talk.say(text), DialogEnded | Summary | Recommendation)
    assert talk.session.dialogs == ended.dialogs


def test_next_goes_on_with_an_answer(expertise: Expertise) -> None:
    talk = Talk(expertise)
    talk.say("is node.js faster than python?")

    assert isinstance(talk.say("next"), Explanation)


@pytest.mark.parametrize("text", ["python or node for scraping", "javascript", "python i guess"])
def test_no_single_word_rules_an_option_out(text: str, expertise: Expertise) -> None:
    talk = Talk(expertise)
    assert asked(talk.say("recommend")) == "constraints"

    talk.say(text)

    assert "constraints" not in talk.progress().answers()


def test_a_phrase_rules_an_option_out(expertise: Expertise) -> None:
    talk = Talk(expertise)
    talk.say("recommend")

    talk.say("only python is allowed")

    assert talk.progress().answers()["constraints"] == "only_python"


@pytest.mark.parametrize("text", ["a shop with a web socket chat", "only python is allowed"])
def test_a_description_that_ends_an_open_dialog_says_so(text: str, expertise: Expertise) -> None:
    talk = Talk(expertise)
    talk.say("recommend")
    talk.say("we can choose freely")

    reply = talk.move(Began(description=text))

    assert isinstance(reply, NextQuestion | Recommendation)
    assert reply.note == PUT_ASIDE
    assert getattr(talk.say("start over"), "note", None) is None
