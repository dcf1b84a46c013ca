"""Mending slips of the pen: one edit, and only in words that nobody knows."""

import functools
import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from bot.matching import features

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3
"""Letters of a word that is mended: a shorter one has too many neighbours to choose from."""
_SHORTEST_FOREIGN = 6
"""The same where the mended word is not one of the training texts' own: it may well be a name."""
_SHORTEST_UNLISTED = 5
"""The same where no other words are known: then an unknown word is seldom a slip."""
_LONGEST = 24
_RECENT = 4096


class Spelling:
    """Knows the words of the training texts (*own*) and, with their ranks, *other* right words."""

    def __init__(self, own: Iterable[str], other: Mapping[str, int]) -> None:
        self._own = Counter(_WORD.findall(features.plain(" ".join(own))))
        self._other = other
        self._shortest = _SHORTEST if other else _SHORTEST_UNLISTED
        self._mend_word = functools.lru_cache(maxsize=_RECENT)(self._mended)

    def mend(self, text: str) -> str:
        """A plain *text* with every unknown word replaced by its nearest known one, if any."""
        return _WORD.sub(lambda found: self._mend_word(found.group()), text)

    def _mended(self, word: str) -> str:
        known = word in self._own or word in self._other
        if known or not word.isalpha() or not self._shortest <= len(word) <= _LONGEST:
            return word
        near = set(_one_edit_away(word))
        own = [(-self._own[other], other) for other in near if other in self._own]
        if own:
            return min(own)[1]
        if len(word) < _SHORTEST_FOREIGN:
            return word
        ranked = [(self._other[other], other) for other in near if other in self._other]
        return min(ranked)[1] if ranked else word


def _one_edit_away(word: str) -> Iterator[str]:
    """*word* with one letter left out, added, replaced, or two neighbours swapped."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        if after:
            yield before + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in string.ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]
