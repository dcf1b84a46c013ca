"""Reads what Slack delivers about team decisions."""

from collections.abc import Iterator

from pydantic import ValidationError

from bot import phrases
from bot.knowledge.model import Dialog
from bot.slack import inbox
from bot.slack.decisions.ids import SUPERSEDES
from bot.slack.decisions.inbox import number_of, title_of
from bot.slack.incoming import Payload
from bot.slack.payload import at, id_at, team_of, text_at
from bot.slack.team.ids import (
    ANSWER_FORM,
    BEGIN_FORM,
    DEADLINE,
    DESCRIPTION,
    FIXED_FORM,
    GIVE_FORM,
    NAMES,
    NEW_OWNER,
    NO_ANSWER,
    SAVE_FORM,
    SHOWN,
    TITLE,
    Beginning,
    Fixing,
    OfDecision,
    TeamPress,
    unpack_team,
)
from bot.slack.team.incoming import (
    AnswersGiven,
    Begun,
    Fixed,
    Handed,
    Pressing,
    SaveWished,
    Submission,
    Submitter,
)
from bot.slack.text import plain
from bot.store.protocol import Delivery
from bot.teaming.acts import Act

COMMAND_WORD = "team"


def title_in(command: Payload) -> str | None:
    """What follows "team" in a slash command; None where it wants something else."""
    first, *rest = plain(text_at(command, "text")).split(maxsplit=1) or [""]
    return title_of("".join(rest)) if first.casefold() == COMMAND_WORD else None


def beginning_of(command: Payload) -> Beginning:
    """Where a slash command calls a team to decide."""
    return Beginning(
        channel=id_at(command, "channel_id"),
        domain=id_at(command, "team_domain"),
        response_url=id_at(command, "response_url"),
    )


def from_press(body: Payload) -> Pressing | None:
    """A press about a team decision; None where it is not one of ours or an id is missing."""
    where = inbox.where_pressed(body)
    asked = _asked(body)
    if where is None or asked is None:
        return None
    delivery, _, to = where
    act = Act(delivery, asked.number, id_at(body, "user", "id"))
    return Pressing(asked, act, to, id_at(body, "trigger_id"))


def submitter_of(body: Payload) -> Submitter | None:
    """Who has submitted a form; None where an id is missing."""
    team, user, view = team_of(body), id_at(body, "user", "id"), id_at(body, "view", "id")
    if not (team and user and view):
        return None
    name = id_at(body, "user", "username") or id_at(body, "user", "name")
    return Submitter(Delivery(team, "submission", (f"submission:{team}:{view}",)), user, name)


def from_submission(body: Payload, dialog: Dialog) -> Submission | None:
    """A form that was filled in; None where it is not one of ours."""
    carried = text_at(body, "view", "private_metadata")
    try:
        match id_at(body, "view", "callback_id"):
            case name if name == BEGIN_FORM:
                return _begun(body, Beginning.model_validate_json(carried))
            case name if name == FIXED_FORM:
                fixing = Fixing.model_validate_json(carried)
                return Fixed(fixing, dict(_picked(body, dialog)))
            case name if name == ANSWER_FORM:
                of = OfDecision.model_validate_json(carried)
                return AnswersGiven(of, dict(_picked(body, dialog)))
            case name if name == GIVE_FORM:
                picked = id_at(_field(body, NEW_OWNER), "selected_user")
                return Handed(OfDecision.model_validate_json(carried), picked)
            case name if name == SAVE_FORM:
                return _save_wished(body, OfDecision.model_validate_json(carried))
            case _:
                return None
    except ValidationError:
        return None


def _begun(body: Payload, of: Beginning) -> Begun:
    hours = id_at(_field(body, DEADLINE), "selected_option", "value")
    return Begun(
        of,
        title_of(text_at(_field(body, TITLE), "value")),
        id_at(_field(body, NAMES), "selected_option", "value") == SHOWN,
        next((known for known in phrases.DEADLINES if str(known) == hours), None),
        plain(text_at(_field(body, DESCRIPTION), "value")),
    )


def _save_wished(body: Payload, of: OfDecision) -> SaveWished:
    picked = id_at(_field(body, SUPERSEDES), "selected_option", "value")
    title = title_of(text_at(_field(body, TITLE), "value"))
    return SaveWished(of, title, number_of(picked))


def _picked(body: Payload, dialog: Dialog) -> Iterator[tuple[str, str | None]]:
    """What was picked, as far as the dialog knows it."""
    for question in dialog.questions:
        picked = id_at(_field(body, question.id), "selected_option", "value")
        if picked == NO_ANSWER or question.answer(picked):
            yield question.id, None if picked == NO_ANSWER else picked


def _field(body: Payload, name: str) -> object:
    return at(body, "view", "state", "values", name, name)


def _asked(body: Payload) -> TeamPress | None:
    presses = body.get("actions")
    action = presses[0] if isinstance(presses, list) and presses else None
    return unpack_team(text_at(action, "value") or text_at(action, "selected_option", "value"))
