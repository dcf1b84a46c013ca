"""Remembers how answers were rendered: what says the same looks the same, and making it is dear."""

from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import Any

from bot.advisor.evidence import Evidence
from bot.advisor.replies import Reply
from bot.slack.blocks.parts import Message, Sharing

_RECENT = 512
"""Messages; the largest takes 30 kB."""

Render = Callable[[Reply, Sharing | None, str], Message]


def rendering_once(render: Render) -> Render:
    """The same rendering, which is made once for replies that are made of the same."""
    recent = lru_cache(maxsize=_RECENT)(lambda key: render(key.reply, key.sharing, key.asked))
    return lambda reply, sharing, asked: recent(_Key(reply, sharing, asked))


class _Key:
    """A reply and how it is to be shown, which equals another that is made of the same parts."""

    __slots__ = ("_parts", "asked", "reply", "sharing")

    def __init__(self, reply: Reply, sharing: Sharing | None, asked: str) -> None:
        self.reply, self.sharing, self.asked = reply, sharing, asked
        where = None if sharing is None else sharing.thread  # no answer shows the channel
        self._parts = (_parts(reply), where, asked)

    def __hash__(self) -> int:
        return hash(self._parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self._parts == other._parts


class _Same:
    """Stands for one object, which it keeps; to compare what knowledge holds would take longer."""

    __slots__ = ("_it",)

    def __init__(self, it: object) -> None:
        self._it = it

    def __hash__(self) -> int:
        return id(self._it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._it is other._it


def _parts(value: object) -> Hashable:
    """What a reply is made of: its own values, down to the objects that come from the knowledge."""
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return tuple(map(_parts, value))
    if isinstance(value, Evidence):  # its sources are those of the point
        return _Same(value.point), value.stale
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        return kind, *(_parts(getattr(value, name)) for name in _names(kind))
    return _Same(value)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
