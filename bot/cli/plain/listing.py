"""Lists in plain text."""

from collections.abc import Iterable, Iterator


def listing(title: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines below their title; nothing where there are none."""
    listed = [f"- {line}" for line in lines]
    if listed:
        yield f"{title}:"
        yield from listed
