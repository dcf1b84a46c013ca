"""What people do in a dialog and with its result."""

from typing import Literal

from bot.advisor.moves.parts import CarriedId, DialogRef, Moved, Shared


class Chose(Moved):
    """Somebody pressed an answer to a question; None is "not sure"."""

    kind: Literal["chose"] = "chose"
    dialog: DialogRef
    question: CarriedId
    answer: CarriedId | None


class WentBack(Moved):
    """Somebody wants the question before asked again."""

    kind: Literal["went_back"] = "went_back"
    dialog: DialogRef


class Stopped(Moved):
    """Somebody wants no more questions."""

    kind: Literal["stopped"] = "stopped"
    dialog: DialogRef


class StartedOver(Moved):
    """Somebody wants a new dialog in the place of this one."""

    kind: Literal["started_over"] = "started_over"
    dialog: DialogRef


class Resumed(Moved):
    """Somebody wants to go on with a dialog that they left."""

    kind: Literal["resumed"] = "resumed"
    dialog: DialogRef


class WantedRest(Moved):
    """Somebody wants the questions too that can no longer change the outcome."""

    kind: Literal["wanted_rest"] = "wanted_rest"
    dialog: DialogRef


class WantedResult(Moved):
    """Somebody wants the recommendation on what is known so far."""

    kind: Literal["wanted_result"] = "wanted_result"
    dialog: DialogRef


class Reviewed(Moved):
    """Somebody wants to see their answers, to change one."""

    kind: Literal["reviewed"] = "reviewed"
    dialog: DialogRef


class WantedChange(Moved):
    """Somebody wants to answer `question` anew."""

    kind: Literal["wanted_change"] = "wanted_change"
    dialog: DialogRef
    question: CarriedId


class SharedResult(Shared):
    """A recommendation; `answers` tells it from the others that the same dialog leads to."""

    kind: Literal["shared_result"] = "shared_result"
    dialog: DialogRef
    answers: CarriedId = ""


DialogMove = (
    Chose
    | WentBack
    | Stopped
    | StartedOver
    | Resumed
    | WantedRest
    | WantedResult
    | Reviewed
    | WantedChange
    | SharedResult
)
