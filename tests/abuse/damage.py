"""Payloads of every kind that Slack sends, broken in every way that JSON and forms can be."""

import json
import re
import urllib.parse
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from bot.advisor.moves import Began, DialogRef
from bot.slack.decisions.ids import SAVE_FORM, ReopenAsked, SaveAsked, SaveForm, ShowAsked
from bot.slack.home.acts import TurnedTo
from bot.slack.rating import Rating
from bot.slack.team.ids import AnswerAsked, CloseAsked, PostAsked
from tests.faults.sink import BOT
from tests.slack import decisions, teams
from tests.slack.payloads import (
    ANN,
    REPLY,
    ROOT,
    a_bots_message,
    a_command,
    a_deletion,
    a_direct_message,
    a_global_shortcut,
    a_home_pick,
    a_home_press,
    a_mention,
    a_message,
    a_message_shortcut,
    a_pick,
    a_press,
    a_rating,
    an_edit,
    an_event,
    organisation_wide,
)

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
PRIVATE_WORD = "zanzibar"
"""Stands in every text, and must turn up in no log."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """A body as it is posted; `kind` is its content type."""

    body: str
    kind: str


def as_json(payload: Any) -> Request:
    return Request(json.dumps(payload), JSON)


def as_interaction(payload: Any) -> Request:
    return Request(urllib.parse.urlencode({"payload": json.dumps(payload)}), FORM)


def as_form(payload: Any) -> Request:
    fields = payload if isinstance(payload, dict) else {"payload": payload}
    written = {name: v if isinstance(v, str) else json.dumps(v) for name, v in fields.items()}
    return Request(urllib.parse.urlencode(written, errors="replace"), FORM)


def renewed(request: Request, number: int) -> Request:
    """The request with ids that were not used before, or Slack would be taken to repeat itself.

    Threads are found again, since what is said in them is heard only then.
    """
    body = re.sub(r"Ev\d{8}", f"Ev{number}", request.body)
    body = re.sub(r"\b\d+\.\d\.abc", f"{number}.1.abc", body)
    body = re.sub(r"\bV0[A-Z]+\d*", f"V0{number}", body)
    body = body.replace(REPLY, f"18{number:08}.000200")
    return Request(body.replace(ROOT, f"17000000{number % 40:02}.000100"), request.kind)


Wrap = Callable[[Any], Request]


def sound(response_url: str) -> Iterator[tuple[Wrap, Any]]:
    """One payload of each kind that StackPick hears, or that Slack may send it."""
    words = f"which one scales better in {PRIVATE_WORD}?"
    yield as_json, a_mention(words)
    yield as_json, a_mention(words, thread=ROOT)
    yield as_json, a_message(f"and for {PRIVATE_WORD}?", thread=ROOT)
    yield as_json, a_message(f"<@{BOT}> {PRIVATE_WORD}", files=[{"id": "F1"}], subtype="file_share")
    yield as_json, a_direct_message(words)
    yield as_json, a_direct_message(f"recommend a chat app for {PRIVATE_WORD}")
    yield as_json, an_edit(words)
    yield as_json, a_deletion()
    yield as_json, a_bots_message(words)
    for tab in ("home", "messages"):
        yield (
            as_json,
            an_event({"type": "app_home_opened", "user": ANN, "channel": "D1", "tab": tab}),
        )
    yield as_json, an_event({"type": "reaction_added", "user": ANN, "reaction": PRIVATE_WORD})
    yield as_json, {"type": "url_verification", "challenge": "3eZbrw1a"}
    yield as_json, {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1}
    yield as_form, {**a_command(words), "response_url": response_url}
    yield as_form, {**a_command(None), "response_url": response_url}
    for on in ("public", "thread", "ephemeral", "direct", "home"):
        yield as_interaction, a_press(Began(), on, response_url=response_url)
    yield as_interaction, a_press(f'{{"kind": "said", "text": "{PRIVATE_WORD}"}}', "public")
    yield as_interaction, a_pick("hiring", "home")
    yield as_interaction, organisation_wide(a_press(Began(), "public", response_url=response_url))
    yield as_interaction, a_global_shortcut()
    yield as_interaction, {**a_message_shortcut(words), "response_url": response_url}
    yield from _about_decisions(response_url)
    view = {"type": "modal", "callback_id": "x", "state": {"values": {}}, "private_metadata": "{}"}
    for kind in ("view_submission", "view_closed", "block_suggestion", "workflow_step_edit"):
        user, team = {"id": ANN, "team_id": "T1"}, {"id": "T1"}
        yield as_interaction, {"type": kind, "user": user, "team": team, "view": view}


def _about_decisions(response_url: str) -> Iterator[tuple[Wrap, Any]]:
    """What is pressed and submitted about decisions, a team's own ones, answers and App Home."""
    dialog = DialogRef(owner=ANN, number=1)
    for asked in (
        SaveAsked(dialog=dialog, answers="1"),
        ShowAsked(number=1),
        ReopenAsked(number=1),
    ):
        yield as_interaction, decisions.asks(asked, url=response_url)
    form = SaveForm(
        place=("T1", "", "", ANN), dialog=dialog, answers="1", channel="D0ANN", thread=""
    )
    view = {"callback_id": SAVE_FORM, "private_metadata": form.model_dump_json()}
    yield as_interaction, decisions.a_submission(view, f"Tea in {PRIVATE_WORD}", 1)
    called = teams.HERE.model_copy(update={"response_url": response_url})
    yield as_interaction, teams.a_beginning(f"The {PRIVATE_WORD}", of=called)
    yield as_interaction, teams.a_beginning(holds="our team writes typescript", of=called)
    yield as_interaction, teams.an_answer({"team": "javascript", "realtime": "-"}, by=ANN)
    yield as_interaction, teams.a_handing("U0BOB")
    for question in (AnswerAsked(number=1), CloseAsked(number=1, anyway=True), PostAsked(number=1)):
        yield as_interaction, teams.asks(question, url=response_url)
    rating = Rating(subject="hiring", helpful=True, question=PRIVATE_WORD)
    yield as_interaction, a_rating(rating, response_url=response_url)
    yield as_interaction, a_home_press(TurnedTo(list="decisions", title=PRIVATE_WORD))
    yield as_interaction, a_home_pick("home:threads", "mentions")


