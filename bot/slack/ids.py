"""Every name that StackPick and Slack must agree on, written once."""

import re
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter

from bot.advisor.moves import (
    AskedAbout,
    Began,
    DialogMove,
    Move,
    SharedAnswer,
    SharedCase,
    SharedPackages,
    WantedMore,
    WantedOtherSide,
    WantedSources,
)
from bot.slack.carried import packed, unpacked

COMMAND = "/stackpick"
GLOBAL_SHORTCUT = "help_me_choose"
MESSAGE_SHORTCUT = "decide_this"
EVENTS_PATH = "/slack/events"
"""Where StackPick takes everything that Slack sends over HTTP."""

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
"""Where a browser begins to install StackPick, and where Slack sends it back to."""

MOVE = re.compile(r"^move:")
"""Action ids of buttons that carry a move in their value."""

PICK_CRITERION = "pick_criterion"
"""Action id of the menu that lists the criteria; its options' values are criterion ids."""

FEEDBACK = "feedback"
"""Beginning of the action ids of the buttons that say what somebody thinks of an answer."""

RATED = re.compile(rf"^{FEEDBACK}")
HOME = re.compile(r"^home:")
"""Action ids of what is pressed in App Home and stays there."""

BROWSE, CHOOSE_THREADS, CHOOSE_GAPS = "home:browse", "home:threads", "home:gaps"
"""Action ids of the menus in App Home: a criterion to look at, and the workspace's settings."""

SEARCH_DECISIONS = "home:search_decisions"
"""Action id of the field in App Home that looks for decisions by their title."""

SETTINGS_MODAL, EXPECTED_MODAL = "settings", "expected"
MODAL = re.compile(rf"^({SETTINGS_MODAL}|{EXPECTED_MODAL})$")
"""Callback ids of the modals that can be submitted."""

ButtonMove = (
    Began
    | AskedAbout
    | WantedMore
    | WantedSources
    | WantedOtherSide
    | SharedAnswer
    | SharedCase
    | SharedPackages
    | DialogMove
)
"""The moves that buttons carry. The others are typed or opened, and no press may stand for them."""

_MOVES: TypeAdapter[ButtonMove] = TypeAdapter(
    Annotated[ButtonMove, Field(discriminator="kind")],
    config=ConfigDict(hide_input_in_errors=True),
)


def pack(move: Move) -> tuple[str, str]:
    """The action id and value of a button that makes this move."""
    return packed("move", move.kind, move)


def unpack(value: str) -> ButtonMove | None:
    """The move that a button's value carries; None where it is not one that our buttons carry.

    No button describes a project: what one says of it is typed, or stands in a message.
    """
    move = unpacked(_MOVES, value)
    return None if isinstance(move, Began) and move != Began() else move
