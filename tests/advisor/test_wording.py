"""A text is taken apart into words and clauses."""

import pytest

from bot.advisor.wording import clauses, words


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
