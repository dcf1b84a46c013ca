"""What the windows show that presses about team decisions open."""

import logging
from dataclasses import dataclass

from pydantic import ValidationError

from bot import logs, phrases
from bot.slack.blocks.team.forms import (
    Form,
    answer_form,
    give_form,
    save_team_form,
    told_form,
)
from bot.slack.team.calls import plainly
from bot.slack.team.ids import GiveAsked, OfDecision, SaveTeamAsked
from bot.slack.team.incoming import Pressing
from bot.store.protocol import StoreUnavailable
from bot.store.team import TeamDecision
from bot.teaming.acts import NotTheOwner, SavedBefore
from bot.teaming.combining import answers_in, asked_of_all
from bot.teaming.taking import Teaming

MOST_OFFERED = 100
"""Older decisions to choose from; a menu in Slack has no more options."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TeamWindows:
    """Windows over what is kept."""

    teaming: Teaming

    def window(self, pressing: Pressing) -> Form:
        """What the window shows that a press has opened."""
        try:
            return self._window(pressing)
        except (StoreUnavailable, LookupError, ValidationError) as error:
            reference = logs.reference()
            log.error("A team decision cannot be shown, reference %s: %s", reference, type(error))
            return told_form(phrases.NAME, phrases.NOT_READ.format(reference=reference))

    def owner_of(self, pressing: Pressing) -> str:
        """Who owns the decision that was pressed; empty where nobody does. Raises
        StoreUnavailable.
        """
        card = self.teaming.store.team_decisions.card(pressing.team, pressing.asked.number)
        return card.decision.owner if card else ""

    def _window(self, pressing: Pressing) -> Form:
        team, asked = pressing.team, pressing.asked
        card = self.teaming.store.team_decisions.card(team, asked.number)
        if card is None:
            return told_form(phrases.ANSWER_FORM, phrases.TEAM_GONE)
        match asked:
            case SaveTeamAsked():
                return self._save_window(card.decision, pressing.act.by)
            case GiveAsked() if card.decision.owner != pressing.act.by:
                refusal = NotTheOwner(card.decision.owner)
                return told_form(phrases.GIVE_FORM, plainly(refusal))
            case GiveAsked() if card.decision.is_open:
                return give_form(OfDecision(number=asked.number))
            case _ if not card.decision.is_open:
                return told_form(phrases.ANSWER_FORM, phrases.TEAM_CLOSED)
            case _:
                return self._answer_window(card.decision, pressing.act.by)

    def _answer_window(self, decision: TeamDecision, by: str) -> Form:
        expertise = self.teaming.expertise()
        given = self.teaming.store.team_decisions.answer_of(decision.team, decision.number, by)
        asked = asked_of_all(decision, expertise)
        return answer_form(decision, asked, answers_in(given), expertise.knowledge)

    def _save_window(self, decision: TeamDecision, by: str) -> Form:
        if decision.owner != by:
            return told_form(phrases.SAVE_DECISION, plainly(NotTheOwner(decision.owner)))
        if decision.saved_as:
            return told_form(phrases.SAVE_DECISION, plainly(SavedBefore(decision.saved_as)))
        older = self.teaming.store.decisions.supersedable(decision.team, by, MOST_OFFERED)
        return save_team_form(OfDecision(number=decision.number), decision.title, older)
