"""Answers are read out of what people type, and never guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor.wording import Read, clauses, read_answer, read_description, words
from bot.knowledge.model import Dialog, Knowledge
from tests.builders import SCORING, a_question, an_answer

MILK = a_question(
    "milk",
    an_answer("cow", label="Milk from cattle", understands=["whole milk", "dairy", "cream"]),
    an_answer("oat_drink", label="Milk made of oats", understands=["oat", "barista edition"]),
    an_answer("none", label="No, or black", understands=["no milk", "black"]),
)
TIME = a_question(
    "time",
    an_answer("early", label="Yes, at dawn", understands=["can be early", "at dawn"]),
    an_answer("late", label="Late: after dinner", understands=["in the evening", "at night"]),
)
DIALOG = Dialog(scoring=SCORING, questions=(MILK, TIME))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Oat, please - 5 o'clock", ("oat", "please", "5", "o'clock")),
        pytest.param("the cow's milk", ("the", "cow", "milk"), id="possessive"),
        pytest.param("Node.js and C++ or C#", ("node.js", "and", "c++", "or", "c#")),
        pytest.param("don\u2019t", ("don't",), id="typographic-apostrophe"),
        pytest.param("\U0001f389 !?", (), id="no-word"),
        pytest.param("straße MILCH", ("strasse", "milch"), id="case"),
    ],
)
def test_words_are_told_apart(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


def test_clauses_end_at_commas_full_stops_and_but() -> None:
    assert clauses("no milk, but cream. Early and node.js") == (
        "no milk",
        "cream",
        "Early",
        "node.js",
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        pytest.param("1", "cow", id="number"),
        pytest.param("2.", "oat_drink", id="number-with-a-stop"),
        pytest.param("(3)", "none", id="number-in-brackets"),
        pytest.param("MILK from cattle", "cow", id="label"),
        pytest.param("oat drink", "oat_drink", id="id"),
        pytest.param("none", "none", id="id-none"),
        pytest.param("dairy", "cow", id="phrase"),
        pytest.param("the barista edition then", "oat_drink", id="phrase-in-a-sentence"),
        pytest.param("oats", "oat_drink", id="plural"),
        pytest.param("cattle I guess", "cow", id="telling-word"),
        pytest.param("no", "none", id="start-of-a-label"),
        pytest.param("no dairy", "none", id="negated"),
        pytest.param("without any cream", "none", id="negated-at-a-distance"),
    ],
)
def test_a_typed_answer_is_understood(text: str, answer: str) -> None:
    understood = read_answer(text, MILK)

    assert understood is not None
    assert understood.answer == answer


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("0", id="no-such-number"),
        pytest.param("4", id="number-too-high"),
        pytest.param("²", id="a-digit-that-is-no-number"),
        pytest.param("99999999999999999999", id="long-number"),
        pytest.param("milk", id="word-of-several-answers"),
        pytest.param("dairy or oat", id="two-answers"),
        pytest.param("not from cattle", id="negated-telling-word"),
        pytest.param("water", id="something-else"),
        pytest.param("from the shop", id="filling"),
        pytest.param("the whole edition", id="words-of-phrases"),
        pytest.param("", id="nothing"),
        pytest.param(
            "I once saw cattle on a hill and they looked at me for hours",
            id="telling-word-in-a-tale",
        ),
    ],
)
def test_what_tells_no_answer_from_the_others_is_left_open(text: str) -> None:
    assert read_answer(text, MILK) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "we drink Whole Milk at dawn",
            [Read("milk", "cow", "whole milk"), Read("time", "early", "at dawn")],
            id="two-answers",
        ),
        pytest.param("no dairy", [Read("milk", "none", "no dairy")], id="negated"),
        pytest.param(
            "we don't want any cream", [Read("milk", "none", "don't want any cream")], id="reach"
        ),
        pytest.param(
            "no sugar, cream", [Read("milk", "cow", "cream")], id="negation-ends-at-a-comma"
        ),
        pytest.param(
            "no sugar but cream", [Read("milk", "cow", "cream")], id="negation-ends-at-but"
        ),
        pytest.param("not at night", [], id="a-negation-says-nothing-where-no-answer-means-none"),
        pytest.param("not dairy but oat", [Read("milk", "oat_drink", "oat")], id="not-this-but"),
        pytest.param("dairy or oat", [], id="contradiction"),
        pytest.param("a boat", [], id="within-a-word"),
        pytest.param("", [], id="empty"),
    ],
)
def test_a_description_fills_in_what_it_says_with_its_own_words(
    text: str, expected: list[Read]
) -> None:
    assert list(read_description(text, DIALOG)) == expected


def test_a_longer_phrase_hides_the_shorter_one_within_it() -> None:
    question = a_question(
        "tea",
        an_answer("black", understands=["tea"]),
        an_answer("herbs", understands=["herbal tea"]),
    )

    (read,) = read_description(
        "a pot of herbal tea", Dialog(scoring=SCORING, questions=(question,))
    )

    assert read.answer == "herbs"


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_reading_never_raises_and_quotes_only_what_was_said(text: str) -> None:
    read_answer(text, MILK)
    for read in read_description(text, DIALOG):
        assert set((read.words or "").split()) <= set(words(text))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["no", "not", "cow", "oat", "milk", "dairy", "black", ",", "but", "1", "²", "٣", "."]
        )
    )
)
def test_reading_never_raises_for_words_of_the_dialog(spoken: list[str]) -> None:
    text = " ".join(spoken)

    read = read_description(text, DIALOG)

    assert len({r.question for r in read}) == len(read)
    read_answer(text, MILK)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("ml", "it is a booking service for dentists"),
        ("ml", "some object recognition with python"),
        ("constraints", "we need both"),
        ("realtime", "an application for our warehouse"),
        ("pipelines", "etl and a cron job"),
    ],
)
def test_no_answer_of_the_real_dialog_is_guessed(
    knowledge: Knowledge, question: str, text: str
) -> None:
    wanted = knowledge.dialog.question(question)

    assert wanted is not None
    assert read_answer(text, wanted) is None


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
    ],
)
def test_short_answers_to_the_real_dialog_are_understood(
    knowledge: Knowledge, question: str, text: str, answer: str
) -> None:
    wanted = knowledge.dialog.question(question)

    assert wanted is not None
    understood = read_answer(text, wanted)
    assert understood is not None
    assert understood.answer == answer


def test_every_phrase_of_the_real_dialog_is_read_as_the_answer_that_lists_it(
    knowledge: Knowledge,
) -> None:
    misread = [
        f"{question.id}: '{text}' is read as {understood.answer if understood else None}"
        for question in knowledge.dialog.questions
        for answer in question.answers
        for text in (answer.label, *answer.understands)
        if not (understood := read_answer(text, question)) or understood.answer != answer.id
    ]

    assert misread == []


def test_every_phrase_of_the_real_dialog_fills_in_its_answer_from_a_description(
    knowledge: Knowledge,
) -> None:
    dialog = knowledge.dialog
    misread = [
        f"{question.id}: '{phrase}' is read as {read.get(question.id)}, not {answer.id}"
        for question in dialog.questions
        for answer in question.answers
        for phrase in answer.understands
        if (read := {r.question: r.answer for r in read_description(phrase, dialog)}).get(
            question.id
        )
        != answer.id
    ]

    assert misread == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("no machine learning", {"ml": "none"}),
        pytest.param("not real-time", {"realtime": "none"}),
        pytest.param("a chat app without websockets", {"realtime": "core"}),
        pytest.param("we don't do machine learning", {"ml": "none"}),
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
