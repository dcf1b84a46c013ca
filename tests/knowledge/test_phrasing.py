"""Phrases with alternatives, gaps and numbers: what they match, and how slips are reported."""

import pytest

from bot.advisor.reading.finding import outermost, spots
from bot.advisor.reading.tokens import tokens
from bot.knowledge.model.lexicon import lexicon
from bot.knowledge.model.phrasing import parse

LISTS = {"drink": ("tea", "black coffee", "(oat|soy) milk")}


def quotes(phrase: str, text: str) -> list[str]:
    """What a phrase matches in a text, as it was said."""
    said = tokens(text)
    found = outermost(tuple(spots(said, lexicon([(phrase, "it")], LISTS))))
    return [text[said[spot.start].start : said[spot.end - 1].end] for spot in found]


@pytest.mark.parametrize(
    ("phrase", "text", "quoted"),
    [
        pytest.param("green tea", "some Green Tea, please", ["Green Tea"], id="capitals"),
        pytest.param("green tea", "two green teas", ["green teas"], id="plural"),
        pytest.param("green tea", "a greenish tea", [], id="whole words only"),
        pytest.param("green tea", "green. Tea", [], id="not across a full stop"),
        pytest.param("green-tea", "green tea", ["green tea"], id="hyphens do not matter"),
        pytest.param("drink tea", "drink the tea", ["drink the tea"], id="small words in between"),
        pytest.param("drink tea", "drink strong tea", [], id="no other word in between"),
        pytest.param("drink ... tea", "drink strong black tea", ["drink strong black tea"]),
        pytest.param("drink ... tea", "drink tea", ["drink tea"], id="an empty gap"),
        pytest.param("drink ... tea", "drink one two three four tea", [], id="a long gap"),
        pytest.param("drink ... tea", "drink milk, no tea", [], id="a gap ends at a comma"),
        pytest.param("drink ... tea", "drink milk not tea", [], id="a gap ends at a negation"),
        pytest.param("brew* tea", "brewing tea", ["brewing tea"], id="any ending"),
        pytest.param("(hot|iced) tea", "iced tea or hot tea", ["iced tea", "hot tea"]),
        pytest.param("(freshly brewed|hot) tea", "freshly brewed tea", ["freshly brewed tea"]),
        pytest.param("hot? tea", "hot tea", ["hot tea"], id="may be there"),
        pytest.param("hot? tea with", "tea with", ["tea with"], id="may be missing"),
        pytest.param("drink <drink>", "drink black coffee", ["drink black coffee"], id="list"),
        pytest.param("<drink> for two", "soy milk for two", ["soy milk for two"]),
        pytest.param("<up to 3> cups", "3 cups or 4 cups", ["3 cups"], id="up to"),
        pytest.param("<from 1000> cups", "1k cups, 2,000 cups", ["1k cups", "2,000 cups"]),
        pytest.param("<number> cups", "twenty cups", ["twenty cups"], id="number in words"),
        pytest.param("<from 5000> cups", "five thousand cups", ["five thousand cups"]),
        pytest.param("<up to 90> ms", "90ms", ["90ms"], id="unit without a space"),
    ],
)
def test_a_phrase_matches_what_it_stands_for(phrase: str, text: str, quoted: list[str]) -> None:
    assert quotes(phrase, text) == quoted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5k", 5_000), ("5,000", 5_000), ("2.5 million", 2_500_000), ("10M", 10_000_000),
        ("five thousand", 5_000), ("a hundred", 100), ("50us", 50), ("seven", 7),
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(text: str, value: float) -> None:
    assert tokens(text)[0].value == value


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("(hot|iced tea", "a '(' is not closed"),
        ("hot) tea", "')' stands outside of brackets"),
        ("hot|iced tea", "'|' stands outside of brackets"),
        ("(hot|) tea", "an alternative is empty; put '?' behind what may be missing"),
        ("? tea", "'?' has no word before it"),
        ("hot??", "'?' has no word before it"),
        ("hot?", "needs a word that must be there"),
        ("... tea", "'...' stands between words, not at the beginning or the end"),
        ("tea ...", "'...' stands between words, not at the beginning or the end"),
        ("te* pot", "'te*': a '*' needs 3 letters before it"),
        ("b*rew", "'b*rew': a '*' stands at the end of a word"),
        ("<up to many> cups", "'<up to many>' is neither a list of words nor a number"),
    ],
)
def test_a_slip_in_a_phrase_is_named(phrase: str, complaint: str) -> None:
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the text is compared below
        parse(phrase)

    assert str(raised.value) == complaint
