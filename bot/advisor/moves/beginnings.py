"""How people turn to StackPick: they write, call it, or want a recommendation."""

from typing import Literal

from bot.advisor.moves.parts import EarlierAnswer, Moved, Origin


class Said(Moved):
    """Somebody wrote `text`.

    `addressed` is False where it may be meant for somebody else. `edited` marks a new wording of
    what was answered already.
    """

    kind: Literal["said"] = "said"
    text: str
    addressed: bool = True
    edited: bool = False


class Opened(Moved):
    """Somebody called StackPick without a word."""

    kind: Literal["opened"] = "opened"


class AskedForHelp(Moved):
    """Somebody wants to know what StackPick can do."""

    kind: Literal["asked_for_help"] = "asked_for_help"


class Began(Moved):
    """Somebody wants a recommendation; `description` is what they say of their project, if any.

    `origin` is the message that says it, where they pointed at one.
    """

    kind: Literal["began"] = "began"
    description: str = ""
    origin: Origin | None = None


class Reopened(Moved):
    """Somebody wants to decide anew, beginning with the answers of their decision `number`."""

    kind: Literal["reopened"] = "reopened"
    number: int
    answers: tuple[EarlierAnswer, ...]
