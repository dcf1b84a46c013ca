"""After a result, "what if …?" tells what it would be with another answer, and changes nothing."""

import pytest

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.advisor.outcome import name_of
from bot.advisor.recommending import recommend
from bot.advisor.replies import AboutResult, Explanation, Recommendation, Supposition
from bot.advisor.result_wishes import Supposing
from bot.advisor.session import Given
from bot.advisor.supposing import supposition_in
from tests.builders import ANN, BOB, Talk

SUPPOSED = {
    "what if we had chat?": {"realtime": "some"},
    "and what if it was a chat app?": {"realtime": "core"},
    "what if the team knew python?": {"team": "python"},
    "suppose we trained our own models": {"ml": "train"},
    "ok, what if it ran on aws lambda": {"platform": "functions"},
    "what would change if we use cloudflare workers?": {"platform": "edge"},
    "if we trained models, would it still be node?": {"ml": "train"},
    "would it change if speed mattered most?": {"priority": "speed"},
    "what if the team knows both and speed matters most?": {"team": "both", "priority": "speed"},
}


@pytest.fixture(scope="module")
def result(expertise: Expertise) -> Talk:
    talk = Talk(expertise)
    talk.say("recommend a shop, the team writes typescript, no machine learning")
    assert isinstance(talk.say("result"), Recommendation)
    return talk


def again(result: Talk) -> Talk:
    return Talk(result.expertise, result.session)


@pytest.mark.parametrize(("text", "answers"), SUPPOSED.items())
def test_what_is_supposed_is_computed_and_nothing_is_changed(
    result: Talk, text: str, answers: dict[str, str]
) -> None:
    talk = again(result)
    progress = talk.progress()

    reply = talk.say(text)

    assert isinstance(reply, Supposition), reply
    assert {one.question.id: one.answer.id for one in reply.supposed} == answers
    for question, answer in answers.items():
        progress = progress.plus(Given(question=question, answer=answer))
    assert reply.then == recommend(ANN, progress, talk.expertise)
    assert reply.result == result.reply
    assert talk.progress() == result.progress()


def test_the_difference_is_told(result: Talk) -> None:
    reply = again(result).say("what if the team knew python?")
    assert isinstance(reply, Supposition)

    assert (name_of(reply.result.outcome), name_of(reply.then.outcome)) == ("nodejs", "python")
    assert phrases.supposition_title(reply) == "It would be Python"
    asked, scores, nothing_changed = phrases.supposition_lines(reply)
    assert asked.endswith("“Python” in place of “JavaScript or TypeScript”.")
    assert phrases.score_line(reply.then) in scores
    assert phrases.score_line(reply.result) in scores
    assert nothing_changed == phrases.SUPPOSED_ONLY


def test_what_no_question_asks_for_changes_nothing_and_its_subject_is_offered(
    result: Talk,
) -> None:
    reply = again(result).say("what if we had 50k users?")

    assert isinstance(reply, Supposition)
    assert (reply.supposed, reply.then) == ((), reply.result)
    assert reply.subject is not None
    assert reply.subject.id == "scalability"
    assert phrases.supposition_lines(reply)[0] == phrases.NOTHING_SUPPOSED


def test_it_can_be_supposed_after_something_else_was_asked(result: Talk) -> None:
    talk = again(result)
    talk.say("which one scales better?")

    assert isinstance(talk.say("what if the team knew python?"), Supposition)
    assert isinstance(talk.say("what if it is slow?"), Explanation)


def test_others_in_the_thread_may_suppose_too_without_a_mention(result: Talk) -> None:
    talk = again(result)

    assert isinstance(talk.overhear("what if the team knew python?", BOB), Supposition)
    assert not isinstance(again(result).say("what if we took rust?"), AboutResult | Supposition)


@pytest.mark.parametrize(
    "text", ["what if we meet at 3?", "what if legal says no?", "what if Carol is on holiday?"]
)
def test_what_people_suppose_of_something_else_is_not_spoken_to(result: Talk, text: str) -> None:
    assert again(result).overhear(text, BOB) is None


def test_a_long_line_of_dots_is_read_as_fast_as_any_other() -> None:
    """It took minutes with an expression that tried every place where what is supposed may end."""
    supposed = "a" + "." * 200_000 + "b"

    assert supposition_in(f"if {supposed}?") == Supposing(supposed, plainly=False)
