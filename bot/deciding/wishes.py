"""What somebody wants kept of a result, and what may come of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.decisions.decision import Decision
from bot.store.keeping import CannotSupersede
from bot.store.protocol import Outgoing, Place


@dataclass(frozen=True, slots=True)
class ShownResult:
    """The result of a dialog that somebody has in front of them.

    `number` is the dialog's, `answers` their fingerprint.
    """

    place: Place
    owner: str
    number: int
    answers: str


@dataclass(frozen=True, slots=True)
class KeepWish:
    """How a result is to be kept; `name` is what the record calls its owner."""

    title: str
    name: str
    supersedes: int | None


@dataclass(frozen=True, slots=True)
class Offer:
    """Decisions that may be superseded, newest first, and the one whose answers were taken up."""

    older: Sequence[Decision]
    reopened: int | None


class ResultChanged(Exception):
    """The dialog has gone on since the result was shown, so it is not what would be kept."""


NotKept = CannotSupersede | ResultChanged
"""Why a result is not kept."""

TellKept = Callable[[Decision, str], Sequence[Outgoing]]
"""Makes the calls that tell of a kept decision, given its record."""
