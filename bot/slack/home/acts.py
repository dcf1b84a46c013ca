"""What somebody does in App Home that stays there."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from bot.advisor.moves import CarriedId, DialogRef
from bot.slack.carried import Carried, packed
from bot.slack.ids import BROWSE, CHOOSE_GAPS, CHOOSE_THREADS, SEARCH_DECISIONS
from bot.slack.incoming import Payload
from bot.slack.payload import at, text_at
from bot.store.workspace import Threads

LONGEST_QUERY = 60
"""Characters of a title that is searched for."""


class WentOn(Carried):
    """They want to go on with a dialog, which is in `thread` of their direct messages if any."""

    kind: Literal["went_on"] = "went_on"
    dialog: DialogRef
    thread: str = ""


class GaveUp(Carried):
    """They want to stop a dialog."""

    kind: Literal["gave_up"] = "gave_up"
    dialog: DialogRef
    thread: str = ""


class LookedAt(Carried):
    """They picked a criterion to read about."""

    kind: Literal["looked_at"] = "looked_at"
    criterion: CarriedId


List = Literal["decisions", "feedback"]
"""What App Home lists in pages."""


class TurnedTo(Carried):
    """They want to see a list from the page of this number on, counted from 0.

    `title` is a part of the titles wanted, where decisions are searched; empty where any will do.
    """

    kind: Literal["turned_to"] = "turned_to"
    list: List
    page: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    title: Annotated[str, Field(max_length=LONGEST_QUERY)] = ""


class CameBack(Carried):
    """They want the first page of App Home again."""

    kind: Literal["came_back"] = "came_back"


class ChoseThreads(Carried):
    """They chose for the whole workspace how StackPick behaves in threads."""

    kind: Literal["chose_threads"] = "chose_threads"
    threads: Threads


class ChoseGaps(Carried):
    """They chose whether questions that were not understood are kept."""

    kind: Literal["chose_gaps"] = "chose_gaps"
    kept: bool


Page = LookedAt | TurnedTo | CameBack
"""Acts that only change what is shown."""

HomeAct = WentOn | GaveUp | Page | ChoseThreads | ChoseGaps

KEPT, NOT_KEPT = "kept", "not_kept"

_ACTS: TypeAdapter[HomeAct] = TypeAdapter(Annotated[HomeAct, Field(discriminator="kind")])


def pack_act(act: HomeAct) -> tuple[str, str]:
    """The action id and value of a button for this act."""
    return packed("home", act.kind, act)


def act_of(body: Payload) -> HomeAct | None:
    """What was pressed or picked; None where it is nothing of ours."""
    presses = body.get("actions")
    action = presses[0] if isinstance(presses, list) and presses else None
    picked = text_at(action, "selected_option", "value")
    try:
        match at(action, "action_id"):
            case name if name == BROWSE:
                return LookedAt(criterion=picked)
            case name if name == CHOOSE_THREADS:
                return ChoseThreads.model_validate({"threads": picked})
            case name if name == CHOOSE_GAPS:
                return ChoseGaps(kept=picked == KEPT)
            case name if name == SEARCH_DECISIONS:
                query = text_at(action, "value").strip()[:LONGEST_QUERY]
                return TurnedTo(list="decisions", title=query)
            case _:
                return _ACTS.validate_json(text_at(action, "value"))
    except ValidationError:
        return None
