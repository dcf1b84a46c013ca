"""What the rest of StackPick asks of a store."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from bot.advisor.gap import Gap, Near, Told
from bot.advisor.session import Session
from bot.limits import Allowance, Limit, LimitOf


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation is held; everything in one place shares one session.

    `thread` is the `ts` of a channel thread's root. `person` is set where only that person sees
    the conversation (the private answers to a slash command). Unused parts are empty strings.
    """

    team: str
    channel: str
    thread: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One thing that Slack delivered.

    `keys` identify it: it counts as seen when any of them was recorded before, so the two events
    of one mention share a key. `kind` is what the metrics call it ("app_mention", "command", …).
    `shares` is the key of what it shares, which is shared a single time, and `edits` that of the
    message that it gives a new wording; each is empty for all others.
    """

    team: str
    kind: str
    keys: tuple[str, ...]
    shares: str = ""
    edits: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A call to Slack that a turn wants made once the turn is kept.

    `method` is a Web API method ("chat.postMessage") or "response_url"; `body` is its JSON.
    Calls of one `lane` are made one after the other, in the order in which they were kept.
    `answers` is the key by which the message that comes of the call is found again, empty where
    nobody looks for it: that of the message that it answers, for when that is edited, or, with
    SHOWS_DIALOG before it, the one that a dialog stands in. `then` is kept once this call was made,
    and never where it is given up.
    """

    team: str
    lane: str
    method: str
    body: Mapping[str, Any]
    answers: str = ""
    then: "Outgoing | None" = None

    @property
    def shows_dialog(self) -> bool:
        return self.answers.startswith(SHOWS_DIALOG)


SHOWS_DIALOG = "dialog:"


@dataclass(frozen=True, slots=True)
class KeptGap:
    """A question that was not understood or whose answer did not help, as it was kept.

    `picked` is the criterion that was then pressed, `expected` what the person says they expected;
    None and empty where they did neither. `at` is in UTC.
    """

    text: str
    told: Told
    nearest: tuple[Near, ...]
    picked: str | None
    unhelpful: bool
    expected: str
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Pace:
    """How turns are best held: by so many `threads`, and so many `together` by each."""

    threads: int
    together: int


class HeldTurn(Protocol):
    """A place's session while one turn holds it; no other turn of that place runs meanwhile."""

    @property
    def session(self) -> Session: ...

    def keep(self, session: Session, outgoing: Sequence[Outgoing], gap: Gap | None = None) -> None:
        """Write the new session, what is to be sent, and a gap when the turn is committed.

        A gap is kept only where the workspace allows it. Kept again, the session replaces the one
        before and the calls are added to those before. A turn that keeps nothing leaves its place
        unknown if it was. Raises StoreUnavailable.
        """

    def is_first(self, key: str) -> bool:
        """Record a key with the turn; False where a turn has recorded it before.

        It must be one that only turns of this place record. Raises StoreUnavailable.
        """

    def is_engaged(self) -> bool:
        """Whether StackPick goes on without a mention in the threads of this channel.

        Raises StoreUnavailable.
        """

    def take(self, kind: LimitOf, whose: str, limit: Limit) -> Allowance:
        """Take a turn out of the bucket of a person or a channel of the place's workspace.

        Raises StoreUnavailable.
        """


class Gaps(Protocol):
    """What was not understood. Every method may be called from any thread.

    Raises StoreUnavailable where the database cannot be reached or written.
    """

    def since(self, moment: dt.datetime) -> Sequence[KeptGap]:
        """The gaps of all workspaces from `moment` on, oldest first."""

    def are_allowed(self, team: str) -> bool:
        """Whether a workspace lets its gaps be kept; it does until it says otherwise."""

    def allow(self, team: str, *, allowed: bool, by: str) -> None:
        """Take what person `by` says for a workspace; a refusal deletes what was kept of it."""


class Store(Protocol):
    """Sessions and deliveries. Every method may be called from any thread.

    Raises StoreUnavailable where the database cannot be reached or written.
    """

    @property
    def gaps(self) -> Gaps: ...

    def hold(
        self,
        delivery: Delivery,
        place: Place,
        *,
        only_if_known: bool = False,
        answered_since: dt.datetime | None = None,
    ) -> AbstractContextManager[HeldTurn | None]:
        """Lend the place's session to one turn, in one transaction with everything it keeps.

        Gives None, and records nothing, where the delivery was seen before, where `only_if_known`
        is set and the place has no session, or where `answered_since` is set and the message that
        the delivery edits has no answer that waits to be sent or was posted since then (one that
        the turn before is just keeping counts). Commits when the block ends; when the block raises,
        nothing of the turn is kept, the delivery's keys included.

        A turn should take milliseconds and hold no other place: on SQLite turns of all places run
        one after another. Whoever waits for longer than Slack would gets StoreUnavailable.
        """

    @property
    def pace(self) -> Pace: ...

    def together(self) -> AbstractContextManager[None]:
        """Commit what is done on this thread meanwhile in as few transactions as may be.

        Where there is one for all, nothing is kept before the block ends, and nothing at all where
        that raises StoreUnavailable. A turn of them that raises is undone for itself.
        """

    def purge(self, now: dt.datetime) -> Mapping[str, int]:
        """Delete what is older than the store's `Retention` says; the number of rows by table."""

    def forget_team(self, team: str) -> Mapping[str, int]:
        """Delete every row of a workspace; the number of rows by table."""

    def forget_organisation(self, enterprise: str) -> Mapping[str, int]:
        """Delete an organisation's installation and every row of the workspaces that used it."""

    def forget_person(self, team: str, person: str) -> Mapping[str, int]:
        """Delete every row of a person in a workspace, and what others' rows hold of them."""

    def check(self) -> None:
        """Return if the database answers and can be written; raise StoreUnavailable if not."""

    def close(self) -> None: ...


class StoreUnavailable(Exception):
    """The database could not be reached, read or written."""


class ValueRefused(StoreUnavailable):
    """The database works, and does not take what is to be written."""
