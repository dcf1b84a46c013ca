"""Mending slips of the pen: one edit, and no word that the training texts have themselves."""

import string
from collections.abc import Callable, Iterator, Mapping

from bot.matching.features import WORD
from bot.matching.recent import remembering

_SHORTEST = 3
"""Letters of a word that is mended: a shorter one has too many neighbours to choose from."""
_SHORTEST_FOREIGN = 6
"""The same where the mended word is not one of the training texts' own: it may well be a name."""
_SHORTEST_UNLISTED = 5
"""The same where no other words are known: then an unknown word is seldom a slip."""
_LONGEST = 24
_RECENT = 4096

_RARE = 0.1
"""How often a letter is replaced or put in, against a swap, a letter lost or one doubled."""
_FIRST = 0.3
"""How often a slip is in a word's first letter, against any other."""
_BESIDE = 10
"""How much more each training text with the same word beside it counts than one without."""

_CERTAIN = 500
"""How much more likely than a new word another must be to stand in for a right word: an own word
that 50 texts have, and one of these beside the same neighbour. Lower values mend few slips more and
more words that were none."""

_NONE = ""


class Spelling:
    """Chooses among near words by a noisy channel: how likely the word is, times the slip.

    *held* tells how many training texts have a word, or two words beside each other with a blank
    between; *rank* tells the rank of a further right word, the commonest first, and None of any
    other (Kernighan, Church and Gale, A Spelling Correction Program Based on a Noisy Channel Model,
    1990).
    """

    def __init__(
        self, held: Callable[[str], int], rank: Callable[[str], int | None] | None
    ) -> None:
        self._held, self._rank = held, rank or _unlisted
        self._shortest = _SHORTEST if rank else _SHORTEST_UNLISTED
        self._near = remembering(_RECENT, self._right_words_near)

    def mend(self, text: str) -> str:
        """A plain *text* with every slip replaced by the likeliest word, if there is one.

        A right word that the training texts do not have is a slip only where they have another
        often, and beside its neighbours: "dose" is one in "dose it scale". So is a word that one
        of the training texts alone has, and nobody else: it may be a slip there.
        """
        words = WORD.findall(text)
        for place, word in enumerate(words):
            before = words[place - 1] if place else _NONE
            after = words[place + 1] if place + 1 < len(words) else _NONE
            words[place] = self._mended(before, word, after)
        mended = iter(words)
        return WORD.sub(lambda _: next(mended), text)

    def _mended(self, before: str, word: str, after: str) -> str:
        held = self._held(word)
        if held > 1 or (held and self._is_listed(word)):
            return word
        stem, mark, ending = word.partition("'")
        if mark:
            return self._mended(_NONE, stem, _NONE) + mark + ending
        if not word.isalpha() or not self._shortest <= len(word) <= _LONGEST:
            return word
        right = bool(held) or self._is_listed(word)
        return self._own(before, word, after, right=right) or (
            word if right or len(word) < _SHORTEST_FOREIGN else self._foreign(word)
        )

    def _own(self, before: str, word: str, after: str, *, right: bool) -> str | None:
        """The likeliest of the training texts' own words; a *right* word seldom gives way."""
        likelihoods: dict[str, float] = {}
        for other, chance in self._near(word).items():
            beside = self._held(f"{before} {other}") + self._held(f"{other} {after}")
            likelihood = chance * self._held(other) * (1 + _BESIDE * beside)
            if likelihood >= _CERTAIN or (likelihood and not right):
                likelihoods[other] = likelihood
        return max(likelihoods, key=likelihoods.__getitem__, default=None)

    def _foreign(self, word: str) -> str:
        """The likeliest of the other words, the commoner of two; the word itself without any."""
        near = [
            (-chance, rank, other)
            for other, chance in self._near(word).items()
            if (rank := self._rank(other)) is not None
        ]
        return min(near)[2] if near else word

    def _right_words_near(self, word: str) -> Mapping[str, float]:
        """The right words one slip away, with how likely the slip is."""
        near: dict[str, float] = {}
        for other, chance in _slips(word):
            if other != word and (self._is_listed(other) or self._held(other)):
                near[other] = max(chance, near.get(other, 0))
        return near

    def _is_listed(self, word: str) -> bool:
        return self._rank(word) is not None


def _unlisted(_: str) -> None:
    """The rank of every word where none is listed."""


def _slips(word: str) -> Iterator[tuple[str, float]]:
    """What *word* may have been before one slip, with how likely that slip is."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        chance = 1.0 if place else _FIRST
        if after:
            yield before + after[1:], chance * (1 if before.endswith(after[0]) else _RARE)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:], chance
        for letter in string.ascii_lowercase:
            yield before + letter + after, chance
            if after:
                yield before + letter + after[1:], chance * _RARE
