"""What the rest of StackPick asks of a store about decisions that a team is taking."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from bot.advisor.session import Given
from bot.decisions.decision import Decision, Draft
from bot.store.protocol import Delivery, Outgoing

CARD = "stackpick.team_card"
"""The method of a call that shows a card as things are when the call is made.

Its body is the decision's `number` and, for the first, what `TeamDecisions.begin` was told.
"""

ON_CARD = "stackpick.on_card"
"""In the body of a call: the number of the team decision in whose card's thread it belongs."""

SECONDS_BETWEEN = 1.0
"""Between two writings of one card; Slack takes a message a second in a channel."""


@dataclass(frozen=True, slots=True)
class TeamDraft:
    """A decision that a team is called to take.

    `owner` alone closes it; `fixed` holds for everybody and is asked of nobody. `names_shown` is
    chosen here and never changes. `domain` is the workspace's in addresses, empty where unknown.
    """

    team: str
    channel: str
    title: str
    owner: str
    names_shown: bool
    fixed: tuple[Given, ...]
    deadline: dt.datetime | None
    domain: str


@dataclass(frozen=True, slots=True)
class TeamDecision(TeamDraft):
    """A decision that a team is taking or has taken.

    `number` counts those of its workspace, from 1, and is never used again; `id` is the store's.
    `owner` is empty where they were forgotten. `card_ts` is the message that counts the answers,
    empty until it was posted; `card_shown_at` is when it was last written. `outcome` is an option's
    id, "either", "both" or "neither", and empty while it is open and where nobody answered.
    `saved_as` is the number of the decision that was kept of it.
    """

    id: int
    number: int
    card_ts: str
    card_shown_at: dt.datetime | None
    closed_at: dt.datetime | None
    outcome: str
    saved_as: int | None

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class TeamAnswer:
    """What one person answered; `name` is empty where names are not shown."""

    person: str
    name: str
    given: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What a card shows: the decision, how many have answered, and who, first to answer first.

    `people` is empty where names are not shown.
    """

    decision: TeamDecision
    answered: int
    people: tuple[str, ...]


def lane_of(number: int) -> str:
    """Where what is said of a team decision waits in its order."""
    return f"team_decision/{number}"


class HeldTeam(Protocol):
    """A team decision while one act holds it; what it changes is kept when the act ends.

    Every method raises StoreUnavailable.
    """

    @property
    def decision(self) -> TeamDecision:
        """As the act has left it so far."""

    def answers(self) -> Sequence[TeamAnswer]:
        """The answers that count, those of whoever answered first first."""

    def answer_of(self, person: str) -> tuple[Given, ...]:
        """What a person has answered in time; nothing where they have not."""

    def take(self, answer: TeamAnswer) -> None:
        """Keep what a person answers in place of what they answered before.

        Nothing given is no answer. Once the decision is closed it is kept as late.
        """

    def close(self, outcome: str) -> None:
        """Close it, which it must not be already."""

    def give(self, owner: str) -> None:
        """Have somebody else own it."""

    def decide(self, draft: Draft, snapshot: str) -> Decision:
        """Keep a decision of it, as `keeping.DecidingTurn.decide` does."""

    def show(self) -> None:
        """Have the card written anew, as things are then: a call that waits already will do."""

    def keep(self, outgoing: Sequence[Outgoing]) -> None:
        """Have calls made after the act, and after what `show` has asked for."""


class TeamDecisionGone(Exception):
    """There is no such team decision, or no more."""


class TeamDecisions(Protocol):
    """Decisions that teams are taking, in their workspaces. Raises StoreUnavailable."""

    def begin(self, delivery: Delivery, draft: TeamDraft, told: Mapping[str, str]) -> int | None:
        """Keep it and have its card posted; gives its number.

        `told` is what the call that posts the card knows beside the number. None where the delivery
        was seen before.
        """

    def hold(self, delivery: Delivery, number: int) -> AbstractContextManager[HeldTeam | None]:
        """Lend it to one act, in one transaction with everything that the act keeps.

        Gives None where the delivery was seen before. Raises TeamDecisionGone. When the block
        raises, nothing of the act is kept, the delivery's keys included.
        """

    def card(self, team: str, number: int) -> Card | None: ...

    def answer_of(self, team: str, number: int, person: str) -> tuple[Given, ...]:
        """What a person has answered in time; nothing where they have not."""

    def closed_at(
        self, team: str, channel: str, card_ts: str
    ) -> tuple[TeamDecision, Sequence[TeamAnswer]] | None:
        """The closed decision whose card is this message, with the answers that count."""

    def open_of(self, team: str, person: str, limit: int) -> Sequence[Card]:
        """The open ones that a person owns or has answered in, newest first."""

    def due(self, now: dt.datetime, limit: int) -> Sequence[tuple[str, int]]:
        """Workspace and number of the open ones whose deadline has passed, the earliest first."""

    def shown(self, team: str, number: int, ts: str) -> None:
        """Note that the card was just written, and which message it is.

        Once it shows a result its thread is known, as if StackPick had been mentioned there.
        """
