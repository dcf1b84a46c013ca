"""Whether a text is English, where anything can be told from it at all."""

import functools
import logging
import threading
from collections.abc import Callable, Sequence

from py3langid.langid import LanguageIdentifier

from bot.cache import Cache
from bot.matching import features, language_model

_AS_ENGLISH = frozenset({"en", "pcm", "zxx"})
"""English, Nigerian Pidgin, and what is no language, such as code."""
_LAST_LATIN = "\u024f"
"""The last character of the block Latin Extended-B."""
_MOSTLY = 0.5
"""From more known words than this on a text counts as English without a closer look."""
_HARDLY = 0.02
"""Probability of English below which a text counts as foreign. Names, jargon and typos look foreign
too: of 570 English questions none was below, with a typo in every fifth word 2 of 2,900; of 61
short questions in 27 other languages 57 were. At 0.05 it would be 15 of 2,900, and 58."""

_LOADING = threading.Lock()

log = logging.getLogger(__name__)


class Language:
    """Tells English from other languages. Threads may share it.

    The library py3langid decides. Its model takes 44 MB and 0.2 s, the first time on a machine 1.4.
    Unless `warm_up` was called before, it is loaded for the first text that is not mostly made of
    known words; then a text takes 0.3 ms.
    """

    def __init__(self, knows: Callable[[str], bool]) -> None:
        """*knows* tells of a word in lower case whether it is as good as English here."""
        self._knows = knows

    def is_english(self, text: str) -> bool:
        """False only where *text* is clearly in another language.

        A lone word in Latin letters tells too little: it counts as English.
        """
        words = _words(text)
        known = sum(map(self._knows, words))
        if known > _MOSTLY * len(words) or not _can_be_told(words):
            return True
        return _chance_of_english(" ".join(words)) >= _HARDLY


def warm_up() -> None:
    """Load the model, so that no text waits for it; a text that comes meanwhile does."""
    _identifier()


def _words(text: str) -> list[str]:
    return [word for word in features.words(features.plain(text)) if not word.isdigit()]


def _can_be_told(words: Sequence[str]) -> bool:
    """Whether there is more than a word, or a word in another script than the Latin one."""
    return len(words) > 1 or any(min(word) > _LAST_LATIN for word in words)


def _chance_of_english(text: str) -> float:
    identifier = _identifier()
    if identifier is None:
        return 1.0
    ranking: list[tuple[str, float]] = identifier.rank(text)
    return sum(chance for language, chance in ranking if language in _AS_ENGLISH)


def _identifier() -> LanguageIdentifier | None:
    with _LOADING:  # by one thread alone
        return _loaded()


@functools.cache
def _loaded() -> LanguageIdentifier | None:
    try:
        return language_model.identifier(Cache())
    except OSError as error:
        log.warning("Every text counts as English: the model for languages, %s", error)
        return None
