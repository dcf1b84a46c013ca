"""Finds what a text supposes, and which answers that would be: "what if we had chat?"."""

import re
import string
from collections.abc import Iterator

from bot.advisor.reading.answers import Read, read_answer, read_description
from bot.advisor.result_wishes import Supposing
from bot.knowledge.model import Dialog

_SUPPOSED = re.compile(
    r"(?:(?:and|but|so|ok(?:ay)?|hm+|well|then|yes|no|stackpick)\b[\s,.!:]*)*"
    r"(?:(?P<plainly>what (?:about )?if|what (?:happens|changes) if|what would (?:\w+ ){1,4}if"
    r"|suppose|supposing|imagine|assume|assuming|(?:let's|lets) say)|how about if|if"
    r"|(?:would|does|will|could) (?:it|that|this|the result|anything|you)\b[^?]{0,40}? if"
    r"|how (?:would|does|will) (?:it|that|this|the result) (?:change|look) if)"
    r"\b[\s,:]*(?:that )?(?P<said>.+)",
    re.IGNORECASE | re.DOTALL,
)
_ENDING = string.whitespace + "?.!"

_CONCLUSION = re.compile(
    r",\s*(?:then )?(?:would|will|does|do|is|what|which|how|should|still|same)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""What is asked after a supposition: "…, would it still be python"."""

_NOW = {
    "had": "have", "were": "are", "was": "is", "knew": "know", "needed": "need", "used": "use",
    "wanted": "want", "ran": "run", "wrote": "write", "hired": "hire", "mattered": "matters",
    "trained": "train", "called": "call", "shared": "share", "added": "add", "became": "becomes",
    "counted": "counts", "cared": "care", "deployed": "deploy", "hosted": "host", "split": "split",
    "would": "will", "could": "can", "did": "do", "got": "get", "went": "go", "built": "build",
}  # fmt: skip
"""What is supposed, told as it is."""


def supposition_in(text: str) -> Supposing | None:
    """What a text supposes; None where it has another form."""
    found = _SUPPOSED.fullmatch(text.strip().rstrip(_ENDING))
    if found is None:
        return None
    return Supposing(_CONCLUSION.sub("", found["said"]), plainly=bool(found["plainly"]))


def supposed_answers(said: str, dialog: Dialog) -> tuple[Read, ...]:
    """The answers that a project of which that is said would give."""
    now = re.sub(r"\w+", lambda word: _NOW.get(word[0].casefold(), word[0]), said)
    return read_description(now, dialog) or read_description(said, dialog) or _only(now, dialog)


def _only(said: str, dialog: Dialog) -> tuple[Read, ...]:
    """The answer of the one question that the text alone is an answer to."""
    found = tuple(_replies(said, dialog))
    return found if len(found) == 1 else ()


def _replies(said: str, dialog: Dialog) -> Iterator[Read]:
    for question in dialog.questions:
        read = read_answer(said, question, dialog)
        if read:
            yield read
