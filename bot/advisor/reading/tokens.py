"""A text as words, numbers and the signs that end a clause, each with its place."""

import re
from dataclasses import dataclass

FIGURES = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
    "k": 1_000, "m": 1_000_000, "mio": 1_000_000, "mil": 1_000_000, "bn": 1_000_000_000,
}  # fmt: skip

_TOKEN = re.compile(
    r"(?P<number>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s?(?P<scale>k|m|mio|mil|bn)\b)?"
    r"|(?P<word>\.net\b|[^\W\d_][^\W_]*(?:[.'#+][^\W_]+)*[+#]*)"
    r"|(?P<stop>\.{2,}|[,;:!?()\n=]|\.(?=\s|$)|(?<=\s)[-\u2013](?=\s)|\u2014)"
    r"|(?P<joined>[+&])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case, a number or a sign, and where it stands in the text.

    `value` is what a number amounts to: 5000 for "5k", "5,000" and "five thousand". `stop` says
    that it is a sign that ends a clause or sets off a part of it.
    """

    text: str
    start: int
    end: int
    value: float | None = None
    stop: bool = False


def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text; hyphens, slashes and whatever else has no meaning here are left out."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text.replace("\u2019", "'")):
        token = _token(match)
        if found and (merged := _merged(found[-1], token, text)):
            found[-1] = merged
        else:
            found.append(token)
    return tuple(found)


def _token(match: re.Match[str]) -> Token:
    start, end = match.span()
    if match["number"]:
        scale = SCALES[match["scale"].casefold()] if match["scale"] else 1
        return Token(match[0], start, end, float(match["number"].replace(",", "")) * scale)
    if match["stop"]:
        return Token(match[0][0], start, end, stop=True)
    if match["joined"]:
        return Token("and", start, end)
    word = match[0].casefold()
    return Token(word.removesuffix("'s"), start, end, _value(word))


def _value(word: str) -> float | None:
    return FIGURES.get(word)


def _merged(before: Token, token: Token, text: str) -> Token | None:
    """Two tokens as one number: "five" and "thousand", or "a" and "hundred"."""
    scale = SCALES.get(token.text) if len(token.text) > len("bn") else None
    if scale is None or text[before.end : token.start].strip():
        return None
    value = 1.0 if before.text == "a" else before.value
    if value is None:
        return None
    return Token(f"{before.text} {token.text}", before.start, token.end, value * scale)
