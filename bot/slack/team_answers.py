"""What the forms about team decisions show, and what is taken from them."""

import datetime as dt
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot import logs, phrases
from bot.advisor.reading import Read, read_description
from bot.slack import team_inbox
from bot.slack.blocks.team_forms import (
    Form,
    answer_form,
    fixed_form,
    give_form,
    told_form,
)
from bot.slack.decision_calls import errors_of
from bot.slack.incoming import Payload
from bot.slack.team_calls import plainly, told_to_channel
from bot.slack.team_ids import (
    DESCRIPTION,
    NEW_OWNER,
    TITLE,
    Fixing,
    GiveAsked,
    OfDecision,
)
from bot.slack.team_inbox import (
    Answered,
    Begun,
    Fixed,
    Handed,
    Picked,
    Pressing,
    Submitter,
)
from bot.store.protocol import StoreUnavailable
from bot.store.team import TeamDecision, TeamDraft
from bot.teaming.acts import Act, ClosedBefore, Gone, NotTheOwner, Taken
from bot.teaming.combining import answers_in, asked_of_all, given_of
from bot.teaming.taking import Teaming

Acknowledgement = dict[str, Any]

MOST_OFFERED = 100
"""Older decisions to choose from; a menu in Slack has no more options."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TeamAnswers:
    """Answers presses that open a form, and forms that were filled in."""

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
        StoreUnavailable."""
        card = self.teaming.store.team_decisions.card(pressing.team, pressing.asked.number)
        return card.decision.owner if card else ""

    def submitted(self, body: Payload) -> Acknowledgement:
        """Take a form that was filled in; gives its acknowledgement. Raises StoreUnavailable."""
        submitter = team_inbox.submitter_of(body)
        dialog = self.teaming.expertise().knowledge.dialog
        submission = team_inbox.from_submission(body, dialog)
        if submitter is None or submission is None:
            return {}
        match submission:
            case Begun():
                return self._begin(submitter, submission)
            case Fixed(of, picked):
                return self._call(submitter, of, {**of.read, **picked})
            case Answered(of, picked):
                return self._answer(submitter, of, picked)
            case Handed(of, owner):
                return self._hand(submitter, of, owner)

    def _window(self, pressing: Pressing) -> Form:
        team, asked = pressing.team, pressing.asked
        card = self.teaming.store.team_decisions.card(team, asked.number)
        if card is None:
            return told_form(phrases.ANSWER_FORM, phrases.TEAM_GONE)
        match asked:
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

    def _begin(self, submitter: Submitter, begun: Begun) -> Acknowledgement:
        """Begin at once, or first show what was read of what holds for all."""
        if not begun.title:
            return errors_of(TITLE, phrases.TEAM_TITLE_NEEDED)
        knowledge = self.teaming.expertise().knowledge
        read = read_description(begun.description, knowledge.dialog)
        if begun.description and not read:
            return errors_of(DESCRIPTION, phrases.NOTHING_FIXED_READ)
        fixing = _fixing(begun, read)
        if read:
            return _updated(fixed_form(fixing, read, knowledge))
        return self._call(submitter, fixing, {})

    def _call(self, submitter: Submitter, of: Fixing, fixed: Picked) -> Acknowledgement:
        url = of.beginning.response_url
        hours = dt.timedelta(hours=of.hours) if of.hours else None
        draft = TeamDraft(
            team=submitter.delivery.team,
            channel=of.beginning.channel,
            title=of.title,
            owner=submitter.by,
            names_shown=of.names_shown,
            fixed=given_of(fixed),
            deadline=self.teaming.now() + hours if hours else None,
            domain=of.beginning.domain,
        )
        told = {"response_url": url} if url else {}
        self.teaming.store.team_decisions.begin(submitter.delivery, draft, told)
        return {}

    def _answer(self, submitter: Submitter, of: OfDecision, picked: Picked) -> Acknowledgement:
        act = _act(submitter, of)
        match self.teaming.answer(act, submitter.name, picked, told_to_channel):
            case Taken(late=True):
                return _updated(told_form(phrases.ANSWER_FORM, phrases.ANSWERED_LATE))
            case Gone():
                return _updated(told_form(phrases.ANSWER_FORM, phrases.TEAM_GONE))
            case Taken() | None:
                return {}

    def _hand(self, submitter: Submitter, of: OfDecision, owner: str) -> Acknowledgement:
        if not owner:
            return errors_of(NEW_OWNER, phrases.NEW_OWNER_NEEDED)
        match self.teaming.give(_act(submitter, of), owner, told_to_channel):
            case NotTheOwner() | ClosedBefore() | Gone() as why:
                return errors_of(NEW_OWNER, plainly(why))
            case _:
                return {}


def _act(submitter: Submitter, of: OfDecision) -> Act:
    return Act(submitter.delivery, of.number, submitter.by)


def _updated(form: Form) -> Acknowledgement:
    return {"response_action": "update", "view": form}


def _fixing(begun: Begun, read: Sequence[Read]) -> Fixing:
    return Fixing(
        beginning=begun.of,
        title=begun.title,
        names_shown=begun.names_shown,
        hours=begun.hours,
        read={one.question: one.answer for one in read},
    )
