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

NONE_AT_ALL = "none"
"""The id of the answer that says no to a question's subject; negated phrases mean it."""

_WORD = re.compile(r"[^\W_]+(?:[.+#'-][^\W_]+)*[+#]*")
_CLAUSE = re.compile(r"[,;:()\n]|[.!?](?:\s|$)|\b(?:but|and|though|while|plus)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """An answer read from a text, and the words that it was read from."""

    question: str
    answer: str
    words: str


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


def read_answer(text: str, question: Question) -> Answer | None:
    """The answer that a short text typed for a question gives.

    What `plain_answer` reads, or a word of the label that only this one of the question's answers
    has; None where that does not tell it from the others.
    """
    return plain_answer(text, question) or _only_one_with(text, question)


def plain_answer(text: str, question: Question) -> Answer | None:
    """The answer that a text is, as for `exact_answer`, or that its phrases agree on."""
    read = _read(text, question)
    return exact_answer(text, question) or (question.answer(read.answer) if read else None)


def exact_answer(text: str, question: Question) -> Answer | None:
    """The answer that a text is and nothing else.

    Its number, its id, its label or how only its label begins ("No"), or a phrase of it.
    """
    said = words(text)
    if len(said) == 1 and said[0].isdecimal() and 1 <= int(said[0]) <= len(question.answers):
        return question.answers[int(said[0]) - 1]
    whole = [answer for answer in question.answers if said in _wordings(answer)]
    begun = [answer for answer in question.answers if said in map(words, clauses(answer.label)[:1])]
    found = whole or begun
    return found[0] if said and len(found) == 1 else None


def _wordings(answer: Answer) -> frozenset[tuple[str, ...]]:
    return frozenset(
        words(text) for text in (answer.label, answer.id.replace("_", " "), *answer.understands)
    )


def _only_one_with(text: str, question: Question) -> Answer | None:
    """The only answer with some of the words, for a few words without a phrase or a negation."""
    said = words(text)
    if len(said) > LONGEST_ANSWER or NEGATIONS & set(said) or _hits_in(text, question):
        return None
    vocabularies = {answer.id: _vocabulary(answer) for answer in question.answers}
    found = {
        owners[0]
        for word in said
        if len(owners := [name for name, known in vocabularies.items() if word in known]) == 1
    }
    return question.answer(found.pop()) if len(found) == 1 else None


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
