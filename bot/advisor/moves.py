"""What a person did. Buttons carry the moves from `DialogRef` on; the rest is typed or opened."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.advisor.gap import LONGEST_KEPT

Id = Annotated[str, Field(max_length=64)]


class _Move(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Said(_Move):
    """Somebody wrote `text`.

    `addressed` is False where it may be meant for somebody else. `edited` marks a new wording of
    what was answered already.
    """

    kind: Literal["said"] = "said"
    text: str
    addressed: bool = True
    edited: bool = False


class Opened(_Move):
    """Somebody called StackPick without a word."""

    kind: Literal["opened"] = "opened"


class AskedForHelp(_Move):
    kind: Literal["asked_for_help"] = "asked_for_help"


class Origin(_Move):
    """The message that a dialog began from.

    `link` is its address, empty where that is not known. It stands in `channel`, and in `thread` or
    at the beginning of that one.
    """

    link: str
    channel: str
    thread: str


class Began(_Move):
    """Somebody wants a recommendation; `description` is what they say of their project, if any.

    `origin` is the message that says it, where they pointed at one.
    """

    kind: Literal["began"] = "began"
    description: str = ""
    origin: Origin | None = None


class EarlierAnswer(_Move):
    """An answer that somebody gave earlier; None is "not sure".

    `words` are those that it was read from, where there were any.
    """

    question: str
    answer: str | None
    words: str | None = None


class Reopened(_Move):
    """Somebody wants to decide anew, beginning with the answers of their decision `number`."""

    kind: Literal["reopened"] = "reopened"
    number: int
    answers: tuple[EarlierAnswer, ...]


class AskedAbout(_Move):
    """Somebody picked a criterion from a list.

    `question` is what they had asked, where the criterion was offered for it.
    """

    kind: Literal["asked_about"] = "asked_about"
    criterion: Id
    question: Annotated[str, Field(max_length=LONGEST_KEPT)] = ""


class WantedMore(_Move):
    """Somebody wants the points of a criterion that they have not seen; `shown` are the others."""

    kind: Literal["wanted_more"] = "wanted_more"
    criterion: Id
    shown: tuple[Id, ...] = ()


class WantedSources(_Move):
    """Somebody wants to know where the points that were shown come from."""

    kind: Literal["wanted_sources"] = "wanted_sources"
    criterion: Id
    shown: tuple[Id, ...] = ()


class WantedOtherSide(_Move):
    """Somebody wants the best case for the option that the verdict does not favour."""

    kind: Literal["wanted_other_side"] = "wanted_other_side"
    criterion: Id
    option: Id


class _Shared(_Move):
    """Somebody wants what only they saw shown to others: in `thread`, or else in the channel."""

    thread: Id = ""


class SharedAnswer(_Shared):
    """An answer about a criterion, with the points that it showed."""

    kind: Literal["shared_answer"] = "shared_answer"
    criterion: Id
    shown: tuple[Id, ...] = ()


class SharedCase(_Shared):
    """The best case for an option on a criterion."""

    kind: Literal["shared_case"] = "shared_case"
    criterion: Id
    option: Id


class SharedPackages(_Shared):
    """The packages of each option for some purposes, or those that were compared, by name."""

    kind: Literal["shared_packages"] = "shared_packages"
    purposes: tuple[Id, ...] = ()
    compared: tuple[Id, ...] = ()


class DialogRef(_Move):
    """Which dialog a button belongs to.

    `number` counts the dialogs that `owner` began in that place, from 1.
    """

    owner: Id
    number: Annotated[int, Field(ge=1, le=1_000_000)]


class Chose(_Move):
    """Somebody pressed an answer to a question; None is "not sure"."""

    kind: Literal["chose"] = "chose"
    dialog: DialogRef
    question: Id
    answer: Id | None


class WentBack(_Move):
    kind: Literal["went_back"] = "went_back"
    dialog: DialogRef


class Stopped(_Move):
    kind: Literal["stopped"] = "stopped"
    dialog: DialogRef


class StartedOver(_Move):
    kind: Literal["started_over"] = "started_over"
    dialog: DialogRef


class Resumed(_Move):
    """Somebody wants to go on with a dialog that they left."""

    kind: Literal["resumed"] = "resumed"
    dialog: DialogRef


class WantedRest(_Move):
    """Somebody wants the questions too that can no longer change the outcome."""

    kind: Literal["wanted_rest"] = "wanted_rest"
    dialog: DialogRef


class WantedResult(_Move):
    """Somebody wants the recommendation on what is known so far."""

    kind: Literal["wanted_result"] = "wanted_result"
    dialog: DialogRef


class Reviewed(_Move):
    """Somebody wants to see their answers, to change one."""

    kind: Literal["reviewed"] = "reviewed"
    dialog: DialogRef


class WantedChange(_Move):
    """Somebody wants to answer `question` anew."""

    kind: Literal["wanted_change"] = "wanted_change"
    dialog: DialogRef
    question: Id


class SharedResult(_Shared):
    """A recommendation; `answers` tells it from the others that the same dialog leads to."""

    kind: Literal["shared_result"] = "shared_result"
    dialog: DialogRef
    answers: Id = ""


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
Move = (
    Said
    | Opened
    | AskedForHelp
    | Began
    | Reopened
    | AskedAbout
    | WantedMore
    | WantedSources
    | WantedOtherSide
    | SharedAnswer
    | SharedCase
    | SharedPackages
    | DialogMove
)
SharingMove = SharedAnswer | SharedCase | SharedPackages | SharedResult
