"""What a text says to the questions of the dialog: the phrases it holds, and how they are meant."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.advisor.reading.cues import Cue
from bot.advisor.reading.denial import Polarity, polarity
from bot.advisor.reading.finding import Spot, outermost, spots
from bot.advisor.reading.tokens import Token, tokens
from bot.knowledge.model.lexicon import Lexicon

FARTHEST_DENIED = 4
"""Words between a negation and what it is about, at the most; what is farther off is left open."""

LIST_WORDS = frozenset({",", "or", "nor", "and"})

LONGEST_BETWEEN = 4
"""Words between a negation and what it is about that are quoted; more are left out."""

Phrase = Spot[tuple[str, str | None]]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that give an answer: from the token `first` up to, and without, `end`.

    `denied` says that it is a negation that gives it ("no machine learning").
    """

    answer: str
    first: int
    end: int
    denied: bool
    words: str

    @property
    def length(self) -> int:
        """In tokens."""
        return self.end - self.first


@dataclass(frozen=True, slots=True)
class Mentions:
    """A text as it bears on a dialog.

    `meant` are the mentions that count, by question; `phrases` all phrases of the text by question,
    whether they count or not. `is_plain` says that nothing is denied or in doubt.
    """

    said: tuple[Token, ...]
    meant: Mapping[str, tuple[Mention, ...]]
    phrases: Mapping[str, Sequence[Phrase]]
    is_plain: bool


def mentions(text: str, known: Lexicon[tuple[str, str | None]]) -> Mentions:
    """Read a text for all questions at once."""
    said = tokens(text)
    how = polarity(said)
    phrases: defaultdict[str, list[Phrase]] = defaultdict(list)
    for spot in spots(said, known):
        phrases[spot.name[0]].append(spot)
    reader = _Reader(text, said, how)
    return Mentions(
        said,
        {question: reader.meant(outermost(found)) for question, found in phrases.items()},
        phrases,
        is_plain=not any(how.denied_by) and not any(how.in_doubt),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    text: str
    said: Sequence[Token]
    how: Polarity

    def meant(self, phrases: Sequence[Phrase]) -> tuple[Mention, ...]:
        """The phrases that hold as they stand, and those beginning with "no" that are denied."""
        ignored = {_extent(phrase) for phrase in phrases if phrase.name[1] is None}
        found = (self._mention(phrase) for phrase in phrases if _extent(phrase) not in ignored)
        return tuple(mention for mention in found if mention)

    def _mention(self, phrase: Phrase) -> Mention | None:
        answer, cue = phrase.name[1], self._denial(phrase)
        if answer is None or self.how.in_doubt[phrase.start] or bool(cue) != phrase.denied:
            return None
        if cue is None:
            words = self._quoted(phrase.start, phrase.end)
            return Mention(answer, phrase.start, phrase.end, denied=False, words=words)
        if self._distance(cue, phrase) > FARTHEST_DENIED:
            return None
        first, end = min(cue.start, phrase.start), max(cue.end, phrase.end)
        return Mention(answer, first, end, denied=True, words=self._quoted_with(cue, phrase))

    def _denial(self, phrase: Phrase) -> Spot[Cue] | None:
        """The negation that is about a phrase; one within the phrase belongs to it."""
        cue = self.how.denied_by[phrase.start]
        return None if cue is None or phrase.start <= cue.start < phrase.end else cue

    def _distance(self, cue: Spot[Cue], phrase: Phrase) -> int:
        """The words between a negation and a phrase, without the earlier parts of a list."""
        between = [token.text for token in self.said[cue.end : phrase.start]]
        parts = [at for at, word in enumerate(between) if word in LIST_WORDS]
        return len(between) - (parts[-1] + 1 if parts else 0)

    def _quoted_with(self, cue: Spot[Cue], phrase: Phrase) -> str:
        """A negation and its subject, without what is in a long list between them."""
        if phrase.start - cue.end > LONGEST_BETWEEN:
            subject = self._quoted(phrase.start, phrase.end)
            return f"{self._quoted(cue.start, cue.end)} … {subject}"
        return self._quoted(min(cue.start, phrase.start), max(cue.end, phrase.end))

    def _quoted(self, first: int, end: int) -> str:
        said = self.said[first:end]
        return " ".join(self.text[said[0].start : said[-1].end].split())


def _extent(phrase: Phrase) -> tuple[int, int, bool]:
    """Where a phrase stands, and whether it is one that begins with "no"."""
    return phrase.start, phrase.end, phrase.denied
