"""In a thread among people StackPick answers what is meant for it, and nothing else."""

import pytest

from bot.advisor import signs
from bot.advisor.expertise import Expertise
from bot.advisor.replies import Explanation, Glance, NextQuestion
from bot.cli.evaluating_threads import ThreadCase, evaluate_threads
from tests.builders import ANN, BOB, Talk

LEAST_SILENCE, LEAST_ANSWERED, LEAST_FOLLOWED = 0.95, 0.8, 0.9
"""Shares of the examination below which something was broken.

They stand a little below what `stackpick knowledge evaluate --threads` prints: a better wording of
an utterance moves two or three of the few held-out messages, and must not look like a fault.
"""


@pytest.fixture
def talk(expertise: Expertise) -> Talk:
    """Ann has asked which is faster, and was answered."""
    talk = Talk(expertise)
    talk.say("which one is faster?", ANN)
    return talk


@pytest.fixture(scope="module")
def cases(expertise: Expertise) -> tuple[ThreadCase, ...]:
    return evaluate_threads(expertise)


@pytest.mark.parametrize(
    "text",
    [
        "and python?",
        "why?",
        "what about hiring?",
        "any numbers on that?",
        "is it cheaper to host as well?",
        "do we need typescript for that, or are type hints enough?",
        "compare hiring and cost",
    ],
)
def test_what_goes_on_from_the_answer_is_answered(talk: Talk, text: str) -> None:
    assert talk.overhear(text, ANN) is not None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<@U0BOB> is node faster?", id="mention"),
        pytest.param("@bob which one is faster?", id="handle"),
        pytest.param("Bob, is node any good at hiring?", id="name"),
        pytest.param("I told you the event loop would choke, let's talk at 3", id="told-you"),
        pytest.param("did you benchmark node on staging?", id="you"),
        pytest.param("python is what we hire for anyway", id="statement"),
        pytest.param("lunch?", id="lunch"),
        pytest.param("are you around?", id="around"),
        pytest.param("https://example.com/node-vs-python?", id="link"),
        pytest.param("```is node faster?```", id="code"),
        pytest.param("thanks", id="thanks"),
        pytest.param("Wer ist schneller?", id="another-language"),
        pytest.param("did it slow the builds?", id="what-happened"),
        pytest.param("is anything fast these days?", id="for-its-effect"),
        pytest.param("on what hardware?", id="question-back"),
        pytest.param("since when?", id="doubt"),
        pytest.param("is node any faster there, bob?", id="name-written-small"),
        pytest.param("who installed stackpick?", id="about-stackpick"),
        pytest.param("stackpick says python is slower than node", id="quoting-stackpick"),
    ],
)
def test_what_people_say_to_each_other_is_not(talk: Talk, text: str) -> None:
    talk.overhear("we had that discussion last year", BOB)

    assert talk.overhear(text, ANN) is None


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("thanks stackpick", id="courtesy"),
        pytest.param("could you also say something about hiring?", id="explain"),
    ],
)
def test_who_talked_with_stackpick_goes_on_talking_with_it(talk: Talk, text: str) -> None:
    talk.overhear("we had that discussion last year", BOB)

    assert talk.overhear(text, ANN) is not None


@pytest.mark.parametrize("text", ["what can you do?", "no, I meant hiring"])
def test_what_is_said_to_nobody_else_is_for_stackpick(talk: Talk, text: str) -> None:
    assert talk.overhear(text, ANN) is not None
    talk.overhear("we had that discussion last year", BOB)
    assert talk.overhear(text, ANN) is None


def test_it_goes_on_about_what_is_discussed_though_people_talk_in_between(talk: Talk) -> None:
    talk.say("what do people use for background jobs in node", ANN)
    for text in ("can it retry?", "is there anything like that for python?"):
        talk.overhear("we had an outage with that", BOB)

        reply = talk.overhear(text, ANN)

        assert isinstance(reply, Explanation), text
        assert reply.criterion.id == "background_jobs"


@pytest.mark.parametrize("text", ["and python?", "what speaks for node then?"])
def test_an_option_is_asked_about_where_no_criterion_is_discussed(
    expertise: Expertise, text: str
) -> None:
    talk = Talk(expertise)
    assert talk.overhear(text, ANN) is None
    talk.say("express or fastapi?", ANN)
    talk.overhear("we had that discussion last year", BOB)

    assert isinstance(talk.overhear(text, ANN), Glance)


@pytest.mark.parametrize("text", ["when", "when was that?", "link?"])
def test_when_it_was_is_asked_of_whoever_told_it(talk: Talk, text: str) -> None:
    assert talk.overhear(text, ANN) is not None
    talk.overhear("we moved off lambda", BOB)
    assert talk.overhear(text, ANN) is None


def test_doubt_is_for_whoever_spoke_last(talk: Talk) -> None:
    assert talk.overhear("really?", ANN) is not None
    talk.overhear("ours was twice as slow", BOB)
    assert talk.overhear("really?", ANN) is None


def test_a_question_of_people_is_answered_where_it_calls_stackpick(talk: Talk) -> None:
    talk.overhear("ours was twice as slow", BOB)

    assert talk.overhear("what would it cost us to host", ANN) is None
    assert talk.overhear("stackpick, what would it cost us to host", ANN) is not None


@pytest.mark.parametrize("text", ["recommend", "help me choose", "Help me choose, please."])
def test_what_the_greeting_tells_people_to_say_begins_a_recommendation(
    talk: Talk, text: str
) -> None:
    talk.overhear("ours was twice as slow", BOB)

    assert isinstance(talk.overhear(text, BOB), NextQuestion)


@pytest.mark.parametrize("half", ["open", "held out"])
def test_the_examination_is_passed_in_threads(cases: tuple[ThreadCase, ...], half: str) -> None:
    assert share(cases, "among people", half) >= LEAST_SILENCE
    assert share(cases, "meant for it", half) >= LEAST_ANSWERED


@pytest.mark.parametrize("kind", ["follow-up", "two questions"])
def test_the_examination_is_passed_on_what_is_asked_further(
    cases: tuple[ThreadCase, ...], kind: str
) -> None:
    assert share(cases, kind) >= LEAST_FOLLOWED


def share(cases: tuple[ThreadCase, ...], *words: str) -> float:
    """How many of the cases of a kind went right, as a share."""
    mine = [case for case in cases if all(word in case.kind for word in words)]
    return sum(case.right for case in mine) / len(mine)


@pytest.mark.parametrize(
    "text", ["can we set up stackpick?", "who signed up stackpick", "let's stop stackpick"]
)
def test_stackpick_that_people_speak_of_is_not_called_by_its_name(text: str) -> None:
    assert signs.NAME.search(text) is None


@pytest.mark.parametrize("text", ["stop stackpick", "shut up stackpick", "thanks stackpick!"])
def test_stackpick_that_is_spoken_to_is_called_by_its_name(text: str) -> None:
    assert signs.NAME.search(text) is not None
