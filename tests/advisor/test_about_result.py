"""After a result, what is asked is asked of that result."""

from typing import Any

import pytest

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.advisor.replies import (
    AboutResult,
    Explanation,
    NextQuestion,
    Recommendation,
    Reply,
    Supposition,
)
from bot.advisor.result_wishes import (
    Agreeing,
    AskedOfResult,
    CaseFor,
    Disagreeing,
    HowSure,
    Keeping,
    NotAsked,
    ResultSources,
    WhatChanges,
    WhyIt,
)
from bot.cli.plain import text_of
from bot.slack.blocks import render
from tests.builders import BOB, Talk
from tests.slack.limits import broken_limits, texts

PROJECT = "recommend a chat app, the team writes typescript, no machine learning"

FORMS: dict[AskedOfResult, tuple[str, ...]] = {
    WhyIt(): (
        "why?", "Why is that?", "how come?", "why node?", "and node?", "numbers?", "reasons?",
        "why did you pick node", "how did you get to that?", "explain", "what decided it?",
    ),
    HowSure(): (
        "how sure are you?", "are you sure?", "really?", "how certain is that?", "is it close?",
        "how clear is it?", "how robust is this result?", "can I trust that?", "is that certain?",
        "ok, how confident are you about that?", "how close is it?",
    ),
    CaseFor("python"): (
        "why not python?", "and python?", "what about python?", "the other side?",
        "what speaks against it?", "why not just use python?", "why not go with python instead",
        "devil's advocate?", "why node and not python?",
    ),
    WhatChanges(): (
        "what would change it?", "what would change your mind?", "what could flip this result?",
        "what would have to change?", "when would you pick python?", "why not both?",
        "what would it take?", "What would change the outcome?",
    ),
    ResultSources(): (
        "show the sources", "sources?", "says who?", "show me your sources", "source?",
        "where did you get that?", "list all the sources", "based on what?",
    ),
    NotAsked(): (
        "what did you not ask?", "what didn't you ask?", "what was not asked?", "what's missing?",
        "what did you leave out?", "which questions are left?", "what have you not asked me?",
        "what else could you ask?", "what don't you know?", "what is still open?",
    ),
    Disagreeing(): (
        "I disagree", "we don't agree with that", "that's wrong", "this can't be right",
        "not what we wanted", "I don't think so", "nonsense",
    ),
    Disagreeing(against="nodejs"): (
        "but we hate node", "nobody here likes javascript", "my team can't stand node.js",
    ),
    Disagreeing(rather="python"): ("I'd rather use python", "we would prefer python here"),
    Agreeing(): ("but we hate python", "we love node"),
    Keeping(): (
        "ok save it", "save", "save this as a decision record please", "can we keep that?",
        "how do I save this?", "write it down", "document this decision",
        "record it as a decision",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def result(expertise: Expertise) -> Talk:
    talk = Talk(expertise)
    talk.say(PROJECT)
    talk.say("what about hiring?")
    assert isinstance(talk.say("result"), Recommendation)
    return talk


def again(result: Talk) -> Talk:
    return Talk(result.expertise, result.session)


def told(reply: Reply | None) -> AboutResult:
    assert isinstance(reply, AboutResult), reply
    return reply


@pytest.mark.parametrize(
    ("text", "wanted"), [(text, wanted) for wanted, texts in FORMS.items() for text in texts]
)
def test_a_follow_up_refers_to_the_result(result: Talk, text: str, wanted: AskedOfResult) -> None:
    assert told(again(result).say(text)).wanted == wanted


@pytest.mark.parametrize(
    "text",
    [
        "why is python slow?",
        "which one scales better?",
        "what about hiring?",
        "how secure is it to run node?",
        "what if we took rust?",
        "we hate waiting for builds",
        "save memory",
        "how do we store it?",
        "document",
        "record this",
        "how sure are people of async in python?",
        "what did you eat?",
        "why not rust?",
        "python it is",
    ],
)
def test_a_question_of_its_own_is_not_about_the_result(result: Talk, text: str) -> None:
    assert not isinstance(again(result).say(text), AboutResult)


def test_a_criterion_that_is_discussed_since_is_what_a_follow_up_means(result: Talk) -> None:
    talk = again(result)
    talk.say("what about the cost?")

    why = talk.say("why?")

    assert isinstance(why, Explanation)
    assert why.criterion.id == "cost"


@pytest.mark.parametrize("ended", ["back", "start over", "change team"])
def test_a_dialog_that_goes_on_has_no_result_to_ask_of(result: Talk, ended: str) -> None:
    talk = again(result)
    assert isinstance(talk.say(ended), NextQuestion)
    talk.say("stop")

    assert not isinstance(talk.say("how sure are you?"), AboutResult)


def test_others_in_the_thread_may_ask_of_it_too_without_a_mention(result: Talk) -> None:
    talk = again(result)

    assert told(talk.overhear("how sure are you?")).wanted == HowSure()
    assert told(talk.overhear("what would change it?", BOB)).wanted == WhatChanges()
    talk.overhear("let's have lunch", BOB)
    assert talk.overhear("why?") is None


def test_the_answers_come_from_the_result(result: Talk) -> None:
    talk = again(result)
    shown = result.reply
    assert isinstance(shown, Recommendation)

    def lines(text: str) -> str:
        return "\n".join(phrases.about_result_lines(told(talk.say(text))))

    why = lines("why?")
    assert all(reason.because in why for reason in shown.reasons)
    assert phrases.score_line(shown) in why
    assert phrases.outcome_sentence(shown) in lines("how sure are you?")
    assert str(shown.best_case) in lines("why not python?")
    assert lines("what would change it?") == "\n".join(phrases.flip_lines(shown))
    (first, *_) = shown.reasons[0].evidence.sources
    assert first.title in lines("sources?")
    assert phrases.not_asked(shown) in lines("what did you not ask?")


@pytest.mark.parametrize("wanted", FORMS)
def test_each_answer_keeps_slacks_limits(result: Talk, wanted: AskedOfResult) -> None:
    message = render(told(again(result).say(FORMS[wanted][0])))

    assert list(broken_limits(message.body())) == []
    assert len(list(texts(message.body()["blocks"]))) > 1


def test_who_disagrees_is_told_which_answers_settle_it_with_buttons_for_them(result: Talk) -> None:
    reply = told(again(result).say("I disagree"))

    assert [question.id for question in reply.settling] == ["constraints", "priority"]
    pressed = [element["text"]["text"] for element in buttons(reply)]
    assert pressed == [phrases.CHANGE_AN_ANSWER, *(q.ask for q in reply.settling)]
    assert all(question.ask in " ".join(lines_of(reply)) for question in reply.settling)


def test_a_result_can_be_saved_by_word_after_something_else_was_asked(result: Talk) -> None:
    talk = again(result)
    talk.say("which one scales better?")

    reply = told(talk.say("save it"))

    assert [element["text"]["text"] for element in buttons(reply)] == [phrases.SAVE_DECISION]
    assert phrases.SAVE_DECISION in " ".join(lines_of(reply))


def test_somebody_else_who_wants_to_save_it_is_not_told_that_there_is_no_result(
    result: Talk,
) -> None:
    talk = again(result)
    talk.say("which one scales better?")

    assert told(talk.say("save it", BOB)).wanted == Keeping()


def test_in_the_terminal_nobody_is_sent_to_a_button(result: Talk) -> None:
    assert "press" not in text_of(told(again(result).say("ok save it")))


def test_without_a_result_there_is_nothing_to_save_or_to_disagree_with(
    expertise: Expertise,
) -> None:
    for text in ("save it", "I disagree", "what if we had chat?"):
        assert not isinstance(Talk(expertise).say(text), AboutResult | Supposition)


def buttons(reply: AboutResult) -> list[dict[str, Any]]:
    (row,) = [block for block in render(reply).body()["blocks"] if block["type"] == "actions"]
    found: list[dict[str, Any]] = row["elements"]
    return found


def lines_of(reply: AboutResult) -> tuple[str, ...]:
    return phrases.about_result_lines(reply)


def test_an_empty_dialog_comes_to_nothing_known(expertise: Expertise) -> None:
    talk = Talk(expertise)
    talk.say("recommend")
    result = talk.say("result")

    assert isinstance(result, Recommendation)
    assert (phrases.result_title(result), result.stacks) == (phrases.NOTHING_KNOWN, {})
    assert phrases.outcome_sentence(result) == phrases.ANSWER_FIRST
    assert phrases.NOTHING_COUNTED in phrases.about_result_lines(told(talk.say("why?")))


def test_a_rule_that_settled_it_is_named_with_the_result_and_first_of_the_reasons(
    expertise: Expertise,
) -> None:
    talk = Talk(expertise)
    result = talk.say("help me choose: only javascript is allowed, we train models")
    assert isinstance(result, Recommendation)
    (ruling,) = result.ruled_out

    assert phrases.outcome_sentence(result).endswith(f"Python is ruled out. {ruling.because}")
    because, *_, in_all = phrases.about_result_lines(told(talk.say("why?")))
    assert because == ruling.because
    assert in_all.startswith("In all, before anything is ruled out: Node.js 0, Python 5")
