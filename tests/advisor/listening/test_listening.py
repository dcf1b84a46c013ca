"""What is made of a text that somebody says to StackPick."""

import pytest

from bot.advisor.moves import (
    AskedAbout,
    AskedForHelp,
    Opened,
)
from bot.advisor.replies import (
    Clarification,
    Counterparts,
    Declined,
    Glance,
    Help,
    Menu,
    NextQuestion,
    NothingToRead,
    Recommendation,
    Smalltalk,
    TooLong,
)
from bot.advisor.session import Session
from bot.advisor.wording import LONGEST_TEXT
from tests.advisor.listening.drinks import explanation
from tests.builders import (
    ANN,
    COFFEE,
    PRICE,
    TASTE,
    TEA,
    Talk,
    asked,
    recommended,
)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_said_opens_the_menu(talk: Talk, text: str) -> None:
    reply = talk.say(text)

    assert isinstance(reply, Menu)
    assert [criterion.id for criterion in reply.criteria] == [TASTE, PRICE]


@pytest.mark.parametrize("text", ["\U0001f389", "\U0001f44d\U0001f3fd \U0001f680", "!!!", "..."])
def test_a_text_without_a_word_is_nothing_to_read(talk: Talk, text: str) -> None:
    assert isinstance(talk.say(text), NothingToRead)


@pytest.mark.parametrize("length", [LONGEST_TEXT + 1, 10_000])
def test_a_text_that_is_too_long_is_not_read(talk: Talk, length: int) -> None:
    assert talk.say("a" * length) == TooLong(length, LONGEST_TEXT)
    assert talk.session == Session(spoke_to=ANN)


def test_the_longest_text_is_read(talk: Talk) -> None:
    assert isinstance(talk.say("a" * LONGEST_TEXT), Declined)


@pytest.mark.parametrize("text", ["help", "Help!", "?", "how does this work?"])
def test_help_is_given(talk: Talk, text: str) -> None:
    reply = talk.say(text)

    assert isinstance(reply, Help)
    assert [criterion.id for criterion in reply.criteria] == [TASTE, PRICE]


def test_help_does_not_lose_the_dialog(open_dialog: Talk) -> None:
    assert isinstance(open_dialog.say("help"), Help)
    assert asked(open_dialog.say("1")) == "time"


def test_help_and_the_menu_can_be_opened_without_a_word(talk: Talk) -> None:
    assert isinstance(talk.move(AskedForHelp()), Help)
    assert isinstance(talk.move(Opened()), Menu)


@pytest.mark.parametrize("text", ["recommend", "Recommend.", "help me choose"])
def test_a_recommendation_is_begun(talk: Talk, text: str) -> None:
    assert asked(talk.say(text)) == "milk"


def test_a_question_gets_the_verdict_and_three_points(talk: Talk) -> None:
    reply = explanation(talk.say("which tastes better?"))

    assert reply.criterion.id == TASTE
    assert reply.shown == ("for-tea", "for-coffee", "claim-1")
    assert [evidence.point.id for evidence in reply.evidence] == list(reply.shown)
    assert [source.title for source in reply.evidence[0].sources] == ["The handbook"]
    assert reply.more == len(reply.criterion.points) - 3
    assert reply.others == (COFFEE,)
    assert not reply.continued


def test_an_unclear_question_offers_the_nearest_subjects(talk: Talk) -> None:
    reply = talk.say("is it worth it")

    assert isinstance(reply, Clarification)
    assert [criterion.id for criterion in reply.choices] == [PRICE, TASTE]


def test_a_choice_from_the_nearest_subjects_is_explained(talk: Talk) -> None:
    talk.say("is it worth it")

    assert explanation(talk.move(AskedAbout(criterion=PRICE))).criterion.id == PRICE
    assert talk.session.topic == PRICE


def test_small_talk_is_answered(talk: Talk) -> None:
    reply = talk.say("hello")

    assert isinstance(reply, Smalltalk)
    assert reply.text == "Good day."


def test_what_is_off_topic_is_declined(talk: Talk) -> None:
    assert isinstance(talk.say("where is the nearest cinema"), Declined)


def test_the_counterpart_of_a_package_is_named(talk: Talk) -> None:
    reply = talk.say("what stands in for a teapot")

    assert isinstance(reply, Counterparts)
    assert [purpose.id for purpose in reply.purposes] == ["vessel"]


@pytest.mark.parametrize("text", ["more", "sources", "the other side", "why"])
def test_a_follow_up_without_a_subject_is_declined(talk: Talk, text: str) -> None:
    assert isinstance(talk.say(text), Declined)


def test_an_option_alone_is_seen_at_a_glance(talk: Talk) -> None:
    assert isinstance(talk.say("and coffee?"), Glance)


def test_a_new_wording_gets_a_new_answer(talk: Talk) -> None:
    talk.say("which tastes better?")

    assert explanation(talk.edit("what does it cost?")).criterion.id == PRICE


def test_a_new_wording_answers_no_open_question(open_dialog: Talk) -> None:
    assert open_dialog.edit("1") is None
    assert open_dialog.answers() == {}


def test_recommendation_names_the_best_case_for_the_loser_and_a_stack(talk: Talk) -> None:
    talk.say("recommend")
    talk.say("dairy")

    result = recommended(talk.say("at night"))

    assert (result.loser, result.best_case) == (TEA, "The best case for tea on taste.")
    assert [role.package for role in result.stacks[COFFEE]] == ["coffeemug"]
    assert list(result.stacks) == [COFFEE]
    assert sum(reason.amount for reason in result.reasons) == result.scores[COFFEE]


def test_what_is_told_of_a_project_begins_a_dialog_and_a_question_in_it_does_not(
    talk: Talk,
) -> None:
    asks = talk.say("we take dairy at dawn, is tea any better")
    told = talk.say("we take dairy at dawn")

    assert not isinstance(asks, NextQuestion | Recommendation)
    assert isinstance(told, NextQuestion | Recommendation)
    assert {u.question.id for u in told.understood} == {"milk", "time"}
