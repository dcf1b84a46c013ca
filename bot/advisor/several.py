"""Tells when a message asks two or three things, and which."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.advisor.ellipsis import without_lead
from bot.advisor.expertise import Expertise
from bot.advisor.naming import names_of
from bot.advisor.understanding import Subject
from bot.advisor.vocabulary import word_set
from bot.advisor.wording import is_asking, words
from bot.knowledge.model import Criterion

MOST_QUESTIONS = 3
LONGEST_NAME = 4
"""Words of what a list names; a longer part is more than a name."""

_BOUNDARY = re.compile(
    r"(?<=[?!.;])\s+|\n+"
    r"|,?\s+(?:and|plus|but)\s+(?:also\s+|then\s+)?"
    r"(?=(?:what|which|how|why|who|is|are|does|do|can|will|would|should)\b)",
    re.IGNORECASE,
)
"""Where a question ends and another may begin."""

_REFERS = re.compile(r"\b(?:that|this|those|these)\b", re.IGNORECASE)
"""A first question that refers to something is about what was told before it."""

_COMMA = re.compile(r"[,;/&+]")
_JOINING = word_set("and or plus vs versus")
"""Words that stand between two names of a list."""

_GLUE = word_set("of to the a")
"""Words that may stand within a name."""

_COMPARING = word_set(
    """
         compare compared comparison comparing contrast what which who how is are do does about
    better     best for with in on terms when it comes regarding concerning wins ahead me us
    tell show give you can please both they them two difference differences between by each one
    their     like fare i would know want stand differ side sides language backend as well also
    then ok so     those these now
    """
)
"""Words of a comparison that say nothing of what is compared."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the questions of a message: on which criterion, in which words."""

    criterion: Criterion
    text: str


def questions_in(text: str, expertise: Expertise) -> tuple[Asked, ...]:
    """The questions of a message, in its order; none where it asks one thing or is not plain."""
    return _different(_questions(text, expertise)) or _different(_listed(text, expertise))


def _different(found: Sequence[Asked]) -> tuple[Asked, ...]:
    """The first question on each criterion, where there are several."""
    first = {asked.criterion.id: asked for asked in reversed(found)}
    different = [asked for asked in found if first[asked.criterion.id] is asked]
    return tuple(different[:MOST_QUESTIONS]) if len(different) > 1 else ()


def _questions(text: str, expertise: Expertise) -> Sequence[Asked]:
    """The questions one after another, where each is on a criterion for sure."""
    parts = [part for part in _BOUNDARY.split(text) if part and _is_a_question(part)]
    if not parts or _REFERS.search(parts[0]):
        return ()
    return _all_sure(zip(parts, parts, strict=True), expertise)


def _is_a_question(part: str) -> bool:
    """Whether a part begins as questions do; a mark at its end may be that of a longer one."""
    return is_asking(without_lead(part).rstrip("? "))


def _listed(text: str, expertise: Expertise) -> Sequence[Asked]:
    """What a list names, where the message is a list and holds nothing but names of criteria."""
    if not _JOINING & set(words(text)):
        return ()
    names = _names(words(_COMMA.sub(" and ", text)), expertise)
    if len(names) == 1 or any(len(name.split()) > LONGEST_NAME for name in names):
        return ()
    return _all_sure(((name, text) for name in names), expertise)


def _all_sure(pairs: Iterable[tuple[str, str]], expertise: Expertise) -> Sequence[Asked]:
    """What (part, text) pairs ask, by their parts; nothing where one of them is not plain."""
    heard = [(expertise.understanding.hear(part).meaning, text) for part, text in pairs]
    asked = [
        Asked(meaning.criterion, text) for meaning, text in heard if isinstance(meaning, Subject)
    ]
    return asked if len(asked) == len(heard) else ()


def _names(said: Sequence[str], expertise: Expertise) -> Sequence[str]:
    """The names in a list; none where two of them stand side by side without a joining word."""
    options = expertise.knowledge.options
    ours = frozenset(name for option in options for name in names_of(option, options))
    names: list[list[str]] = []
    inside, joined = False, True
    for word in said:
        if word in _JOINING or word in _COMPARING or word in ours:
            inside, joined = False, joined or word in _JOINING
        elif inside:
            names[-1].append(word)
        elif word not in _GLUE:
            if not joined:
                return ()
            names.append([word])
            inside, joined = True, False
    return [" ".join(_without_end(name)) for name in names]


def _without_end(name: Sequence[str]) -> Sequence[str]:
    """The words of a name without those that lead on to something else."""
    return name[:-1] if name[-1] in _GLUE else name
