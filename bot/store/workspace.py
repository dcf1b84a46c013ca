"""What the rest of StackPick asks of a store about a workspace and the people in it."""

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from bot.advisor.session import Session
from bot.store.calls import Calls
from bot.store.keeping import DecidingTurn, Decisions, Reviews
from bot.store.protocol import Delivery, Outgoing, Place, Store
from bot.store.team import TeamDecisions

Threads = Literal["engaged", "mentions"]
"""Whether StackPick goes on without a mention in a thread that it is in, or never does."""

DEFAULT_THREADS: Threads = "engaged"

Trait = Literal["new_blocks", "agent_view", "files"]
"""What a workspace's Slack may take or not: newer kinds of blocks, the agent view, our files."""


@dataclass(frozen=True, slots=True)
class ChannelChoice:
    """What somebody chose; `by` is a person's id, and `at` when they did, in UTC."""

    threads: Threads
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class TraitLearnt:
    """Whether a workspace's Slack took something when it was last tried, in UTC."""

    takes: bool
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person thinks of an answer.

    `message` is its channel and `ts`; `subject` a criterion's id, "packages" or "recommendation".
    `expected` is what they say they expected instead, empty where they say nothing.
    """

    message: str
    subject: str
    helpful: bool
    expected: str
    at: dt.datetime


class Preferences(Protocol):
    """What a workspace has chosen and what its Slack takes. An empty channel is the whole of it."""

    def choice(self, team: str, channel: str = "") -> ChannelChoice | None:
        """What was chosen for the channel itself, or for the workspace; None where nothing was."""

    def threads(self, team: str, channel: str) -> Threads:
        """What holds in a channel: its own choice, else the workspace's, else the default."""

    def choose(
        self,
        team: str,
        channel: str,
        threads: Threads | None,
        by: str,
        announced: Sequence[Outgoing] = (),
    ) -> None:
        """Take a choice, and keep the calls that tell of it in the same transaction.

        None takes back what was chosen for the channel, so that the workspace's choice holds.
        """

    def learnt(self, team: str, trait: Trait) -> TraitLearnt | None: ...

    def learn(self, team: str, trait: Trait, *, takes: bool) -> None: ...


class People(Protocol):
    """Whom StackPick has met, and what it has in hand with them."""

    def welcome(self, team: str, person: str, call: Outgoing) -> bool:
        """Keep the call for somebody who has never been welcomed; False where they have been."""

    def opened_home(self, team: str, person: str) -> None: ...

    def has_home(self, team: str, person: str) -> bool:
        """Whether they have ever opened App Home."""

    def conversations(self, team: str, person: str, limit: int) -> Sequence[tuple[Place, Session]]:
        """Their private conversations, at most `limit`, the one that went on last first."""

    def is_known(self, place: Place) -> bool:
        """Whether anything was said in a place."""


class Feedback(Protocol):
    """What people think of answers."""

    def give(self, team: str, person: str, opinion: Opinion) -> None:
        """Keep an opinion in place of what the person thought of the message before.

        An opinion that expects nothing keeps what they said before that they expected.
        """

    def of(self, team: str, person: str, limit: int, after: int = 0) -> Sequence[Opinion]:
        """What a person thinks, newest first, from the one `after` so many on."""


class WholeStore(Store, Protocol):
    """A store with what it keeps of calls, workspaces and people, besides the turns."""

    @property
    def calls(self) -> Calls: ...

    @property
    def preferences(self) -> Preferences: ...

    @property
    def people(self) -> People: ...

    @property
    def feedback(self) -> Feedback: ...

    @property
    def decisions(self) -> Decisions: ...

    @property
    def reviews(self) -> Reviews: ...

    @property
    def team_decisions(self) -> TeamDecisions: ...

    def hold(
        self,
        delivery: Delivery,
        place: Place,
        *,
        only_if_known: bool = False,
        answered_since: dt.datetime | None = None,
    ) -> AbstractContextManager[DecidingTurn | None]:
        """As `Store.hold`, and lends a turn that can also keep a decision."""
