"""Keeps what people do about team decisions; each act is one transaction."""

import datetime as dt
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.advisor.expertise import Expertise
from bot.advisor.replies import TeamResult
from bot.deciding.wishes import KeepWish
from bot.decisions.decision import Decision
from bot.decisions.drafting import Saving, drafted_together
from bot.decisions.record import record
from bot.store.keeping import CannotSupersede
from bot.store.protocol import Delivery, Outgoing, Place, StoreUnavailable
from bot.store.team import HeldTeam, TeamAnswer, TeamDecision, TeamDecisionGone
from bot.store.workspace import WholeStore
from bot.teaming.acting import answered, closed, closing, given, is_overdue, posted, taken_over
from bot.teaming.acts import (
    Act,
    ActOutcome,
    Gone,
    NothingToSave,
    NotTheOwner,
    Saved,
    SavedBefore,
    Taken,
    Tell,
)
from bot.teaming.combining import answers_in, given_of, result_of, together

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Passed deadlines that are looked up at once."""

TellSaved = Callable[[TeamDecision, Decision, str], Sequence[Outgoing]]
"""Makes the calls that tell of a kept decision, given the team's and the record."""


@dataclass(frozen=True, slots=True)
class Teaming:
    """Every decision that a team is taking. Every method raises StoreUnavailable."""

    store: WholeStore
    expertise: Callable[[], Expertise]
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)

    def answer(
        self, act: Act, name: str, picked: Mapping[str, str | None], tell: Tell
    ) -> Taken | Gone | None:
        """Take a person's answers, by question; None takes back what they answered before.

        Where the deadline has passed it is closed first, of which `tell` tells, so that they come
        late. None where the delivery was seen before.
        """
        try:
            with self.store.team_decisions.hold(act.delivery, act.number) as held:
                if held is None:
                    return None
                if is_overdue(held.decision, self.now()):
                    held.keep(tell(closed(held, self.expertise())))
                answers = {**answers_in(held.answer_of(act.by)), **picked}
                return answered(held, TeamAnswer(act.by, name, given_of(answers)))
        except TeamDecisionGone:
            return Gone()

    def close(self, act: Act, tell: Tell, *, anyway: bool) -> None:
        """Close it for its owner, where enough have answered or they want it `anyway`."""
        self._act(act, tell, lambda held: closing(held, act.by, self.expertise(), anyway=anyway))

    def result_at(self, place: Place) -> TeamResult | None:
        """What came out in the thread of a card, computed anew; None in any other place."""
        if place.person or not place.thread:
            return None
        at = place.team, place.channel, place.thread
        found = self.store.team_decisions.closed_at(*at)
        return result_of(*found, self.expertise()) if found and found[1] else None

    def close_due(self, tell: Tell) -> int:
        """Close what has a deadline that has passed; says how many that were.

        Whichever process does it: one that is closed meanwhile is not closed again.
        """
        due = self.store.team_decisions.due(self.now(), AT_ONCE)
        return sum(self._closed_overdue(team, number, tell) for team, number in due)

    def give(self, act: Act, to: str, tell: Tell) -> ActOutcome | None:
        """Have somebody else own it; None where the delivery was seen before."""
        return self._act(act, tell, lambda held: given(held, act.by, to))

    def take_over(self, act: Act, owner: str, left: bool | None, tell: Tell) -> None:
        """Have whoever answered own it, where `owner` has left; `left` is None where that is
        not known.
        """
        self._act(act, tell, lambda held: taken_over(held, act.by, owner, left))

    def post_again(self, act: Act, tell: Tell) -> None:
        """Have its card posted, which could not be when it was called for."""
        self._act(act, tell, lambda held: posted(held, act.by))

    def save(self, act: Act, wish: KeepWish, tell: TellSaved) -> Saved | None:
        """Keep the result as a decision, once; None where the delivery was seen before."""
        try:
            with self.store.team_decisions.hold(act.delivery, act.number) as held:
                return self._saved(held, act.by, wish, tell) if held else None
        except TeamDecisionGone:
            return Gone()
        except CannotSupersede as reason:
            return reason

    def _act(
        self, act: Act, tell: Tell, decide: Callable[[HeldTeam], ActOutcome]
    ) -> ActOutcome | None:
        try:
            with self.store.team_decisions.hold(act.delivery, act.number) as held:
                if held is None:
                    return None
                outcome = decide(held)
                held.keep(tell(outcome))
        except TeamDecisionGone:
            return self._tell_gone(act, tell)
        return outcome

    def _tell_gone(self, act: Act, tell: Tell) -> Gone:
        place = Place(act.delivery.team, "", person=act.by)
        with self.store.hold(act.delivery, place) as turn:
            if turn is not None:
                turn.keep(turn.session, tell(Gone()))
        return Gone()

    def _closed_overdue(self, team: str, number: int, tell: Tell) -> bool:
        """Close one whose deadline has passed; one that cannot be is logged and holds up none."""
        try:
            with self.store.team_decisions.hold(Delivery(team, "deadline", ()), number) as held:
                if held is None or not is_overdue(held.decision, self.now()):
                    return False
                held.keep(tell(closed(held, self.expertise())))
        except (StoreUnavailable, TeamDecisionGone):
            return False  # it is due again, or there is nothing to be closed
        except Exception:  # whatever it is, it is this decision's alone
            log.exception("Team decision %s/%s cannot be closed", team, number)
            return False
        return True

    def _saved(self, held: HeldTeam, by: str, wish: KeepWish, tell: TellSaved) -> Saved:
        of = held.decision
        if of.owner != by:
            return NotTheOwner(of.owner)
        if of.saved_as:
            return SavedBefore(of.saved_as)
        answers = held.answers()
        if of.is_open or not answers:
            return NothingToSave()
        knowledge = self.expertise().knowledge
        saving = Saving(of.team, by, wish.name, wish.title, self.now(), wish.supersedes)
        draft = drafted_together(saving, together(of, answers), knowledge)
        decision = held.decide(draft, knowledge.model_dump_json())
        held.keep(tell(of, decision, record(decision, knowledge)))
        return decision
