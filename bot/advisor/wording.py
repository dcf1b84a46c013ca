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

    Its number, its label or id, a phrase that it understands, or words that only this one of the
    question's answers has; None where that does not tell it from the others.
    """
    said = words(text)
    if len(said) == 1 and said[0].isdigit() and 1 <= int(said[0]) <= len(question.answers):
        return question.answers[int(said[0]) - 1]
    for answer in question.answers:
        if said and said in {words(answer.label), words(answer.id.replace("_", " "))}:
            return answer
    read = _read(text, question)
    return question.answer(read.answer) if read else _only_one_with(said, question)


def _only_one_with(said: tuple[str, ...], question: Question) -> Answer | None:
    """The only answer with some of the words, for a few words without a negation."""
    if len(said) > LONGEST_ANSWER or NEGATIONS & set(said):
        return None
    vocabularies = {answer.id: _vocabulary(answer) for answer in question.answers}
    found = {
        owners[0]
        for word in said
        if len(owners := [name for name, known in vocabularies.items() if word in known]) == 1
    }
    return question.answer(found.pop()) if len(found) == 1 else None


def _vocabulary(answer: Answer) -> frozenset[str]:
    texts = (answer.label, *answer.understands)
    return frozenset(w for text in texts for w in words(text) if len(w) >= SHORTEST_TELLING)


def read_description(text: str, dialog: Dialog) -> tuple[Read, ...]:
    """The answers that a description of a project gives; what is not plain is left open."""
    return tuple(read for question in dialog.questions if (read := _read(text, question)))


def _read(text: str, question: Question) -> Read | None:
    hits = [hit for clause in clauses(text) for hit in _hits(clause, question)]
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
