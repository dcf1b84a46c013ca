"""What the rest of StackPick asks of a store about decisions that are kept."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.decisions.decision import Decision, Draft
from bot.decisions.reviewing import Reading
from bot.store.protocol import HeldTurn, Outgoing


class CannotSupersede(Exception):
    """A decision cannot take the place of decision `number`.

    `by` is the newest decision that has superseded it; None where there is no such decision of
    this owner.
    """

    def __init__(self, number: int, by: int | None) -> None:
        self.number, self.by = number, by
        super().__init__(f"decision {number}: {f'superseded by {by}' if by else 'not theirs'}")


@dataclass(frozen=True, slots=True)
class Review:
    """A review that changed something: on which knowledge, what it read, and when it was kept.

    `kept_at` is None while the owner has not said that the decision stays as it is.
    """

    version: str
    reading: Reading
    kept_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A decision that this version of StackPick cannot read; `why` quotes nothing of it."""

    team: str
    number: int
    why: str


class DecidingTurn(HeldTurn, Protocol):
    """A turn that can also keep a decision."""

    def decide(self, draft: Draft, snapshot: str) -> Decision:
        """Keep a decision with the knowledge that it rests on, as a part of the turn.

        Raises CannotSupersede, after which nothing of the turn may be kept.
        """


class Decisions(Protocol):
    """Decisions. What one person decided is theirs; a team's is seen by all who answered.

    What cannot be read is logged and left out of lists; to find it raises ValidationError.
    Raises StoreUnavailable where the database cannot be reached or written.
    """

    def find(self, team: str, number: int) -> Decision | None: ...

    def of(
        self, team: str, person: str, *, title: str = "", limit: int, after: int = 0
    ) -> Sequence[Decision]:
        """What a person may see, newest first, from the one `after` so many on.

        `title` is a part of the titles wanted, in any case of letters.
        """

    def of_all(self) -> Sequence[Decision]:
        """The decisions of all workspaces, each workspace's oldest first."""

    def supersedable(self, team: str, owner: str, limit: int) -> Sequence[Decision]:
        """An owner's decisions that nothing has superseded, newest first."""

    def receipt(self, team: str, number: int) -> str | None:
        """The receipt of a decision, byte for byte as it was computed."""

    def snapshot(self, version: str) -> str | None:
        """The knowledge of a version as JSON; kept as long as a decision rests on it."""

    def delete(self, team: str, number: int) -> bool:
        """Delete a decision; what it superseded is then superseded by what superseded it."""


class Reviews(Protocol):
    """Reviews of decisions: each decision once for each version of the knowledge."""

    def due(self, version: str, limit: int) -> Sequence[tuple[Decision, Reading] | Unreadable]:
        """Decisions in force that were not reviewed on this version, with what was last read.

        A decision whose owner was forgotten is nobody's to review.
        """

    def note_unreadable(self, unreadable: Unreadable, version: str) -> None:
        """Note that a decision could not be reviewed, so that it is not due on this version."""

    def note(
        self, decision: Decision, version: str, reading: Reading, told: Sequence[Outgoing]
    ) -> bool:
        """Note a review and keep the calls that tell of it, both or neither.

        False, and nothing is kept, where another process has noted it, or where the decision is
        gone or superseded by now.
        """

    def keep(self, team: str, number: int, version: str) -> bool:
        """Note that the owner lets the decision stand; False where there is no such review."""

    def of(self, team: str, number: int) -> Sequence[Review]:
        """The reviews of a decision, oldest first."""
