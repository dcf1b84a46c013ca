"""Finds where the phrases of a lexicon stand in a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.advisor.reading.tokens import Token
from bot.knowledge.model.lexicon import Entry, Lexicon, Step, Steps, keys_of

LONGEST_GAP = 3
"""Words that a `...` stands for, at the most."""

MOST_SKIPPED = 2
"""Words that say nothing by themselves and may stand between two words of a phrase."""

SKIPPED = frozenset(
    {
        "a", "an", "the", "our", "my", "its", "his", "her", "this", "these", "that", "any", "some",
        "really", "very", "quite", "pretty", "just", "simply", "basically", "mostly", "mainly",
        "actually", "currently", "now", "already", "also", "still", "only", "purely", "fully",
        "strictly", "highly", "own", "new", "well", "rather", "kind", "of", "fairly", "all",
        ":", "=",
    }
)  # fmt: skip

NO_GAP_OVER = frozenset(
    {
        "no", "not", "without", "never", "nor", "neither", "but", "don't", "dont", "doesn't",
        "isn't", "aren't", "won't", "can't", "cannot", "nothing", "nobody",
    }
)  # fmt: skip
"""Words that a gap does not reach across: what follows is about something else, or denied."""


Name = TypeVar("Name")


@dataclass(frozen=True, slots=True)
class Spot(Generic[Name]):
    """A phrase that means `name`, from the token `start` up to, and without, `end`."""

    name: Name
    start: int
    end: int
    denied: bool


def spots(said: Sequence[Token], lexicon: Lexicon[Name]) -> Iterator[Spot[Name]]:
    """Every place where a phrase stands, each phrase as far as it reaches."""
    text = _Text(said)
    for start, keys in enumerate(text.keys):
        for key in keys:
            for entry in lexicon.entries.get(key, ()):
                ends = text.ends(entry.steps, start) if text.may_hold(entry) else ()
                if ends:
                    yield Spot(entry.name, start, max(ends), entry.denied)


def outermost(found: Sequence[Spot[Name]]) -> tuple[Spot[Name], ...]:
    """The spots that are not within a longer one."""
    return tuple(spot for spot in found if not any(_within(spot, other) for other in found))


def _within(spot: Spot[Name], other: Spot[Name]) -> bool:
    longer = other.end - other.start > spot.end - spot.start
    return longer and other.start <= spot.start and spot.end <= other.end


class _Text:
    """A text in which phrases are followed step by step."""

    def __init__(self, said: Sequence[Token]) -> None:
        self._said = said
        self._words = {token.text for token in said}
        self.keys = [keys_of(t.text, number=t.value is not None) for t in said]
        self._onward = [_onward(said, at) for at in range(len(said) + 1)]

    def may_hold(self, entry: Entry[Name]) -> bool:
        """Whether the text has the words that a phrase cannot do without."""
        return not any(words.isdisjoint(self._words) for words in entry.needs)

    def ends(self, steps: Steps, start: int) -> set[int]:
        """Where the steps, taken one after another from the token `start`, can end."""
        places = {start}
        for step in steps:
            after: set[int] = set()
            for place in places:
                if step.optional:
                    after.add(place)
                for begin in (place,) if place == start else self._onward[place]:
                    self._take(step, begin, after)
            if not after:
                return after
            places = after
        return places

    def _take(self, step: Step, at: int, after: set[int]) -> None:
        """Add where a step can end that begins at the token `at`."""
        if at == len(self._said):
            return
        if step.gap:
            after.update(_gap(self._said, at))
        elif _fits(self._said[at], step):
            after.add(at + 1)
        if step.longer:
            for key in self.keys[at]:
                for steps in step.longer.get(key, ()):
                    after |= self.ends(steps, at)


def _onward(said: Sequence[Token], at: int) -> tuple[int, ...]:
    """The place `at`, and those behind words there that say nothing by themselves."""
    places = [at]
    while len(places) <= MOST_SKIPPED and at < len(said) and said[at].text in SKIPPED:
        at += 1
        places.append(at)
    return tuple(places)


def _fits(token: Token, step: Step) -> bool:
    if token.text in step.words or (step.stems and token.text.startswith(step.stems)):
        return True
    value = token.value
    return value is not None and any(n.least <= value <= n.most for n in step.numbers)


def _gap(said: Sequence[Token], at: int) -> Iterator[int]:
    for end in range(at, min(at + LONGEST_GAP, len(said))):
        if said[end].stop or said[end].text in NO_GAP_OVER:
            return
        yield end + 1
