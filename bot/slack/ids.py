"""Every name that StackPick and Slack must agree on, written once."""

import hashlib
import re
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from bot.advisor.moves import Move

COMMAND = "/stackpick"
GLOBAL_SHORTCUT = "help_me_choose"
MESSAGE_SHORTCUT = "decide_this"
MOVE = re.compile(r"^move:")
"""Action ids of buttons that carry a move in their value."""

PICK_CRITERION = "pick_criterion"
"""Action id of the menu that lists the criteria; its options' values are criterion ids."""

_MOVES: TypeAdapter[Move] = TypeAdapter(Annotated[Move, Field(discriminator="kind")])


def pack(move: Move) -> tuple[str, str]:
    """The action id and value of a button that makes this move.

    The action id is unique for each move, as Slack wants it within a message.
    """
    value = _MOVES.dump_json(move, exclude_defaults=False).decode()
    digest = hashlib.sha256(value.encode()).hexdigest()[:10]
    return f"move:{move.kind}:{digest}", value


def unpack(value: str) -> Move | None:
    """The move that a button's value carries; None where it is not one of ours."""
    try:
        return _MOVES.validate_json(value)
    except ValidationError:
        return None
