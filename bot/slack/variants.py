"""The forms in which a message is offered to Slack, the one that shows best first. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.blocks.parts import NEWER_BLOCKS

Body = Mapping[str, Any]


def variants(body: Body, *, newer: bool) -> Iterator[Body]:
    """The body with newer kinds of blocks, if wanted, then with classic ones, then as text."""
    classic = {key: value for key, value in body.items() if key != NEWER_BLOCKS}
    if newer and has_newer(body):
        yield {**classic, "blocks": body[NEWER_BLOCKS]}
    yield classic
    if "blocks" in classic:
        yield {key: value for key, value in classic.items() if key != "blocks"}


def has_newer(body: Body) -> bool:
    """Whether a body holds newer kinds of blocks beside the plain ones."""
    return NEWER_BLOCKS in body
