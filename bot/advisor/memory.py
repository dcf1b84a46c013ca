"""Remembers what was found out about texts: people ask the same again, and a turn looks twice."""

from collections.abc import Callable
from typing import TypeVar, cast

G = TypeVar("G")
T = TypeVar("T")

MOST = 4096
"""Findings; then it begins anew."""


class Memory:
    """What functions found in texts, as long as what they were given for it is the same."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, str], object] = {}

    def of(self, find: Callable[[str, G], T], text: str, given: G) -> T:
        """What `find` finds in a text; `given` is the same for all texts, and is not held."""
        found = self._found.get((find, text), self)
        if found is self:
            found = find(text, given)
            if len(self._found) >= MOST:
                self._found.clear()
            self._found[find, text] = found
        return cast("T", found)
