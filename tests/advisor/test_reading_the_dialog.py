"""Typed answers and descriptions as the bundled dialog reads them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor.reading.answers import (
    read_answer,
    read_description,
)
from bot.knowledge.model import Knowledge
from tests.phrase_examples import example

SENTENCES = (
    "No machine learning.", "The team knows Python.", "Runs on Kubernetes!", "Nothing live.",
    "We need it yesterday.", "Strict types in CI.", "Maybe an admin area later.",
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.permutations(SENTENCES))
def test_the_order_of_sentences_does_not_matter(knowledge: Knowledge, order: list[str]) -> None:
    said = read_description(" ".join(order), knowledge.dialog)

    assert {(r.question, r.answer) for r in said} == {
        ("ml", "none"), ("team", "python"), ("platform", "servers"), ("realtime", "none"),
        ("priority", "delivery"), ("types", "enforced"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("ml", "it is a booking service for dentists"),
        ("ml", "some object recognition with python"),
        ("constraints", "we need both"),
        ("realtime", "an application for our warehouse"),
        ("platform", "kubernetes and lambda"),
    ],
)
def test_no_answer_of_the_real_dialog_is_guessed(
    knowledge: Knowledge, question: str, text: str
) -> None:
    wanted = knowledge.dialog.question(question)

    assert wanted is not None
    assert read_answer(text, wanted, knowledge.dialog) is None


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("constraints", "no", "none"),
        ("existing", "no", "none"),
        ("split", "yes", "yes"),
        ("team", "both", "both"),
        ("team", "typescript", "javascript"),
        ("team", "we write typescript", "javascript"),
        ("ml", "data science", "train"),
        ("pipelines", "mail", "plain"),
        ("platform", "on kubernetes", "servers"),
        ("split", "can't be split", "no"),
        ("team", "mostly TS", "javascript"),
        ("team", "TypeScript and a bit of Python", "both"),
        ("realtime", "a few", "some"),
        ("throughput", "not much", "relaxed"),
        ("constraints", "nope", "none"),
    ],
)
def test_short_answers_to_the_real_dialog_are_understood(
    knowledge: Knowledge, question: str, text: str, answer: str
) -> None:
    wanted = knowledge.dialog.question(question)

    assert wanted is not None
    understood = read_answer(text, wanted, knowledge.dialog)
    assert understood is not None
    assert understood.answer == answer


def test_every_label_of_the_real_dialog_is_read_as_its_answer(knowledge: Knowledge) -> None:
    dialog = knowledge.dialog
    misread = [
        f"{question.id}: '{answer.label}' is read as {read.answer if read else None}"
        for question in dialog.questions
        for answer in question.answers
        if not (read := read_answer(answer.label, question, dialog)) or read.answer != answer.id
    ]

    assert misread == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("two small services are fine with us", "types"),
        ("they have written typescript for four years", "existing"),
        ("one php guy and a react freelancer", "team"),
        ("four juniors who know a bit of everything", "priority"),
    ],
)
def test_what_looks_like_an_answer_is_left_open(
    knowledge: Knowledge, text: str, question: str
) -> None:
    """Also where what is to be ignored is as long as what looks like an answer."""
    assert question not in {read.question for read in read_description(text, knowledge.dialog)}


def test_every_phrase_of_the_real_dialog_gives_the_answer_that_lists_it(
    knowledge: Knowledge,
) -> None:
    dialog = knowledge.dialog
    misread = [
        f"{question.id}: '{said}' is read as {read.get(question.id)}, not {answer.id}"
        for question in dialog.questions
        for answer in question.answers
        for phrase in answer.understands
        if (said := example(phrase, dialog.words))
        and (read := {r.question: r.answer for r in read_description(said, dialog)}).get(
            question.id
        )
        != answer.id
    ]

    assert misread == []


def test_every_reply_of_the_real_dialog_gives_the_answer_that_lists_it(
    knowledge: Knowledge,
) -> None:
    dialog = knowledge.dialog
    misread = [
        f"{question.id}: '{said}' is read as {read.answer if read else None}, not {answer.id}"
        for question in dialog.questions
        for answer in question.answers
        for phrase in answer.replies
        if (said := example(phrase, dialog.words))
        and (not (read := read_answer(said, question, dialog)) or read.answer != answer.id)
    ]

    assert misread == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("no machine learning", {"ml": "none"}),
        pytest.param("not real-time", {"realtime": "none"}),
        pytest.param("a chat app without websockets", {"realtime": "core"}),
        pytest.param("we don't do machine learning", {"ml": "none"}),
        pytest.param("neither websockets nor machine learning", {"ml": "none", "realtime": "none"}),
        pytest.param(
            "no ML, background jobs or admin screens",
            {"ml": "none", "pipelines": "none", "admin": "none"},
            id="list of what there is not",
        ),
        pytest.param("live updates are not needed", {"realtime": "none"}, id="denied behind"),
        pytest.param("ML: none. Live updates? No.", {"ml": "none", "realtime": "none"}),
        pytest.param("no ML, python team", {"ml": "none", "team": "python"}, id="comma ends it"),
        pytest.param("not only websockets", {"realtime": "core"}, id="not only"),
        pytest.param("maybe some machine learning later", {}, id="hedge"),
        pytest.param("we might want websockets", {}, id="might"),
        pytest.param("not sure if we need websockets", {}, id="not sure"),
        pytest.param("machine learning perhaps comes in phase 2", {}, id="later phase"),
        pytest.param("used to run on kubernetes", {}, id="past"),
        pytest.param("we moved off kubernetes, it's all on lambda now", {"platform": "functions"}),
        pytest.param("on lambda instead of kubernetes", {"platform": "functions"}, id="contrast"),
        pytest.param("another team runs kubernetes", {}, id="somebody else's"),
        pytest.param("50 microseconds at most", {"constraints": "hard_realtime"}, id="quantity"),
        pytest.param("200 users", {"throughput": "relaxed"}, id="few users"),
        pytest.param("two hundred users", {"throughput": "relaxed"}, id="number in words"),
        pytest.param("50k users", {}, id="many users say nothing about the load"),
        pytest.param("30,000 requests per second", {"throughput": "io"}, id="high load"),
        pytest.param("3 python devs", {"team": "python"}, id="people"),
        pytest.param("hiring two python developers", {}, id="people to be hired"),
        pytest.param("live in 6 weeks", {"priority": "delivery"}, id="weeks"),
        pytest.param("live in 60 weeks", {}, id="too many weeks"),
        pytest.param("team knows React and Django", {"team": "both"}, id="two languages"),
        pytest.param("edge cases of the payment gateway", {}, id="other meanings"),
        pytest.param(
            "chat app, 5k users, team writes TypeScript",
            {"realtime": "core", "team": "javascript"},
        ),
        pytest.param(
            "We train models, the team knows Python, and it runs on Kubernetes.",
            {"ml": "train", "team": "python", "platform": "servers"},
        ),
        pytest.param("an online shop for used bikes", {}),
    ],
)
def test_descriptions_of_projects_are_read(
    knowledge: Knowledge, text: str, expected: dict[str, str]
) -> None:
    read = {r.question: r.answer for r in read_description(text, knowledge.dialog)}

    assert read == expected


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        pytest.param("Sadly NO  Machine Learning here", "NO Machine Learning", id="as it was said"),
        pytest.param("live updates are not needed", "live updates are not needed", id="behind"),
        pytest.param(
            "without a login, a queue, nightly jobs or machine learning",
            "without … machine learning",
            id="the rest of a list is left out",
        ),
    ],
)
def test_what_was_said_is_quoted_with_its_negation(
    knowledge: Knowledge, text: str, quoted: str
) -> None:
    read = {r.words for r in read_description(text, knowledge.dialog)}

    assert quoted in read
