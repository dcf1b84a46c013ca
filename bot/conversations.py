"""Takes turns: the one place where what is decided and what is kept meet."""

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from bot.advisor.about_team import asks_of_result
from bot.advisor.expertise import Expertise
from bot.advisor.gap import Gap
from bot.advisor.moves import Move, Said
from bot.advisor.replies import RateLimited, Reply, TeamResult, is_shared
from bot.advisor.responding import prepare, respond
from bot.advisor.session import Session, Shown, shown_before
from bot.advisor.turn import Turn
from bot.limits import Allowance, Limits
from bot.store.protocol import Delivery, HeldTurn, Outgoing, Pace, Place, Store

EDITABLE_FOR = dt.timedelta(minutes=5)
"""How long after an answer an edited question still changes it."""

Address = Callable[[Reply, Shown], Sequence[Outgoing] | None]
"""Puts a reply into the calls that deliver it; none where the acknowledgement carries it.

The second argument is where the person's dialog stood before.

None where the reply has no place to go, so that the turn is not to be taken.
"""


@dataclass(frozen=True, slots=True)
class Conversations:
    """Every conversation that StackPick is in.

    `expertise` gives what is known at the moment of a turn, so that knowledge can be reloaded.
    `limits` is None where people may ask as fast as they can. `team_result` gives what a team came
    to in the place that is the thread of its decision, None in all others.
    """

    store: Store
    expertise: Callable[[], Expertise]
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    limits: Limits | None = None
    team_result: Callable[[Place], TeamResult | None] = lambda _: None

    @property
    def pace(self) -> Pace:
        """How turns are best taken."""
        return self.store.pace

    def prepare(self, move: Move) -> None:
        """Find out what a move asks before its turn is taken, during which others wait."""
        prepare(move, self.expertise())

    def together(self) -> AbstractContextManager[None]:
        """Have this thread's turns kept together meanwhile; see `Store.together`."""
        return self.store.together()

    def take_turn(
        self,
        delivery: Delivery,
        place: Place,
        move: Move,
        by: str,
        address: Address,
        *,
        only_if_known: bool = False,
    ) -> Reply | None:
        """Answer a person's move once; session and outgoing calls are kept together or not at all.

        Gives None where there is nothing to say: the delivery was seen before, or what it shares
        was shared before, `only_if_known` is set and the place is new, what it edits has no answer
        or one that is too old, the channel wants to hear from StackPick only where it mentions it,
        the core stays silent, a limit was passed and that was said a moment ago, or its reply has
        no place to go, in which case the session stays as it was. Raises StoreUnavailable when
        nothing could be kept, so that Slack must not be told that the delivery was taken.
        """
        expertise = self.expertise()
        team = self.team_result(place) if asks_of_result(move, expertise) else None
        since = self.now() - EDITABLE_FOR if delivery.edits else None
        with self.store.hold(
            delivery, place, only_if_known=only_if_known, answered_since=since
        ) as held:
            if held is None or (_is_overheard(move) and not held.is_engaged()):
                return None
            turn = respond(move, held.session, expertise, by, team)
            if turn.reply is None:
                _keep_silence(held, turn)
                return None
            verdict = self._verdict(held, place, by)
            if verdict is not Allowance.ALLOWED:
                return _refused(held, verdict, address)
            if is_shared(turn.reply) and not held.is_first(delivery.shares):
                return None
            return _kept(held, turn, by, turn.reply, address)

    def note(self, delivery: Delivery, place: Place, gap: Gap) -> None:
        """Keep a gap that shows outside a turn, once for each delivery."""
        with self.store.hold(delivery, place) as held:
            if held is not None:
                held.keep(held.session, (), gap)

    def _verdict(self, held: HeldTurn, place: Place, by: str) -> Allowance:
        """What the buckets say; the channel's is asked only where the person's lets them."""
        if self.limits is None:
            return Allowance.ALLOWED
        verdict = held.take("person", by, self.limits.person)
        if verdict is not Allowance.ALLOWED or not _is_public(place):
            return verdict
        return held.take("channel", place.channel, self.limits.channel)


def _is_public(place: Place) -> bool:
    """Whether a channel sees the reply."""
    return bool(place.channel and not place.person)


def _keep_silence(held: HeldTurn, turn: Turn) -> None:
    """Keep what was overheard, if anything is to be remembered of it."""
    if turn != Turn(held.session, None):
        held.keep(turn.session, (), turn.gap)


def _kept(held: HeldTurn, turn: Turn, by: str, reply: Reply, address: Address) -> Reply | None:
    """The reply, once it is kept; None where it has no place to go."""
    calls = address(reply, shown_before(by, held.session, turn.session))
    if calls is None:
        return None
    held.keep(_standing(turn.session, by, calls), tuple(calls), turn.gap)
    return reply


def _refused(held: HeldTurn, verdict: Allowance, address: Address) -> Reply | None:
    """The refusal, where it is to be said; the session stays as it was."""
    if verdict is Allowance.REFUSED_SILENTLY:
        return None
    refusal = RateLimited()
    held.keep(held.session, tuple(address(refusal, Shown()) or ()))
    return refusal


def _standing(session: Session, by: str, calls: Sequence[Outgoing]) -> Session:
    """The session, which knows the message that the person's dialog stands in from now on."""
    shown = [call.answers for call in calls if call.shows_dialog]
    return session.stands_in(by, shown[-1]) if shown else session


def _is_overheard(move: Move) -> bool:
    return isinstance(move, Said) and not move.addressed
