"""Which words of a text are meant as they stand, which are denied, and which are left open.

"No machine learning or live updates" denies two things; "maybe later", "used to be" and "another
team" say nothing about the project as it is planned now.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.advisor.reading.cues import Cue, cue_lexicon
from bot.advisor.reading.finding import Spot, outermost, spots
from bot.advisor.reading.tokens import Token

LONGEST_LISTED = 4
"""Words of one part of a list, at the most; what is longer is a clause of its own."""

SHORTEST_CLAUSE = 2
"""Words after which "we", "it" and the like begin another clause."""

LONGEST_TAIL = 2
"""Words behind "and" for which it is not plain whether a negation before it is about them."""

NEXT_WORDS = 4
"""Words that "instead of" is about."""

_NONE = frozenset({"no", "none", "nothing", "nope", "nil", "zero", "never", "nada"})
_BEFORE_NONE = frozenset({":", "?", "=", "(", "-", "\u2013", "\u2014"})
_ENDS = frozenset({".", ";", "!", ")", "\n"}) | _BEFORE_NONE
_TURNS = frozenset(
    {
        "but", "though", "although", "however", "yet", "except", "while", "whereas", "because",
        "since", "so", "hence", "then", "therefore", "otherwise", "just", "only", "instead",
    }
)  # fmt: skip
_SUBJECTS = frozenset({"we", "i", "they", "it", "our", "we're", "it's", "we'll", "i'm", "they're"})
_OPINIONS = frozenset({"think", "believe", "expect", "feel", "that", "reckon", "see", "what", "if"})
_VERBS = _SUBJECTS | {
    "is", "are", "has", "have", "must", "should", "will", "can", "runs", "run", "need", "needs",
    "team", "uses", "use", "knows", "know", "wants", "want",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Polarity:
    """For each token: the cue that denies it, if any, and whether it is in doubt."""

    denied_by: list[Spot[Cue] | None]
    in_doubt: list[bool]


def polarity(said: Sequence[Token]) -> Polarity:
    """How each token of a text is meant."""
    found = Polarity([None] * len(said), [False] * len(said))
    for cue in (*_cues(said), *_answered_with_none(said)):
        _apply(cue, said, found)
    return found


def _cues(said: Sequence[Token]) -> Iterator[Spot[Cue]]:
    """The cues from left to right, without those within a longer or a harmless one."""
    found = outermost(tuple(spots(said, cue_lexicon())))
    harmless = [range(spot.start, spot.end) for spot in found if spot.name == "harmless"]
    for spot in found:
        if spot.name != "harmless" and not any(spot.start in place for place in harmless):
            yield spot


def _answered_with_none(said: Sequence[Token]) -> Iterator[Spot[Cue]]:
    """A "none" that is all there is behind a colon, a dash or a question mark."""
    for at in range(1, len(said)):
        alone = at + 1 == len(said) or said[at + 1].stop
        if alone and said[at].text in _NONE and said[at - 1].text in _BEFORE_NONE:
            yield Spot("denies_before", at, at + 1, denied=False)


def _apply(cue: Spot[Cue], said: Sequence[Token], found: Polarity) -> None:
    match cue.name:
        case "denies":
            _deny(cue, said, found)
        case "denies_before":
            for at in _before(said, cue.start):
                found.denied_by[at] = cue
        case "doubts":
            _doubt(range(cue.end, _reach(said, cue.end)), found)
        case "doubts_all":
            _doubt(range(clause_start(said, cue.start), clause_end(said, cue.end)), found)
        case "doubts_next":
            _doubt(range(cue.end, min(cue.end + NEXT_WORDS, clause_end(said, cue.end))), found)
        case "harmless":
            return


def _deny(cue: Spot[Cue], said: Sequence[Token], found: Polarity) -> None:
    reach = _reach(said, cue.end)
    for at in range(cue.end, reach):
        found.denied_by[at] = found.denied_by[at] or cue
    tail = clause_end(said, reach + 1)
    if reach < len(said) and said[reach].text == "and" and tail - reach - 1 <= LONGEST_TAIL:
        _doubt(range(reach + 1, tail), found)


def _doubt(places: Iterable[int], found: Polarity) -> None:
    for at in places:
        found.in_doubt[at] = True


def _reach(said: Sequence[Token], start: int) -> int:
    """Where the words end that a cue before `start` is about."""
    at = start
    while at < len(said):
        word = said[at].text
        if word in _ENDS or word == "and" or (word in _TURNS and at > start):
            return at
        if (
            word in _SUBJECTS
            and at - start >= SHORTEST_CLAUSE
            and said[at - 1].text not in _OPINIONS
        ):
            return at
        onward = _in_list(said, at) if word == "," else at + 1
        if onward == at:
            return at
        at = onward
    return at


def _in_list(said: Sequence[Token], comma: int) -> int:
    """Behind the "or" of the list that goes on at a comma; the comma where none does."""
    length = 0
    for at in range(comma + 1, len(said)):
        word = said[at].text
        if word in {"or", "nor"}:
            return at + 1
        length = 0 if word == "," else length + 1
        if word in _ENDS | _TURNS | _VERBS | {"and"} or length > LONGEST_LISTED:
            return comma
    return comma


def clause_start(said: Sequence[Token], at: int) -> int:
    """Where the clause begins that ends before `at`."""
    while at > 0 and not _parts(said[at - 1]):
        at -= 1
    return at


def clause_end(said: Sequence[Token], at: int) -> int:
    """Where the clause ends that goes on at `at`."""
    while at < len(said) and not _parts(said[at]):
        at += 1
    return at


def _parts(token: Token) -> bool:
    return token.stop or token.text in _TURNS or token.text == "and"


def _before(said: Sequence[Token], at: int) -> range:
    """The words that a denial at its end is about: a clause, or a list of things."""
    end = at - 1 if at and said[at - 1].text in _BEFORE_NONE else at
    first = clause_start(said, end)
    while first > 1 and said[first - 1].text in {"and", "or", "nor", ","}:
        listed = clause_start(said, first - 1)
        words = {token.text for token in said[listed : first - 1]}
        if first - 1 - listed > LONGEST_LISTED or words & _VERBS or said[first - 1].text == ",":
            break
        first = listed
    return range(first, end)
