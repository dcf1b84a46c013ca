"""`stackpick gaps`: what people asked that was not understood, ready to become utterances."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from bot.cli.database import opened
from bot.cli.gap_groups import GapGroup, grouped
from bot.settings import Settings, SettingsError
from bot.store.protocol import KeptGap, StoreUnavailable

LONGEST_UTTERANCE = 200
"""Characters that the knowledge takes of an utterance."""

OTHER_NEAREST = 2
"""Criteria named beside the one that a question is put under."""

NOTHING = "Nothing was asked that was not understood, as far as is kept."


def read_gaps(settings: Settings, days: int) -> Sequence[KeptGap]:
    """The gaps of the last days. Raises SettingsError where the database cannot be used."""
    store = opened(settings)
    try:
        return store.gaps.since(dt.datetime.now(dt.UTC) - dt.timedelta(days=days))
    except StoreUnavailable as error:
        raise SettingsError((f"DATABASE_URL: the database cannot be used ({error})",)) from error
    finally:
        store.close()


def as_yaml(gaps: Sequence[KeptGap]) -> str:
    """The questions as lines of YAML, under the criterion that each seems to belong to."""
    groups = grouped(gaps)
    if not groups:
        return NOTHING
    places = sorted({g.belongs_to for g in groups}, key=lambda place: (place is None, place))
    return "\n".join(line for place in places for line in _under(place, groups))


def as_json(gaps: Sequence[KeptGap]) -> list[dict[str, Any]]:
    """The groups as `gaps --json` prints them."""
    return [
        {
            "texts": list(group.texts),
            "count": len(group.gaps),
            "belongs_to": group.belongs_to,
            "nearest": [
                {"criterion": near.criterion, "confidence": round(near.confidence, 4)}
                for near in group.nearest
            ],
            "picked": dict(group.picked),
            "told": sorted({gap.told for gap in group.gaps}),
            "unhelpful": group.unhelpful,
            "expected": list(group.expected),
            "last": group.last.isoformat(timespec="seconds"),
        }
        for group in grouped(gaps)
    ]


def _under(place: str | None, groups: Sequence[GapGroup]) -> Iterator[str]:
    yield f"# knowledge/criteria/{place}.yaml" if place else "# nothing came near"
    for group in groups:
        if group.belongs_to == place:
            yield from _lines(group)
    yield ""


def _lines(group: GapGroup) -> Iterator[str]:
    """The wordings, with what is known of them behind the first; one too long is a comment."""
    notes = f"  # {'; '.join(_notes(group))}"
    for text in group.texts:
        mark = "  " if len(text) <= LONGEST_UTTERANCE else "  # too long: "
        yield f"{mark}{_item(text)}{notes}"
        notes = ""


def _notes(group: GapGroup) -> Iterator[str]:
    yield f"{len(group.gaps)}x"
    if group.picked:
        yield f"pressed: {', '.join(f'{name} {n}x' for name, n in group.picked.most_common())}"
    others = [near for near in group.nearest if near.criterion != group.belongs_to]
    if others:
        named = (f"{near.criterion} {near.confidence:.2f}" for near in others[:OTHER_NEAREST])
        yield f"near: {', '.join(named)}"
    if group.unhelpful:
        yield f"no help: {group.unhelpful}x"
    if group.expected:
        yield f"expected: {' / '.join(group.expected)}"


def _item(text: str) -> str:
    """An item of a list in YAML, in quotes where it needs them."""
    return yaml.safe_dump([text], allow_unicode=True, width=10 * LONGEST_UTTERANCE).strip()
