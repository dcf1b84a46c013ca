"""Puts near-duplicates among the gaps together, and says where each belongs. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.advisor.gap import Near
from bot.advisor.wording import words
from bot.store.protocol import KeptGap

ALIKE = 0.6
"""Share of common words from which two questions count as one question put in two ways."""


@dataclass(frozen=True, slots=True)
class GapGroup:
    """Gaps whose wording is nearly the same; the wordings, each once, the commonest first."""

    texts: tuple[str, ...]
    gaps: tuple[KeptGap, ...]

    @property
    def nearest(self) -> tuple[Near, ...]:
        """The criteria that came near, with the most that any of the gaps gave them."""
        best: dict[str, float] = {}
        for near in (near for gap in self.gaps for near in gap.nearest):
            best[near.criterion] = max(near.confidence, best.get(near.criterion, 0.0))
        return tuple(Near(name, best[name]) for name in sorted(best, key=lambda name: -best[name]))

    @property
    def picked(self) -> Counter[str]:
        """How often each criterion was pressed."""
        return Counter(gap.picked for gap in self.gaps if gap.picked)

    @property
    def belongs_to(self) -> str | None:
        """The criterion that was pressed most, else the nearest; None where none came near."""
        if self.picked:
            return self.picked.most_common(1)[0][0]
        return self.nearest[0].criterion if self.nearest else None

    @property
    def unhelpful(self) -> int:
        return sum(gap.unhelpful for gap in self.gaps)

    @property
    def expected(self) -> tuple[str, ...]:
        """What people say they expected, each once."""
        return tuple(dict.fromkeys(gap.expected for gap in self.gaps if gap.expected))

    @property
    def last(self) -> dt.datetime:
        return max(gap.at for gap in self.gaps)


def grouped(gaps: Iterable[KeptGap]) -> Sequence[GapGroup]:
    """The gaps in groups, the largest first.

    A gap joins the first group whose first wording it is like.
    """
    groups: list[tuple[frozenset[str], list[KeptGap]]] = []
    for gap in gaps:
        said = frozenset(words(gap.text))
        alike = (members for first, members in groups if _share(said, first) >= ALIKE)
        members = next(alike, None)
        if members is None:
            groups.append((said, [gap]))
        else:
            members.append(gap)
    found = [_group(members) for _, members in groups]
    return sorted(found, key=lambda group: -len(group.gaps))


def _group(members: Sequence[KeptGap]) -> GapGroup:
    texts = Counter(gap.text for gap in members)
    return GapGroup(tuple(text for text, _ in texts.most_common()), tuple(members))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """The common words of two texts as a share (0..1) of all of their words."""
    return len(one & other) / len(one | other) if one or other else 1.0
