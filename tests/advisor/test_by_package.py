"""A text that names packages and asks one thing of them is answered with the criterion for that."""

import pytest

from bot.advisor.expertise import Expertise
from bot.advisor.replies import Comparison, Counterparts, Explanation, OtherLanguage, Smalltalk
from tests.builders import Talk


@pytest.mark.parametrize(
    ("text", "criterion", "point"),
    [
        ("is fastapi faster than express?", "performance", "simple-route-test"),
        ("express or fastapi, which is quicker", "performance", "simple-route-test"),
        ("fastapi vs express performance", "performance", "simple-route-test"),
        ("can fastapi do websockets", "realtime", "python-websockets"),
        ("fastapi vs nestjs performance", "performance", None),
        ("flask vs django security", "security", None),
    ],
)
def test_what_is_asked_of_packages_is_answered_with_the_point_on_them_first(
    text: str, criterion: str, point: str | None, expertise: Expertise
) -> None:
    reply = Talk(expertise).say(text)

    assert isinstance(reply, Explanation)
    assert reply.criterion.id == criterion
    assert point is None or reply.evidence[0].point.id == point


@pytest.mark.parametrize(
    "text", ["django vs fastapi", "which is better, celery or bullmq", "express or fastapi?"]
)
def test_names_alone_are_compared(text: str, expertise: Expertise) -> None:
    assert isinstance(Talk(expertise).say(text), Comparison)


@pytest.mark.parametrize(
    "text", ["the equivalent of express in python", "is there a celery for node"]
)
def test_a_counterpart_that_is_asked_for_is_told(text: str, expertise: Expertise) -> None:
    assert isinstance(Talk(expertise).say(text), Counterparts)


@pytest.mark.parametrize(
    ("text", "criterion"),
    [
        ("hipaa compliance", "security"),
        ("HIPAA compliant?", "security"),
        ("multi tenancy", "databases"),
        ("SAML", "security"),
        ("should we migrate from django to express", "use_cases"),
        ("rewrite our python api in node?", "use_cases"),
    ],
)
def test_a_few_words_of_jargon_are_no_other_language(
    text: str, criterion: str, expertise: Expertise
) -> None:
    reply = Talk(expertise).say(text)

    assert isinstance(reply, Explanation)
    assert reply.criterion.id == criterion


@pytest.mark.parametrize("text", ["hola amigo", "wie schnell ist das", "quel est mieux"])
def test_another_language_stays_one(text: str, expertise: Expertise) -> None:
    assert isinstance(Talk(expertise).say(text), OtherLanguage)


@pytest.mark.parametrize(
    "text",
    [
        "what data do you keep about me", "delete my data", "who can see my answers",
        "how do I uninstall you",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", [(), ("recommend",)])
def test_what_becomes_of_ones_words_is_told(
    text: str, before: tuple[str, ...], expertise: Expertise
) -> None:
    talk = Talk(expertise)
    for said in before:
        talk.say(said)

    reply = talk.say(text)

    assert isinstance(reply, Smalltalk)
    assert reply.text == expertise.knowledge.smalltalk["privacy"].reply


@pytest.mark.parametrize("text", ["be quiet stackpick", "stackpick stop", "shut up", "stop"])
def test_who_wants_silence_in_a_thread_is_told_where_it_is_set(
    text: str, expertise: Expertise
) -> None:
    talk = Talk(expertise)
    talk.say("which is faster?")

    reply = talk.overhear(text)

    assert isinstance(reply, Smalltalk)
    assert reply.text == expertise.knowledge.smalltalk["quiet"].reply


@pytest.mark.parametrize("text", ["I disagree", "ok save it", "save it"])
def test_what_the_only_one_there_says_of_the_result_is_answered(
    text: str, expertise: Expertise
) -> None:
    talk = Talk(expertise)
    for said in ("recommend a chat app, the team writes typescript", "result"):
        talk.say(said)

    assert talk.overhear(text) is not None
