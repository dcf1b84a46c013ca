"""All that a person can do in a workspace: a delivery for each listener, in the order of a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot import phrases
from bot.advisor.moves import AskedAbout, Began, WantedMore
from bot.slack import ids
from bot.slack.decisions.ids import PRESS as DECISION
from bot.slack.decisions.ids import SAVE_FORM, CanvasAsked
from bot.slack.decisions.listeners import TABLE as DECISION_TABLE
from bot.slack.listeners import TABLE
from bot.slack.rating import Rating
from bot.slack.team.ids import FORM, PRESS, CloseAsked
from bot.slack.team.listeners import TABLE as TEAM_TABLE
from tests.oauth.installed import Installed, of
from tests.oauth.slack import Party
from tests.slack import decisions
from tests.slack.limits import buttons
from tests.slack.payloads import (
    ANN,
    ROOT,
    Payload,
    a_command,
    a_direct_message,
    a_global_shortcut,
    a_home_pick,
    a_mention,
    a_message,
    a_message_shortcut,
    a_pick,
    a_press,
    a_rating,
    an_edit,
    an_event,
)
from tests.slack.running import until
from tests.slack.teams import HERE, a_beginning, an_answer, asks

EVERY_LISTENER = (*TABLE, *DECISION_TABLE, *TEAM_TABLE)

PROJECT = "a chat app with websockets, we write typescript"


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person does, and the listener that hears of it."""

    listener: tuple[str, Any]
    send: str
    payload: Payload


def a_day(response_url: str) -> Iterator[Deed]:
    """A person asks, overhears, edits, is led to a recommendation, presses and looks around.

    What every one of them leaves in the tables is what nobody else may see.
    """
    listeners = {name: (kind, name) for kind, name, _ in EVERY_LISTENER}
    mention, message = listeners["app_mention"], listeners["message"]
    move, pick = listeners[ids.MOVE], listeners[ids.PICK_CRITERION]
    press: dict[str, Any] = {"response_url": response_url}
    yield Deed(mention, "event", a_mention("which one scales better?"))
    yield Deed(message, "event", a_message("and what about hiring?", thread=ROOT))
    yield Deed(message, "event", an_edit("is it easy to hire for?"))
    yield Deed(message, "event", a_direct_message(f"recommend {PROJECT}", ts="1700000070.000300"))
    yield Deed(message, "event", a_direct_message("how tall is it", ts="1700000080.000300"))
    yield Deed(listeners["/stackpick"], "command", a_command(f"recommend {PROJECT}"))
    yield Deed(move, "interaction", a_press(Began(), "ephemeral", **press))
    yield Deed(move, "interaction", a_press(AskedAbout(criterion="hiring"), "public", **press))
    yield Deed(move, "interaction", a_press(_more(), "thread", **press))
    yield Deed(pick, "interaction", {**a_pick("cost", "public"), **press})
    rated = a_rating(Rating(subject="hiring", helpful=False), "thread", **press)
    yield Deed(listeners[ids.RATED], "interaction", rated)
    yield Deed(listeners[ids.HOME], "interaction", a_home_pick("home:gaps", "kept"))
    yield Deed(listeners[ids.MODAL], "interaction", _submitted())
    yield Deed(listeners["app_home_opened"], "event", an_event(_opened()))
    called = HERE.model_copy(update={"response_url": response_url})
    yield Deed(listeners[FORM], "interaction", a_beginning(of=called))
    yield Deed(listeners[FORM], "interaction", an_answer({"team": "javascript"}, by=ANN))
    close = asks(CloseAsked(number=1, anyway=True), url=response_url)
    yield Deed(listeners[PRESS], "interaction", close)
    canvas = decisions.asks(CanvasAsked(number=1), url=response_url)
    yield Deed(listeners[DECISION], "interaction", canvas)
    unreadable = {"callback_id": SAVE_FORM, "private_metadata": "{}"}
    yield Deed(listeners[SAVE_FORM], "interaction", decisions.a_submission(unreadable, "Tea"))
    yield Deed(listeners["help_me_choose"], "interaction", a_global_shortcut())
    yield Deed(listeners["decide_this"], "interaction", {**a_message_shortcut(PROJECT), **press})


def _more() -> WantedMore:
    return WantedMore(criterion="hiring", shown=())


def _submitted() -> Payload:
    view = {"type": "modal", "callback_id": ids.EXPECTED_MODAL, "private_metadata": "{}"}
    submitted = {**a_global_shortcut(), "type": "view_submission"}
    return {**submitted, "view": {**view, "id": "V1", "state": {"values": {}}}}


def _opened() -> Payload:
    return {"type": "app_home_opened", "user": ANN, "channel": "D0ANN", "tab": "home"}


async def opens_home(app: Installed, party: Party) -> None:
    await app.deliver.event(of(party, an_event(_opened())))


def leaving(kind: str) -> Payload:
    """What Slack says when a workspace has gone."""
    tokens = {"tokens": {"oauth": [], "bot": ["UBOT"]}} if kind == "tokens_revoked" else {}
    return an_event({"type": kind, **tokens})


async def lives(app: Installed, party: Party, *, number: int) -> None:
    """Somebody's day in this workspace; `number` tells days apart in the ids that Slack gives."""
    for deed in a_day(app.slack.response_url(party.team)):
        await does(app, party, deed, number)


async def saves(app: Installed, party: Party, title: str) -> None:
    """Somebody ends their dialog and saves its result under this title."""
    told = len(app.slack.calls)
    await does(app, party, _said("result"), 1)
    value = (await _found(app, party, told, phrases.SAVE_DECISION))["value"]
    pressed = a_press(value, "direct", response_url=app.slack.response_url(party.team))
    pressed["actions"][0]["action_id"] = "decision:save:x"
    await app.deliver.interaction(of(party, pressed))
    form = await _form(app, party)
    await app.deliver.interaction(of(party, decisions.a_submission(form, title)))


def _said(text: str) -> Deed:
    return Deed(("event", "message"), "event", a_direct_message(text, ts="1700000190.000300"))


async def _found(app: Installed, party: Party, since: int, label: str) -> Mapping[str, Any]:
    """A button that the workspace has been shown, as soon as it is."""
    found: list[Mapping[str, Any]] = []

    def shown() -> bool:
        calls = [call for call in app.slack.calls[since:] if call.by.team == party.team]
        bodies = (call.body for call in calls if "blocks" in call.body)
        found.extend(buttons(body)[label] for body in bodies if label in buttons(body))
        return bool(found)

    await until(shown)
    return found[-1]


async def _form(app: Installed, party: Party) -> Payload:
    """The form that is open in the workspace."""

    def forms() -> list[Any]:
        calls = [call for call in app.slack.calls if call.by.team == party.team]
        views = (call.body["view"] for call in calls if call.method == "views.update")
        return [view for view in views if view.get("callback_id") == SAVE_FORM]

    await until(lambda: bool(forms()))
    view: Payload = forms()[-1]
    return view


async def does(app: Installed, party: Party, deed: Deed, number: int) -> Any:
    """Ids of deliveries are Slack's own and differ; those of people and channels are equal."""
    payload = of(party, deed.payload)
    for name in ("event_id", "trigger_id"):
        if name in payload:
            payload[name] = f"{payload[name]}-{party.team}-{number}"
    return await getattr(app.deliver, deed.send)(payload)
