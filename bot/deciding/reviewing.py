"""Computes kept decisions anew when what is known has changed."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.advisor.expertise import Expertise
from bot.decisions.decision import Decision
from bot.decisions.judging import change_of
from bot.decisions.reviewing import Reading, ReviewedChange
from bot.knowledge.model import Knowledge
from bot.store.keeping import Unreadable
from bot.store.protocol import Outgoing, StoreUnavailable
from bot.store.workspace import WholeStore

REVIEWED_AT_ONCE = 100
"""Decisions that are read at once to be reviewed."""

Warn = Callable[[ReviewedChange, Knowledge], Sequence[Outgoing]]
"""Makes the calls that tell an owner of a change."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Every decision in force."""

    store: WholeStore
    expertise: Callable[[], Expertise]

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
        change = change_of(decision, before, knowledge)
        after = change.after if change else before
        calls = warn(change, knowledge) if change else ()
        noted = self.store.reviews.note(decision, knowledge.version, after, calls)
        return noted and change is not None
