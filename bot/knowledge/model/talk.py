"""What people say that is not about a criterion."""

from typing import Annotated

from pydantic import Field

from bot.knowledge.model.values import Phrase, Text, Value


class Smalltalk(Value):
    """What is said back to a greeting and the like."""

    utterances: Annotated[tuple[Phrase, ...], Field(min_length=4)]
    """Ways people put it; StackPick learns from them."""
    reply: Text


class Intents(Value):
    """Utterances that are not about a criterion."""

    recommend: tuple[Phrase, ...]
    """Asking for a recommendation."""
    packages: tuple[Phrase, ...]
    """Asking for the counterpart of a package."""
    more: tuple[Phrase, ...]
    """Asking for further points about what was just discussed."""
    sources: tuple[Phrase, ...]
    """Asking where that was read."""
    other_side: tuple[Phrase, ...]
    """Asking for the case of the other side."""
    why: tuple[Phrase, ...]
    """Asking for the reason."""
    off_topic: tuple[Phrase, ...]
    """Everything that StackPick must not take for its own subject."""
