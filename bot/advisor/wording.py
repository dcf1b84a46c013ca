"""A text as words and clauses, and whether it asks something."""

import re
from functools import lru_cache

LONGEST_TEXT = 2000
"""Characters that are read of a question; Slack itself passes on far longer ones."""

_ASKING = re.compile(
    r"^(what|which|why|how|who|when|where|is|are|does|do|can|could|should|would|will)\b|\?\s*$",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|ca|could|would|wo|should|ai)n['\u2019]?t"
    r" (?:i|you|he|she|it|we|they|that|this|there)\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[.+#'-][^\W_]+)*[+#]*")
_RECENT = 1024
"""Texts whose words are remembered: in one turn a text is looked at from ten sides."""

_CLAUSE = re.compile(r"[,;:()\n]|[.!?](?:\s|$)|\b(?:but|and|though|while|plus)\b", re.IGNORECASE)


@lru_cache(maxsize=_RECENT)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without punctuation or a possessive's ending."""
    found = _WORD.findall(text.casefold().replace("\u2019", "'"))
    return tuple(word.removesuffix("'s") for word in found)


def clauses(text: str) -> tuple[str, ...]:
    """The parts of a text that say one thing each."""
    return tuple(part.strip() for part in _CLAUSE.split(text) if part.strip())


def is_asking(text: str) -> bool:
    """Whether a text has the form of a question."""
    return bool(_ASKING.search(text.strip()))


def has_tag(text: str) -> bool:
    """Whether a statement asks to be agreed with: "that is slow, isn't it"."""
    return bool(_TAG.search(text))
