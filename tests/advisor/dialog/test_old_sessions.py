"""Knowledge changes while dialogs are open."""

from bot.advisor.session import Given, Progress, Session
from tests.advisor.dialog.questions import four_questions
from tests.builders import (
    ANN,
    COFFEE,
    TEA,
    Talk,
    an_expertise,
    asked,
    recommended,
)


def knowing(*given: Given, changing: str | None = None) -> Talk:
    progress = Progress(number=1, given=given, changing=changing)
    talk = Talk(an_expertise(*four_questions()))
    talk.session = Session(topic="temperature", shown=("hot",)).with_dialog(ANN, progress)
    return talk


def test_a_question_that_is_gone_is_passed_over() -> None:
    talk = knowing(Given(question="salt", answer="much"))

    assert asked(talk.say("1")) == "sugar"
    result = recommended(talk.say("result"))
    assert result.scores == {TEA: 5, COFFEE: 0}
    assert [u.question.id for u in result.understood] == ["milk"]


def test_an_answer_that_is_gone_does_not_count() -> None:
    talk = knowing(Given(question="milk", answer="goat"))

    assert recommended(talk.say("result")).scores == {TEA: 0, COFFEE: 0}


def test_changing_a_question_that_is_gone_goes_on_with_the_dialog() -> None:
    talk = knowing(Given(question="salt", answer="much"), changing="salt")

    assert asked(talk.say("1")) == "sugar"
    assert talk.answers() == {"salt": "much", "milk": "tea"}


def test_going_back_past_a_question_that_is_gone_does_not_end_the_dialog() -> None:
    talk = knowing(Given(question="salt", answer="much"))

    assert asked(talk.say("back")) == "milk"


def test_a_subject_that_is_gone_is_no_longer_talked_about() -> None:
    talk = knowing()

    assert asked(talk.say("sources")) == "milk"
