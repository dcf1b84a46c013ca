"""What buttons and forms about team decisions carry; the one writer and the one reader of it."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from bot.slack.carried import Carried, packed, unpacked
from bot.slack.decisions.ids import DecisionNumber

PRESS = re.compile(r"^team:")
"""Action ids of what is pressed about team decisions."""

MENU = "team:menu"
"""Action id of the menu on a card; its options' values are packed as those of buttons are."""

BEGIN_FORM, FIXED_FORM = "team_begin", "team_fixed"
ANSWER_FORM, GIVE_FORM, SAVE_FORM = "team_answer", "team_give", "team_save"
FORM = re.compile(rf"^({BEGIN_FORM}|{FIXED_FORM}|{ANSWER_FORM}|{GIVE_FORM}|{SAVE_FORM})$")
"""Callback ids of the forms."""

TITLE, NAMES, DEADLINE, DESCRIPTION, NEW_OWNER = "title", "names", "deadline", "fixed", "owner"
"""Block ids of the forms' fields, and the action ids in them; a question's is its own id."""

SHOWN = "shown"
"""The option that has names shown."""

NO_DEADLINE = "-"
"""The option without a deadline; those with one are a number of hours."""

NO_ANSWER = "-"
"""The option that answers a question with nothing; no answer has such an id."""


class AnswerAsked(Carried):
    """Somebody wants to answer, or to change their answers, while a team decision is open."""

    kind: Literal["answer"] = "answer"
    number: DecisionNumber


class CloseAsked(Carried):
    """Its owner wants to close it; `anyway` although few have answered."""

    kind: Literal["close"] = "close"
    number: DecisionNumber
    anyway: bool = False


class GiveAsked(Carried):
    """Its owner wants somebody else to own it."""

    kind: Literal["give"] = "give"
    number: DecisionNumber


class TakeOverAsked(Carried):
    """Somebody who has answered wants to own it, as its owner has left."""

    kind: Literal["take_over"] = "take_over"
    number: DecisionNumber


class PostAsked(Carried):
    """Its owner wants the card posted once more, which could not be when it was called for."""

    kind: Literal["post"] = "post"
    number: DecisionNumber


class SaveTeamAsked(Carried):
    """Its owner wants the result kept as a decision."""

    kind: Literal["save"] = "save"
    number: DecisionNumber


TeamPress = AnswerAsked | CloseAsked | GiveAsked | TakeOverAsked | PostAsked | SaveTeamAsked

_PRESS: TypeAdapter[TeamPress] = TypeAdapter(Annotated[TeamPress, Field(discriminator="kind")])


class Beginning(Carried):
    """Where a team decision is called for: the channel, and how whoever called it is reached.

    `domain` is the workspace's in addresses.
    """

    channel: str
    domain: str
    response_url: str


class Fixing(Carried):
    """A team decision of which was read what holds for all, to be confirmed.

    `hours` are those until it closes, None where its owner closes it. `read` are answer ids by
    question id.
    """

    beginning: Beginning
    title: str
    names_shown: bool
    hours: int | None
    read: Mapping[str, str]


class OfDecision(Carried):
    """The team decision that a form is about."""

    number: DecisionNumber


def pack_team(asked: TeamPress) -> tuple[str, str]:
    """The action id and value of what is pressed to ask this."""
    return packed("team", asked.kind, asked)


def unpack_team(value: str) -> TeamPress | None:
    """What a button's or an option's value asks; None where it is not one of ours."""
    return unpacked(_PRESS, value)
