"""Writes any text into Markdown so that it reads as it was written."""

import json
import re

_MEANT_ANYWHERE = re.compile(r"([\\`*_{}\[\]<>|~&$])")
_MEANT_AT_FIRST = re.compile(r"^(?:([#+=:-])|(\d+)([.)]))")
_MEANT_AT_LAST = re.compile(r"(?<=\s)(#+)$")
_ADDRESS_ENDS = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20", "\\": "%5C"}


def inline(text: str) -> str:
    """A text in one line of Markdown, with nothing in it that Markdown or HTML would act on.

    Escapes what CommonMark, GitHub's tables and formulas and MDX give a meaning; line breaks become
    spaces and what cannot be printed is left out.
    """
    line = " ".join(text.split())
    shown = "".join(letter for letter in line if letter.isprintable())
    anywhere = _MEANT_ANYWHERE.sub(r"\\\1", shown)
    return _MEANT_AT_LAST.sub(r"\\\1", _MEANT_AT_FIRST.sub(_escaped_first, anywhere))


def link(label: str, address: str) -> str:
    """A link; `label` is any text."""
    safe = "".join(_ADDRESS_ENDS.get(letter, letter) for letter in address if letter.isprintable())
    return f"[{inline(label)}]({safe})"


def scalar(text: str) -> str:
    """A text as a value of YAML front matter: JSON's strings are YAML's in double quotes."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _escaped_first(found: re.Match[str]) -> str:
    sign, number, dot = found.groups()
    return f"\\{sign}" if sign else f"{number}\\{dot}"
