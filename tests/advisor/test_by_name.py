"""Texts that hold hardly more than names get what there is on what they name, or a plain word."""

import pytest

from bot.advisor.by_name import by_another_name, by_name, mentioning
from bot.advisor.expertise import Expertise
from bot.advisor.moves import SharedPackages
from bot.advisor.replies import (
    Comparison,
    Counterparts,
    Declined,
    Explanation,
    Glance,
    NextQuestion,
    NotCompared,
    OutOfDate,
)
from bot.advisor.session import Offered, Session
from bot.cli.json_shapes import answer
from tests.builders import ANN, BOB, Talk


@pytest.fixture
def talk(expertise: Expertise) -> Talk:
    return Talk(expertise)


@pytest.mark.parametrize(
    ("text", "packages", "common"),
    [
        ("django vs fastapi", {"Django": "python", "FastAPI": "python"}, None),
        ("express or fastapi?", {"Express": "nodejs", "FastAPI": "python"}, None),
        ("express vs django", {"Express": "nodejs", "Django": "python"}, None),
        ("Fastify or FastAPI for our api?", {"Fastify": "nodejs", "FastAPI": "python"},
         "api-framework"),
        ("which is better, celery or bullmq", {"Celery": "python", "BullMQ": "nodejs"},
         "job-queue"),
    ],
)  # fmt: skip
def test_packages_that_are_named_are_compared_with_each_other(
    talk: Talk, text: str, packages: dict[str, str], common: str | None
) -> None:
    reply = talk.say(text)

    assert isinstance(reply, Comparison)
    assert {part.package.name: part.option for part in reply.parts} == packages
    assert (reply.common.id if reply.common else None) == common
    for part in reply.parts:
        assert part.package in part.purpose.packages[part.option]
        assert part.elsewhere.keys() == {"nodejs", "python"} - {part.option}


def test_a_comparison_is_shared_as_it_was_shown(talk: Talk) -> None:
    shown = talk.say("express vs django")

    shared = talk.move(SharedPackages(compared=("Express", "Django")))

    assert isinstance(shown, Comparison)
    assert isinstance(shared, Comparison)
    assert (shared.parts, shared.shared_by) == (shown.parts, ANN)


def test_a_comparison_of_what_is_not_known_any_more_is_out_of_date(talk: Talk) -> None:
    assert isinstance(talk.move(SharedPackages(compared=("Express", "Gone"))), OutOfDate)


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("what do you think of django", "full-framework"),
        ("is nestjs any good", "full-framework"),
        ("graphql", "graphql"),
    ],
)
def test_one_package_or_what_it_is_for_gets_its_counterparts(
    talk: Talk, text: str, purpose: str
) -> None:
    reply = talk.say(text)

    assert isinstance(reply, Counterparts)
    assert reply.purposes[0].id == purpose


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("nodejs pros and cons", "nodejs"),
        ("python pros and cons", "python"),
        ("advantages of python?", "python"),
        ("what do you think of node", "nodejs"),
        ("python", "python"),
    ],
)
def test_an_option_as_a_whole_is_seen_at_a_glance(talk: Talk, text: str, option: str) -> None:
    reply = talk.say(text)

    assert isinstance(reply, Glance)
    assert reply.option == option
    assert all(criterion.verdict.favours == option for criterion in reply.ahead)
    assert len(reply.ahead + reply.behind + reply.level) == len(reply.criteria)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("kotlin vs python", ("Kotlin",)),
        ("go or node?", ("Go",)),
        ("should I use rust", ("Rust",)),
        ("is golang better than node?", ("Go",)),
        ("java, c# or node", ("Java", "C#")),
        ("what about spring boot", ("Spring",)),
    ],
)
def test_what_is_not_compared_is_told_so_with_a_way_on(
    talk: Talk, text: str, names: tuple[str, ...]
) -> None:
    reply = talk.say(text)

    assert isinstance(reply, NotCompared)
    assert reply.names == names
    assert reply.criteria


@pytest.mark.parametrize(
    ("text", "criterion", "point"),
    [
        ("what about bun", "tooling", "other-runtimes"),
        ("deno?", "tooling", "other-runtimes"),
        ("bun vs node", "tooling", "other-runtimes"),
        ("mongodb", "databases", "mongodb"),
        ("redis", "background_jobs", "celery"),
        ("what about kafka?", "background_jobs", "brokers"),
        ("discord", "realtime", "discord"),
    ],
)
def test_a_name_that_points_mention_is_answered_with_the_point_that_says_most_of_it(
    talk: Talk, text: str, criterion: str, point: str
) -> None:
    reply = talk.say(text)

    assert isinstance(reply, Explanation)
    assert (reply.criterion.id, reply.evidence[0].point.id) == (criterion, point)
    assert talk.session.topic == criterion


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("should i go with python", id="go-as-a-word"),
        pytest.param("node or python?", id="two-options"),
        pytest.param("we use django and fastapi", id="told"),
        pytest.param("my express app drops connections under load", id="a-question-of-its-own"),
        pytest.param("is python hard to learn for a java developer?", id="more-than-names"),
        pytest.param("which one scales better?", id="no-name"),
        pytest.param("thanks", id="thanks"),
    ],
)
def test_any_other_text_is_left_to_be_understood(expertise: Expertise, text: str) -> None:
    assert by_name(text, expertise) is None
    assert by_another_name(text, expertise) is None
    assert mentioning(text, expertise) is None


def test_what_is_declined_still_shows_what_can_be_asked(talk: Talk) -> None:
    reply = talk.say("who ate my sandwich")

    assert isinstance(reply, Declined)
    assert reply.criteria


def test_in_a_dialog_a_name_alone_is_not_taken_for_a_question(talk: Talk) -> None:
    talk.say("recommend")

    assert isinstance(talk.say("nodejs"), NextQuestion)
    assert isinstance(talk.say("express or fastapi?"), Comparison)


def test_nobody_is_told_in_a_thread_what_is_not_compared(talk: Talk) -> None:
    talk.say("which one is faster?", ANN)

    assert talk.overhear("should we use rust?", BOB) is None
    assert talk.overhear("kotlin vs python?", ANN) is None


@pytest.mark.parametrize(
    ("text", "kind", "criterion"),
    [
        ("django vs fastapi", "answer", "packages"),
        ("python pros and cons", "answer", None),
        ("kotlin vs python", "decline", None),
    ],
)
def test_the_json_keeps_its_shape(talk: Talk, text: str, kind: str, criterion: str | None) -> None:
    reply = talk.say(text)
    assert reply is not None

    told = answer(text, reply, None)

    assert (told["kind"], told["criterion"], told["points"]) == (kind, criterion, [])


def test_a_choice_can_be_typed(talk: Talk) -> None:
    offered = Offered(criteria=("maturity", "tooling"), question="bun")
    talk.session = Session(spoke_to=ANN, offered=offered)

    reply = talk.say("the second one")

    assert isinstance(reply, Explanation)
