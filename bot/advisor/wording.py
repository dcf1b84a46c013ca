"""Reads answers out of what people type: known phrases, numbers and negation, never a guess."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge.model import Answer, Dialog, Question

LONGEST_TEXT = 2000
"""Characters that are read of a question; Slack itself passes on far longer ones."""

NEGATIONS = frozenset(
    {
        "no", "not", "without", "never", "nor", "nobody", "nothing", "neither",
        "isn't", "isnt", "don't", "dont", "doesn't", "doesnt", "won't", "wont", "can't", "cannot",
    }
)  # fmt: skip
NEGATION_REACH = 3
"""Words before a phrase in which a negation is taken to be about it."""

LONGEST_ANSWER = 8
"""Words of a typed text that may be an answer by a single telling word."""

SHORTEST_TELLING = 4
"""Letters of a word that tells one answer from the others; shorter ones are mostly filling."""

FILLING = frozenset(
    {
        "about", "already", "from", "have", "into", "like", "most", "mostly", "much", "must",
        "only", "over", "part", "some", "than", "that", "their", "them", "then", "there", "they",
        "this", "what", "when", "where", "which", "will", "with", "without", "would", "your",
    }
)  # fmt: skip
"""Longer words that tell nothing by themselves."""

YES_OR_NO = frozenset({("yes",), ("no",)})

NONE_AT_ALL = "none"
"""The id of the answer that says no to a question's subject; negated phrases mean it."""

_ASKING = re.compile(
    r"^(what|which|why|how|who|when|where|is|are|does|do|can|could|should|would|will)\b|\?\s*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[.+#'-][^\W_]+)*[+#]*")
_CLAUSE = re.compile(r"[,;:()\n]|[.!?](?:\s|$)|\b(?:but|and|though|while|plus)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """An answer read from a text, and the words that it was read from.

    `words` are None where the text named the answer: by number, label or id, or with yes or no.
    """

    question: str
    answer: str
    words: str | None


@dataclass(frozen=True, slots=True)
class _Hit:
    answer: str
    words: str
    length: int
    negated: bool


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


def read_answer(text: str, question: Question) -> Read | None:
    """The answer that a short text typed for a question gives.

    What `plain_answer` reads, or a word of the label that only this one of the question's answers
    has; None where that does not tell it from the others.
    """
    return plain_answer(text, question) or _only_one_with(text, question)


def plain_answer(text: str, question: Question) -> Read | None:
    """The answer that a text is, as for `exact_answer`, or that its phrases agree on."""
    return exact_answer(text, question) or _read(text, question)


def exact_answer(text: str, question: Question) -> Read | None:
    """The answer that a text is and nothing else.

    Its number, its id, its label or how only its label begins ("No"), or a phrase of it.
    """
    said = words(text)
    if len(said) == 1 and said[0].isdecimal() and 1 <= int(said[0]) <= len(question.answers):
        return Read(question.id, question.answers[int(said[0]) - 1].id, None)
    whole = [answer for answer in question.answers if said in _names(answer) | _phrases(answer)]
    begun = [answer for answer in question.answers if said in map(words, clauses(answer.label)[:1])]
    found = whole or begun
    if not said or len(found) != 1:
        return None
    (answer,) = found
    by_name = said in _names(answer) or answer not in whole or said in YES_OR_NO
    return Read(question.id, answer.id, None if by_name else " ".join(said))


def _names(answer: Answer) -> frozenset[tuple[str, ...]]:
    return frozenset(words(text) for text in (answer.label, answer.id.replace("_", " ")))


def _phrases(answer: Answer) -> frozenset[tuple[str, ...]]:
    return frozenset(words(text) for text in answer.understands)


def _only_one_with(text: str, question: Question) -> Read | None:
    """The only answer with some of the words, for a few words without a phrase or a negation."""
    said = words(text)
    if len(said) > LONGEST_ANSWER or NEGATIONS & set(said) or _hits_in(text, question):
        return None
    vocabularies = {answer.id: _vocabulary(answer) for answer in question.answers}
    telling = {
        word: owners[0]
        for word in said
        if len(owners := [name for name, known in vocabularies.items() if word in known]) == 1
    }
    if len(set(telling.values())) != 1:
        return None
    return Read(question.id, next(iter(telling.values())), " ".join(telling))


def _vocabulary(answer: Answer) -> frozenset[str]:
    """The telling words of the label; those of a phrase mean little outside it."""
    return frozenset(w for w in words(answer.label) if len(w) >= SHORTEST_TELLING) - FILLING


def read_description(text: str, dialog: Dialog) -> tuple[Read, ...]:
    """The answers that a description of a project gives; what is not plain is left open."""
    return tuple(read for question in dialog.questions if (read := _read(text, question)))


def _read(text: str, question: Question) -> Read | None:
    return _decided(_hits_in(text, question), question)


def _hits_in(text: str, question: Question) -> tuple[_Hit, ...]:
    return tuple(hit for clause in clauses(text) for hit in _hits(clause, question))


def _decided(hits: tuple[_Hit, ...], question: Question) -> Read | None:
    """The one answer that the phrases agree on."""
    plain = [hit for hit in hits if not hit.negated]
    wanted = {hit.answer for hit in plain}
    if len(wanted) == 1:
        best = max(plain, key=lambda hit: hit.length)
        return Read(question.id, best.answer, best.words)
    if not wanted and hits and question.answer(NONE_AT_ALL):
        return Read(question.id, NONE_AT_ALL, hits[0].words)
    return None


def _hits(clause: str, question: Question) -> Iterator[_Hit]:
    """The phrases of a clause; a phrase within a longer one does not count."""
    said = words(clause)
    found = [
        (start, start + len(phrase), answer.id)
        for answer in question.answers
        for phrase in (words(text) for text in answer.understands)
        for start in _places(phrase, said)
    ]
    for start, end, answer in found:
        if any(s <= start and end <= e and (e - s) > (end - start) for s, e, _ in found):
            continue
        before = max(0, start - NEGATION_REACH)
        negated = answer != NONE_AT_ALL and bool(NEGATIONS & set(said[before:start]))
        first = _negation_from(said, before, start) if negated else start
        yield _Hit(answer, " ".join(said[first:end]), end - start, negated)


def _negation_from(said: tuple[str, ...], first: int, start: int) -> int:
    return next(index for index in range(first, start) if said[index] in NEGATIONS)


def _places(phrase: tuple[str, ...], said: tuple[str, ...]) -> Iterator[int]:
    """Where a phrase stands in what was said; a plural of its last word counts as well."""
    if not phrase:
        return
    for start in range(len(said) - len(phrase) + 1):
        spoken = said[start : start + len(phrase)]
        if spoken[:-1] == phrase[:-1] and spoken[-1] in {phrase[-1], f"{phrase[-1]}s"}:
            yield start
