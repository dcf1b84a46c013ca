"""Finds the answer that a text wants changed: "change 2", "change team", "change cpu to none"."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.advisor.vocabulary import word_set
from bot.advisor.wording import words
from bot.knowledge.model import Criterion, Question

_CHANGE = re.compile(
    r"(?:please |i want to |i'd like to |let me |can i )?(?:change|edit|revise|redo|reopen)"
    r"(?: (?:my|the|our|an))?(?: answers?)?"
    r"(?: (?:on|about|to|for|of|number|no|question|regarding|the|my|our))* (?P<what>.+?)"
    r"(?: (?:to|into) (?P<to>.+?))?[.!?]*",
    re.IGNORECASE,
)
_FILLING = word_set(
    """
    a an the of to for on in and or is are it that what which who how when where do does will must
    should you your i my we our be by at this answer answers question about know still any only
    """
)
"""Words that name no question."""


@dataclass(frozen=True, slots=True)
class Revision:
    """The wish to answer `question` anew, with what `to` says; None and empty where not told.

    Without a question it is not plain which one is meant.
    """

    question: Question | None
    to: str = ""


def revision_in(
    text: str,
    dealt_with: Sequence[Question],
    questions: Sequence[Question],
    criteria: Mapping[str, Criterion],
) -> Revision | None:
    """The wish to change an answer, where a text is one.

    It names a question by its place among those that were `dealt_with`, by its id, by words of it,
    or by a criterion that its answers speak on. None where it names none at all.
    """
    found = _CHANGE.fullmatch(text.strip())
    said = set(words(found["what"])) - _FILLING if found else set()
    if found is None or not said:
        return None
    number = "".join(said) if len(said) == 1 else ""
    if number.isdecimal():
        place = int(number) - 1
        known = 0 <= place < len(dealt_with)
        return Revision(dealt_with[place] if known else None, found["to"] or "")
    named = _named(said, dealt_with, criteria) or _named(said, questions, criteria)
    if not named:
        return None
    return Revision(named[0] if len(named) == 1 else None, found["to"] or "")


def _named(
    said: set[str], questions: Sequence[Question], criteria: Mapping[str, Criterion]
) -> Sequence[Question]:
    """The questions that all these words name, in the surest way in which they name any."""

    def on_criteria(question: Question) -> Iterable[str]:
        named = {lean.criterion for answer in question.answers for lean in answer.leans}
        return (word for name in named for word in words(criteria[name].title))

    ways: Sequence[Callable[[Question], Iterable[str]]] = (
        lambda question: question.id.split("_"),
        lambda question: words(question.ask),
        on_criteria,
    )
    for words_of in ways:
        named = [question for question in questions if said <= set(words_of(question))]
        if named:
            return named
    return ()
