"""How answers are found in what people write, on a small dialog."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor.reading.answers import (
    Read,
    plain_answer,
    read_answer,
    read_description,
    replied_answer,
)
from bot.advisor.wording import words
from bot.knowledge.model import Dialog, Knowledge
from tests.builders import SCORING, a_question, an_answer

MILK = a_question(
    "milk",
    an_answer("cow", label="Milk from cattle", understands=["whole milk", "dairy", "cream"]),
    an_answer("oat_drink", label="Milk made of oats", understands=["oat", "barista edition"]),
    an_answer("none", label="No, or black", understands=["no (milk|dairy|cream)", "black"]),
)


TIME = a_question(
    "time",
    an_answer("early", label="Yes, at dawn", understands=["can be early", "at dawn"]),
    an_answer("late", label="Late: after dinner", understands=["in the evening", "at night"]),
)


DIALOG = Dialog(scoring=SCORING, questions=(MILK, TIME))


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
    understood = read_answer(text, MILK, DIALOG)

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
    assert read_answer(text, MILK, DIALOG) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "we drink Whole Milk at dawn",
            [Read("milk", "cow", "Whole Milk"), Read("time", "early", "at dawn")],
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


def test_an_answer_prevails_over_those_that_it_names() -> None:
    question = a_question(
        "tea",
        an_answer("plain", understands=["tea"]),
        an_answer("iced", understands=["ice"]).model_copy(update={"prevails_over": ("plain",)}),
    )
    dialog = Dialog(scoring=SCORING, questions=(question,))

    assert [read.answer for read in read_description("tea, with ice", dialog)] == ["iced"]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        pytest.param("dairy at night", ["milk", "time"], id="words-of-one-question-each"),
        pytest.param("our black night shift crew", [], id="two-claim-a-part-of-the-clause"),
        pytest.param("we are here, black night", ["milk", "shift"], id="two-claim-all-of-it"),
        pytest.param(
            "our black night shift crew, dairy", ["milk"], id="another-mention-is-about-one"
        ),
    ],
)
def test_words_that_two_questions_claim_fill_nothing_in_unless_they_are_most_of_the_clause(
    text: str, questions: list[str]
) -> None:
    shift = a_question("shift", an_answer("night", understands=["black night"]), an_answer("day"))
    milk = a_question(
        "milk", an_answer("cow", understands=["dairy", "black night"]), an_answer("none")
    )
    dialog = Dialog(scoring=SCORING, questions=(milk, TIME, shift))

    assert [read.question for read in read_description(text, dialog)] == questions


def test_what_is_to_be_ignored_hides_the_phrases_within_it() -> None:
    question = a_question(
        "tea", an_answer("yes", understands=["tea"]), an_answer("no"), ignores=["tea towel"]
    )
    dialog = Dialog(scoring=SCORING, questions=(question,))

    assert read_description("a tea towel", dialog) == ()
    assert read_description("tea and a tea towel", dialog) == (Read("tea", "yes", "tea"),)


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_reading_never_raises_and_quotes_only_what_was_said(text: str) -> None:
    read_answer(text, MILK, DIALOG)
    for read in read_description(text, DIALOG):
        assert (read.words or "") in " ".join(text.split())


SPOKEN = [
    "no", "not", "never", "neither", "nor", "or", "and", "but", "maybe", "we", "need", "don't",
    "cow", "oat", "milk", "dairy", "black", "1", "²", "٣", "5k", "five", "thousand", "µs", ",",
    ".", ":", "?", "(", ")", "-", "machine", "learning", "live", "python", "only", "team", "types",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SPOKEN), max_size=25))
def test_words_in_any_order_never_raise_and_give_one_answer_a_question(
    knowledge: Knowledge, spoken: list[str]
) -> None:
    text = " ".join(spoken)

    read = read_description(text, knowledge.dialog)

    assert len({r.question for r in read}) == len(read)
    assert all(set(words(r.words or "")) <= set(words(text)) for r in read)
    read_answer(text, MILK, DIALOG)


COLOUR = a_question(
    "colour",
    an_answer("red").model_copy(update={"replies": ("(red|cherry)", "a bit ... red")}),
    an_answer("none").model_copy(update={"replies": ("(not really|nope)",)}),
)


COLOURS = Dialog(scoring=SCORING, questions=(COLOUR,))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("cherry", "red"), ("Mostly cherry, please", "red"), ("yes, a bit of red", "red"),
        ("not really", "none"), ("nope!", "none"),
        ("cherry and lime", None), ("not cherry", None), ("maybe cherry", None),
        ("cherry? not really", None), ("", None),
    ],
)  # fmt: skip
def test_a_reply_is_read_where_it_is_all_that_is_said(text: str, answer: str | None) -> None:
    read = replied_answer(text, COLOUR, COLOURS)

    assert (read.answer if read else None) == answer


def test_a_reply_fills_in_nothing_from_a_description_or_what_is_overheard() -> None:
    assert read_description("cherry", COLOURS) == ()
    assert plain_answer("cherry", COLOUR, COLOURS) is None