ODD_TEXTS = (
    "", " ", "\x00", "\ud800", "\u202e", "<!channel>", f"<@{ANN}>", "`" * 3000, "x" * 5000, "0",
    "-1", "null", "{}", "[]", "T1", "C0BACKEND", "U0ANN", "message", "app_mention",
    "../../etc/passwd", "'; DROP TABLE sessions; --", "{{7*7}}", "%s%n", "1e999",
    "https://127.0.0.1:1/x", "🦄" * 500,
)  # fmt: skip

plain_junk = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(ODD_TEXTS),
)
junk = st.one_of(
    plain_junk,
    st.lists(plain_junk, max_size=3),
    st.dictionaries(st.sampled_from(("id", "type", "text", "ts", "")), plain_junk, max_size=3),
    st.just([[[[[[[[]]]]]]]]),
)


def paths(payload: Any, above: Path = ()) -> Iterator[Path]:
    """Where there is anything in a payload, itself included."""
    yield above
    inside: Any = ()
    if isinstance(payload, Mapping):
        inside = payload.items()
    elif isinstance(payload, list):
        inside = enumerate(payload)
    for step, value in inside:
        yield from paths(value, (*above, step))


def replaced(payload: Any, path: Path, value: Any) -> Any:
    """The payload with this value at a path; `...` takes out what is there."""
    if not path:
        return {} if value is ... else value
    step, *rest = path
    copy = dict(payload) if isinstance(payload, Mapping) else list(payload)
    if rest:
        copy[step] = replaced(payload[step], tuple(rest), value)  # type: ignore[index,call-overload]
    elif value is ...:
        del copy[step]  # type: ignore[arg-type]
    else:
        copy[step] = value  # type: ignore[index,call-overload]
    return copy


@st.composite
def damaged(draw: st.DrawFn, payloads: Sequence[tuple[Wrap, Any]]) -> Request:
    """A payload with up to three of its parts taken out or put in place by something else."""
    wrap, payload = draw(st.sampled_from(payloads))
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(tuple(paths(payload))))
        payload = replaced(payload, path, draw(st.one_of(junk, junk, st.just(...))))
    request: Request = wrap(payload)
    match draw(st.integers(0, 9)):
        case 0:
            return Request(request.body[: draw(st.integers(0, len(request.body)))], request.kind)
        case 1:
            return Request(request.body, draw(st.sampled_from((JSON, FORM, "", "text/plain"))))
        case _:
            return request
