"""Reads what Slack delivers about decisions."""

from dataclasses import dataclass

from bot.advisor.gap import without_people
from bot.decisions.decision import LONGEST_TITLE
from bot.slack import inbox
from bot.slack.decisions.ids import (
    SUPERSEDES,
    TITLE,
    DecisionPress,
    SaveForm,
    unpack_decision,
    unpack_form,
)
from bot.slack.incoming import Payload, Pressed
from bot.slack.payload import at, id_at, team_of, text_at
from bot.slack.text import plain
from bot.store.protocol import Delivery, Place

MOST_DIGITS = 10
"""A decision's number has fewer."""


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A press about a decision: what is asked, by whom, in which conversation, and on what.

    `trigger` opens a form, for three seconds. `to.channel` is empty in App Home.
    """

    delivery: Delivery
    asked: DecisionPress
    by: str
    place: Place
    to: Pressed
    trigger: str


@dataclass(frozen=True, slots=True)
class SaveSubmitted:
    """A form that was filled in: by whom, under which name, and with what."""

    delivery: Delivery
    form: SaveForm
    by: str
    name: str
    title: str
    supersedes: int | None

    @property
    def place(self) -> Place:
        """The conversation that the result belongs to."""
        return Place(*self.form.place)


def from_press(body: Payload) -> AskedFor | None:
    """A press about a decision; None where it is not one of ours or an id is missing."""
    where = inbox.where_pressed(body)
    asked = _asked(body)
    if where is None or asked is None:
        return None
    delivery, place, to = where
    return AskedFor(
        delivery, asked, id_at(body, "user", "id"), place, to, id_at(body, "trigger_id")
    )


def from_submission(body: Payload) -> SaveSubmitted | None:
    """The filled-in form that saves a result; None where it is not one of ours."""
    form = unpack_form(text_at(body, "view", "private_metadata"))
    user, view = id_at(body, "user", "id"), id_at(body, "view", "id")
    team = team_of(body)
    if form is None or form.place[0] != team or not (team and user and view):
        return None
    picked = text_at(_field(body, SUPERSEDES), "selected_option", "value")
    return SaveSubmitted(
        Delivery(team, "submission", (f"submission:{team}:{view}",)),
        form,
        user,
        id_at(body, "user", "username") or id_at(body, "user", "name"),
        title_of(text_at(_field(body, TITLE), "value")),
        number_of(picked),
    )


def number_of(picked: str) -> int | None:
    """The number of the decision that was picked; None where none was, or none can have it."""
    return int(picked) if picked.isdecimal() and len(picked) < MOST_DIGITS else None


def _asked(body: Payload) -> DecisionPress | None:
    presses = body.get("actions")
    action = presses[0] if isinstance(presses, list) and presses else None
    return unpack_decision(text_at(action, "value"))


def _field(body: Payload, name: str) -> object:
    return at(body, "view", "state", "values", name, name)


def title_of(text: str) -> str:
    """What was typed, in one line, without what cannot be printed and without mentions."""
    line = without_people(" ".join(plain(text).split()))
    return "".join(letter for letter in line if letter.isprintable())[:LONGEST_TITLE].strip()
