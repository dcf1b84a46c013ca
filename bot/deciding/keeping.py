"""Keeps decisions: where what is computed and what is kept of them meet."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.advisor.dialog import comes_to
from bot.advisor.expertise import Expertise
from bot.advisor.session import Progress, Session
from bot.deciding.wishes import (
    KeepWish,
    NotKept,
    Offer,
    ResultChanged,
    ShownResult,
    TellKept,
)
from bot.decisions.decision import Decision, Draft, RecordedVoice
from bot.decisions.drafting import Saving, drafted
from bot.decisions.record import record
from bot.knowledge.model import Knowledge
from bot.store.keeping import CannotSupersede
from bot.store.protocol import Delivery, Outgoing, Place
from bot.store.workspace import WholeStore

MOST_OFFERED = 100
"""Older decisions to choose from; a menu in Slack has no more options."""

_LOOKING = Delivery("", "look", ())


@dataclass(frozen=True, slots=True)
class Deciding:
    """Every decision that is kept."""

    store: WholeStore
    expertise: Callable[[], Expertise]
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)

    def keep(
        self, delivery: Delivery, result: ShownResult, wish: KeepWish, tell: TellKept
    ) -> Decision | NotKept | None:
        """Keep a result once, together with the calls that tell of it, or say why not.

        None where the delivery was seen before. Raises StoreUnavailable.
        """
        expertise = self.expertise()  # once: it may be another one after a reload
        try:
            with self.store.hold(delivery, result.place, only_if_known=True) as held:
                if held is None:
                    return None
                draft = self._draft(held.session, result, wish, expertise)
                decision = held.decide(draft, expertise.knowledge.model_dump_json())
                held.keep(held.session, tell(decision, record(decision, expertise.knowledge)))
                return decision
        except (CannotSupersede, ResultChanged) as reason:
            return reason

    def offer(self, result: ShownResult) -> Offer | ResultChanged:
        """What the form that keeps a result offers."""
        try:
            with self.store.hold(_LOOKING, result.place, only_if_known=True) as held:
                session = held.session if held else Session()
                progress = _current(session, result, self.expertise())
        except ResultChanged as reason:
            return reason
        team, owner = result.place.team, result.owner
        older = self.store.decisions.supersedable(team, owner, MOST_OFFERED)
        return Offer(older, progress.reopens)

    def send_once(self, delivery: Delivery, place: Place, calls: Sequence[Outgoing]) -> None:
        """Keep calls that are no turn's, once for each delivery."""
        with self.store.hold(delivery, place) as held:
            if held is not None:
                held.keep(held.session, calls)

    def shown_to(self, team: str, person: str, number: int) -> Decision | None:
        """A decision that a person may see: their own, or one that they answered in."""
        decision = self.store.decisions.find(team, number)
        if decision is None:
            return None
        people = {decision.owner, *(voice.person for voice in decision.voices)}
        return decision if person in people else None

    def record_of(self, decision: Decision) -> str:
        """The record of a decision on the knowledge that it was taken on."""
        return record(decision, knowledge_of(self.store, decision))

    def _draft(
        self, session: Session, result: ShownResult, wish: KeepWish, expertise: Expertise
    ) -> Draft:
        progress = _current(session, result, expertise)
        voice = RecordedVoice(person=result.owner, name=wish.name, given=progress.given)
        team, owner = result.place.team, result.owner
        saving = Saving(team, owner, wish.name, wish.title, self.now(), wish.supersedes)
        return drafted(saving, voice, expertise.knowledge)


def _current(session: Session, result: ShownResult, expertise: Expertise) -> Progress:
    """The dialog, as long as the result is what it comes to; else raises ResultChanged."""
    progress = session.dialog_of(result.owner)
    if progress is None or progress.number != result.number:
        raise ResultChanged
    if not comes_to(result.answers, progress, expertise):
        raise ResultChanged
    return progress


def knowledge_of(store: WholeStore, decision: Decision) -> Knowledge:
    """The knowledge that a decision was taken on.

    Raises LookupError where it is not kept, and ValidationError where another version of StackPick
    wrote it in a form that this one cannot read.
    """
    snapshot = store.decisions.snapshot(decision.knowledge_version)
    if snapshot is None:
        raise LookupError(f"the knowledge {decision.knowledge_version} is not kept")
    return Knowledge.model_validate_json(snapshot)
