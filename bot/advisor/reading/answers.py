"""Reads answers out of what people type: known phrases, numbers and negation, never a guess."""

from dataclasses import dataclass

from bot.advisor.reading.ambiguity import without_ambiguous
from bot.advisor.reading.mentions import Mention, Mentions, mentions
from bot.advisor.reading.tokens import Token
from bot.advisor.wording import clauses, words
from bot.knowledge.model import Answer, Dialog, Question

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

SMALL_WORDS = frozenset(
    {
        "yes", "yeah", "yep", "well", "i", "think", "guess", "say", "we", "it", "mostly", "mainly",
        "just", "only", "please", "really", "basically", "a", "an", "the", "our", "all",
        "us", "of", "would", "i'd", "that", "on", "with", "then",
    }
)  # fmt: skip
"""Words that may stand around what is the whole of a reply."""

YES_OR_NO = frozenset({("yes",), ("no",)})


@dataclass(frozen=True, slots=True)
class Read:
    """An answer read from a text, and the words that it was read from.

    `words` are None where the text named the answer: by number, label or id, or with yes or no.
    """

    question: str
    answer: str
    words: str | None


def read_description(text: str, dialog: Dialog) -> tuple[Read, ...]:
    """The answers that a description of a project gives; what is not plain is left open."""
    found = without_ambiguous(mentions(text, dialog.lexicon))
    reads = (_agreed(found, question) for question in dialog.questions)
    return tuple(read for read in reads if read)


def read_answer(text: str, question: Question, dialog: Dialog) -> Read | None:
    """The answer that a short text typed for a question of the dialog gives.

    What `plain_answer` or `replied_answer` reads, or a word of the label that only this one of the
    question's answers has; None where that does not tell it from the others.
    """
    return (
        plain_answer(text, question, dialog)
        or replied_answer(text, question, dialog)
        or _only_one_with(text, question, dialog)
    )


def plain_answer(text: str, question: Question, dialog: Dialog) -> Read | None:
    """The answer that a text is, as for `exact_answer`, or that its phrases agree on."""
    found = mentions(text, dialog.lexicon)
    return _exact(text, found, question) or _agreed(found, question)


def exact_answer(text: str, question: Question, dialog: Dialog) -> Read | None:
    """The answer that a text is and nothing else.

    Its number, its id, its label or how only its label begins ("No"), or a phrase of it.
    """
    return _exact(text, mentions(text, dialog.lexicon), question)


def replied_answer(text: str, question: Question, dialog: Dialog) -> Read | None:
    """The answer that a text gives which is one of its `replies`, and nothing else."""
    found = _whole(mentions(text, dialog.reply_lexicon), question)
    return Read(question.id, found.pop(), " ".join(text.split())) if len(found) == 1 else None


def _exact(text: str, mentioned: Mentions, question: Question) -> Read | None:
    said = words(text)
    if len(said) == 1 and said[0].isdecimal() and 1 <= int(said[0]) <= len(question.answers):
        return Read(question.id, question.answers[int(said[0]) - 1].id, None)
    named = {a.id for a in question.answers if said in _names(a)}
    begun = {a.id for a in question.answers if said in map(words, clauses(a.label)[:1])}
    found = named | _whole(mentioned, question) or begun
    if not said or len(found) != 1:
        return None
    (answer,) = found
    by_name = answer in named | begun or said in YES_OR_NO
    return Read(question.id, answer, None if by_name else " ".join(text.split()))


def _agreed(found: Mentions, question: Question) -> Read | None:
    """The one answer that the mentions agree on; what is said outweighs what is denied."""
    meant = found.meant.get(question.id, ())
    counted = [mention for mention in meant if not mention.denied] or meant
    yielding = _yielding({mention.answer for mention in counted}, question)
    left = [mention for mention in counted if mention.answer not in yielding]
    if len({mention.answer for mention in left}) != 1:
        return None
    best: Mention = max(left, key=lambda mention: mention.length)
    return Read(question.id, best.answer, best.words)


def _yielding(named: set[str], question: Question) -> frozenset[str]:
    """The answers over which one that was named prevails."""
    prevailing = (answer for answer in question.answers if answer.id in named)
    return frozenset(other for answer in prevailing for other in answer.prevails_over)


def _names(answer: Answer) -> frozenset[tuple[str, ...]]:
    return frozenset(words(text) for text in (answer.label, answer.id.replace("_", " ")))


def _whole(found: Mentions, question: Question) -> set[str]:
    """The answers that are given by the whole of a text."""
    spoken = [at for at, token in enumerate(found.said) if _says_something(token)]
    return {
        mention.answer
        for mention in found.meant.get(question.id, ())
        if spoken and mention.first <= spoken[0] and mention.end > spoken[-1]
    }


def _says_something(token: Token) -> bool:
    return not token.stop and token.text not in SMALL_WORDS


def _only_one_with(text: str, question: Question, dialog: Dialog) -> Read | None:
    """The only answer with some of the words, for a few words without a phrase or a negation."""
    said, found = words(text), mentions(text, dialog.lexicon)
    if len(said) > LONGEST_ANSWER or not found.is_plain or question.id in found.phrases:
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
