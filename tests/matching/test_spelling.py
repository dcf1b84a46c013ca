"""What is mended and what is left alone."""

import pytest

from bot.matching.features import Lexicon
from bot.matching.spelling import Spelling

OWN = ["the derailleur of my bicycle", "a bicycle for the commute", "the saddle", "a bike"]
OTHER = {"bottle": 1, "battle": 2, "saddle": 3, "river": 4, "because": 5, "bile": 6}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("bicylce", "bicycle", id="two letters swapped"),
        pytest.param("bicyle", "bicycle", id="a letter missing"),
        pytest.param("biicycle", "bicycle", id="a letter too many"),
        pytest.param("bucycle", "bicycle", id="a wrong letter"),
        pytest.param("my derailler, please", "my derailleur, please", id="within a sentence"),
        pytest.param("becuase", "because", id="a word of the language"),
        pytest.param("rattel", "rattel", id="two edits away"),
        pytest.param("baddle", "saddle", id="the training texts' own word first"),
        pytest.param("bittle", "bottle", id="the commoner of two"),
        pytest.param("rivr", "rivr", id="too short for a foreign word"),
        pytest.param("bike", "bike", id="known"),
        pytest.param("bik", "bike", id="three letters"),
        pytest.param("ab", "ab", id="too short"),
        pytest.param("battle", "battle", id="right, though near to an own word"),
        pytest.param("x" * 500, "x" * 500, id="no word at all"),
        pytest.param("a bile", "a bile", id="right, and the other is rare"),
        pytest.param("bicylce's bell", "bicycle's bell", id="with an ending"),
        pytest.param("b1cycle", "b1cycle", id="digits are left alone"),
    ],
)
def test_one_slip_in_an_unknown_word_is_mended(written: str, meant: str) -> None:
    assert Spelling(Lexicon(Lexicon.count(OWN)).held, OTHER.get).mend(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a bile", "a bike"),
        ("bile bile", "bile bile"),
        ("the baat is", "the boat is"),
        ("thr", "the"),
    ],
)
def test_what_stands_beside_a_word_tells_what_it_is(written: str, meant: str) -> None:
    own = [f"a bike {number}" for number in range(30)] + ["the boat is here", "a bait", "a bait"]

    assert Spelling(Lexicon(Lexicon.count(own)).held, OTHER.get).mend(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"), [("my bkie", "my bike"), ("a bait", "a bait"), ("ohm", "ohm")]
)
def test_a_slip_that_is_in_one_training_text_itself_is_mended(written: str, meant: str) -> None:
    own = [f"my bike {number}" for number in range(30)] + ["my bkie", "a bait", "ohm"]

    assert Spelling(Lexicon(Lexicon.count(own)).held, OTHER.get).mend(written) == meant


@pytest.mark.parametrize(("written", "meant"), [("bikd", "bikd"), ("bicycls", "bicycle")])
def test_short_words_are_left_alone_where_other_words_are_not_known(
    written: str, meant: str
) -> None:
    assert Spelling(Lexicon(Lexicon.count(OWN)).held, None).mend(written) == meant
