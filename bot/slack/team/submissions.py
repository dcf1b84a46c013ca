"""What is taken from the forms about team decisions that were filled in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot import phrases
from bot.advisor.reading.answers import Read, read_description
from bot.deciding.wishes import KeepWish
from bot.decisions.decision import Decision
from bot.slack.blocks.team.forms import Form, fixed_form, told_form
from bot.slack.decisions.calls import errors_of, told_saved
from bot.slack.decisions.ids import SUPERSEDES
from bot.slack.incoming import Payload
from bot.slack.team import inbox
from bot.slack.team.calls import plainly, told_to_channel
from bot.slack.team.ids import DESCRIPTION, NEW_OWNER, TITLE, Fixing, OfDecision
from bot.slack.team.incoming import (
    AnswersGiven,
    Begun,
    Fixed,
    Handed,
    PickedAnswers,
    SaveWished,
    Submitter,
)
from bot.store.keeping import CannotSupersede
from bot.store.protocol import Outgoing
from bot.store.team import TeamDecision, TeamDraft
from bot.teaming.acts import Act, ClosedBefore, Gone, NotTheOwner, Taken
from bot.teaming.combining import given_of
from bot.teaming.taking import Teaming

FormAnswer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TeamSubmissions:
    """Takes forms; each is one act."""

    teaming: Teaming

    def take(self, body: Payload) -> FormAnswer:
        """Take a form that was filled in; gives its acknowledgement. Raises StoreUnavailable."""
        submitter = inbox.submitter_of(body)
        dialog = self.teaming.expertise().knowledge.dialog
        submission = inbox.from_submission(body, dialog)
        if submitter is None or submission is None:
            return {}
        match submission:
            case Begun():
                return self._begin(submitter, submission)
            case Fixed(of, picked):
                return self._call(submitter, of, {**of.read, **picked})
            case AnswersGiven(of, picked):
                return self._answer(submitter, of, picked)
            case Handed(of, owner):
                return self._hand(submitter, of, owner)
            case SaveWished():
                return self._save(submitter, submission)

    def _begin(self, submitter: Submitter, begun: Begun) -> FormAnswer:
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

    def _call(self, submitter: Submitter, of: Fixing, fixed: PickedAnswers) -> FormAnswer:
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

    def _answer(self, submitter: Submitter, of: OfDecision, picked: PickedAnswers) -> FormAnswer:
        act = _act(submitter, of)
        match self.teaming.answer(act, submitter.name, picked, told_to_channel):
            case Taken(late=True):
                return _updated(told_form(phrases.ANSWER_FORM, phrases.ANSWERED_LATE))
            case Gone():
                return _updated(told_form(phrases.ANSWER_FORM, phrases.TEAM_GONE))
            case Taken() | None:
                return {}

    def _hand(self, submitter: Submitter, of: OfDecision, owner: str) -> FormAnswer:
        if not owner:
            return errors_of(NEW_OWNER, phrases.NEW_OWNER_NEEDED)
        match self.teaming.give(_act(submitter, of), owner, told_to_channel):
            case NotTheOwner() | ClosedBefore() | Gone() as why:
                return errors_of(NEW_OWNER, plainly(why))
            case _:
                return {}

    def _save(self, submitter: Submitter, wished: SaveWished) -> FormAnswer:
        if not wished.title:
            return errors_of(TITLE, phrases.TITLE_NEEDED)
        wish = KeepWish(wished.title, submitter.name, wished.supersedes)
        match self.teaming.save(_act(submitter, wished.of), wish, self._tell_saved):
            case CannotSupersede(number=number, by=by):
                return errors_of(SUPERSEDES, phrases.cannot_supersede(number, by))
            case Decision() | None:
                return {}
            case why:
                return errors_of(TITLE, plainly(why))

    def _tell_saved(self, of: TeamDecision, decision: Decision, record: str) -> Sequence[Outgoing]:
        knowledge = self.teaming.expertise().knowledge
        return told_saved(of.channel, of.card_ts, knowledge)(decision, record)


def _act(submitter: Submitter, of: OfDecision) -> Act:
    return Act(submitter.delivery, of.number, submitter.by)


def _updated(form: Form) -> FormAnswer:
    return {"response_action": "update", "view": form}


def _fixing(begun: Begun, read: Sequence[Read]) -> Fixing:
    return Fixing(
        beginning=begun.of,
        title=begun.title,
        names_shown=begun.names_shown,
        hours=begun.hours,
        read={one.question: one.answer for one in read},
    )
