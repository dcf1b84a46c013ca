"""Keeps decisions and reviews them: where what is computed and what is kept of them meet."""

import datetime as dt
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.advisor.dialog import comes_to
from bot.advisor.expertise import Expertise
from bot.advisor.session import Progress, Session
from bot.decisions.decision import Decision, Draft, Voice
from bot.decisions.drafting import Saving, drafted
from bot.decisions.judging import judged
from bot.decisions.record import record
from bot.decisions.reviewing import Change, Reading, reading_of, unasked
from bot.knowledge.model import Knowledge
from bot.store.keeping import CannotSupersede, Unreadable
from bot.store.protocol import Delivery, Outgoing, Place, StoreUnavailable
from bot.store.workspace import WholeStore

log = logging.getLogger(__name__)

REVIEWED_AT_ONCE = 100
"""Decisions that are read at once to be reviewed."""

MOST_OFFERED = 100
"""Older decisions to choose from; a menu in Slack has no more options."""

Tell = Callable[[Decision, str], Sequence[Outgoing]]
"""Makes the calls that tell of a kept decision, given its record."""

Warn = Callable[[Change, Knowledge], Sequence[Outgoing]]
"""Makes the calls that tell an owner of a change."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a dialog that somebody has in front of them.

    `number` is the dialog's, `answers` their fingerprint.
    """

    place: Place
    owner: str
    number: int
    answers: str


@dataclass(frozen=True, slots=True)
class Wish:
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


_LOOKING = Delivery("", "look", ())

NotKept = CannotSupersede | ResultChanged


@dataclass(frozen=True, slots=True)
class Deciding:
    """Every decision that is kept."""

    store: WholeStore
    expertise: Callable[[], Expertise]
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)

    def keep(
        self, delivery: Delivery, result: Result, wish: Wish, tell: Tell
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

    def offer(self, result: Result) -> Offer | ResultChanged:
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

    def review(self, warn: Warn) -> int:
        """Compute every decision in force anew, and tell owners of changes; says of how many.

        A decision is reviewed once for each version of the knowledge, whichever process does it.
        """
        knowledge, told = self.expertise().knowledge, 0
        while due := self.store.reviews.due(knowledge.version, REVIEWED_AT_ONCE):
            for one in due:
                told += self._reviewed(one, knowledge, warn)
        return told

    def _reviewed(
        self, due: tuple[Decision, Reading] | Unreadable, knowledge: Knowledge, warn: Warn
    ) -> bool:
        """Review a decision; one that cannot be is logged and noted, and holds up no other."""
        if not isinstance(due, Unreadable):
            decision, before = due
            try:
                return self._review(decision, before, knowledge, warn)
            except StoreUnavailable:
                raise
            except Exception as error:  # whatever it is, it is this decision's alone
                log.exception("The review of decision %s/%s fails", decision.team, decision.number)
                due = Unreadable(decision.team, decision.number, type(error).__name__)
        log.error("Decision %s/%s is not reviewed: %s", due.team, due.number, due.why)
        self.store.reviews.note_unreadable(due, knowledge.version)
        return False

    def _review(
        self, decision: Decision, before: Reading, knowledge: Knowledge, warn: Warn
    ) -> bool:
        change = changed(decision, before, knowledge)
        after = change.after if change else before
        calls = warn(change, knowledge) if change else ()
        noted = self.store.reviews.note(decision, knowledge.version, after, calls)
        return noted and change is not None

    def _draft(self, session: Session, result: Result, wish: Wish, expertise: Expertise) -> Draft:
        progress = _current(session, result, expertise)
        voice = Voice(person=result.owner, name=wish.name, given=progress.given)
        team, owner = result.place.team, result.owner
        saving = Saving(team, owner, wish.name, wish.title, self.now(), wish.supersedes)
        return drafted(saving, voice, expertise.knowledge)


def _current(session: Session, result: Result, expertise: Expertise) -> Progress:
    """The dialog, as long as the result is what it comes to; else raises ResultChanged."""
    progress = session.dialog_of(result.owner)
    if progress is None or progress.number != result.number:
        raise ResultChanged
    if not comes_to(result.answers, progress, expertise):
        raise ResultChanged
    return progress


def changed(decision: Decision, before: Reading, knowledge: Knowledge) -> Change | None:
    """What becomes of a decision on this knowledge; None where it is as before."""
    after = reading_of(judged(decision, knowledge))
    if after == before:
        return None
    gone = unasked(decision, knowledge)
    return Change(decision, before, after, knowledge.version, gone)


def knowledge_of(store: WholeStore, decision: Decision) -> Knowledge:
    """The knowledge that a decision was taken on.

    Raises LookupError where it is not kept, and ValidationError where another version of StackPick
    wrote it in a form that this one cannot read.
    """
    snapshot = store.decisions.snapshot(decision.knowledge_version)
    if snapshot is None:
        raise LookupError(f"the knowledge {decision.knowledge_version} is not kept")
    return Knowledge.model_validate_json(snapshot)
