"""Answers that are looked at again and changed, and those that no longer apply."""

import pytest

from bot.advisor.moves import (
    Began,
    WantedChange,
)
from bot.advisor.outcome import Clear
from bot.advisor.replies import (
    Summary,
)
from tests.advisor.dialog.questions import answer_all, question_in
from tests.builders import (
    COFFEE,
    TEA,
    Talk,
    a_lean,
    a_question,
    an_answer,
    an_expertise,
    asked,
    leaning_to,
    recommended,
)


@pytest.mark.parametrize("words", ["review", "my answers", "change an answer"])
def test_the_answers_so_far_can_be_reviewed(talk: Talk, words: str) -> None:
    talk.choose("milk", "tea")
    talk.choose("sugar", None)

    summary = talk.say(words)

    assert isinstance(summary, Summary)
    assert [(u.question.id, u.answer.id if u.answer else None) for u in summary.answers] == [
        ("milk", "tea"),
        ("sugar", None),
    ]


@pytest.mark.parametrize("changed", ["milk", "sugar", "lemon"])
def test_any_answer_can_be_changed_and_the_others_stay(talk: Talk, changed: str) -> None:
    for question in ("milk", "sugar", "lemon"):
        talk.choose(question, "even")

    assert asked(talk.move(WantedChange(dialog=talk.dialog(), question=changed))) == changed
    assert asked(talk.choose(changed, "tea")) == "honey"

    assert talk.answers() == {"milk": "even", "sugar": "even", "lemon": "even", changed: "tea"}


def test_an_answer_can_be_changed_after_the_end_and_gives_a_new_result(talk: Talk) -> None:
    assert answer_all(talk, "tea").outcome == Clear(TEA)
    given = list(talk.answers())

    for question in given:
        assert asked(talk.move(WantedChange(dialog=talk.dialog(), question=question))) == question
        talk.choose(question, "coffee")
    result = answer_all(talk, "coffee")

    assert result.outcome == Clear(COFFEE)


def test_back_gives_up_changing_and_keeps_the_answer(talk: Talk) -> None:
    talk.choose("milk", "tea")
    talk.choose("sugar", "even")
    talk.move(WantedChange(dialog=talk.dialog(), question="milk"))

    assert asked(talk.say("back")) == "lemon"
    assert talk.answers() == {"milk": "tea", "sugar": "even"}


def test_a_question_that_is_asked_anew_can_still_change_the_outcome() -> None:
    talk = Talk(an_expertise(leaning_to("milk", TEA), leaning_to("cup", COFFEE, "slightly")))
    talk.move(Began())
    recommended(talk.choose("milk", "yes"))

    again = question_in(talk.move(WantedChange(dialog=talk.dialog(), question="milk")))

    assert not again.settled
    assert (again.number, again.left) == (1, 1)
    assert asked(talk.choose("milk", "no")) == "cup"


def conditional() -> Talk:
    """`foam` applies with milk alone; it is asked after it, and weighs most."""
    milk = a_question(
        "milk", an_answer("yes", a_lean(TEA, "slightly")), an_answer("no", a_lean(TEA, "slightly"))
    )
    foam = a_question(
        "foam",
        an_answer("much", a_lean(COFFEE, "strongly")),
        an_answer("little"),
        only_if={"milk": ["yes"]},
    )
    talk = Talk(an_expertise(milk, foam))
    assert asked(talk.move(Began())) == "milk"
    return talk


def test_an_answer_that_no_longer_applies_is_set_aside_and_comes_back() -> None:
    talk = conditional()
    assert asked(talk.choose("milk", "yes")) == "foam"
    assert recommended(talk.choose("foam", "much")).scores == {TEA: 1, COFFEE: 5}

    talk.move(WantedChange(dialog=talk.dialog(), question="milk"))
    assert recommended(talk.choose("milk", "no")).scores == {TEA: 1, COFFEE: 0}
    assert talk.answers() == {"milk": "no", "foam": "much"}

    talk.move(WantedChange(dialog=talk.dialog(), question="milk"))
    assert recommended(talk.choose("milk", "yes")).scores == {TEA: 1, COFFEE: 5}


def test_a_question_is_asked_only_where_it_applies() -> None:
    talk = conditional()

    assert recommended(talk.choose("milk", "no")).skipped == ()
