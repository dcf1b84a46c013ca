"""Where a reply goes: by which call, to whom, into which thread, beside or in place of what."""

from collections.abc import Sequence
from typing import Any, NamedTuple, get_args

import pytest

from bot import phrases
from bot.advisor.dialog import fingerprint
from bot.advisor.moves import (
    AskedAbout,
    Began,
    Chose,
    DialogMove,
    DialogRef,
    Move,
    SharedAnswer,
    SharedCase,
    SharedPackages,
    SharedResult,
    SharingMove,
    StartedOver,
    WantedMore,
    WantedOtherSide,
    WantedSources,
)
from bot.advisor.replies import Aside, DialogEnded, DialogStopped, Reply
from bot.advisor.responding import respond
from bot.advisor.session import Progress, Session, Shown
from bot.slack import addressing, inbox
from bot.slack.addressing import acknowledged
from bot.slack.calls import STANDS_IN
from bot.slack.incoming import Incoming
from bot.store.protocol import Outgoing, Place
from tests.builders import PRICE, an_expertise
from tests.faults.sink import BOT, TEAM
from tests.slack.limits import buttons, texts
from tests.slack.payloads import (
    ANN,
    BOB,
    CHANNEL,
    DIRECT,
    REPLY,
    RESPONSE_URL,
    ROOT,
    Payload,
    Surface,
    a_command,
    a_direct_message,
    a_global_shortcut,
    a_mention,
    a_message,
    a_message_shortcut,
    a_pick,
    a_press,
)

EXPERTISE = an_expertise()
DIALOG = DialogRef(owner=ANN, number=1)
OPEN = Session(dialogs={ANN: Progress(number=1, anyway=True)})
NEW = Session()
FINISHED = Session(dialogs={ANN: Progress(number=1, over=True)})

CHOSE = Chose(dialog=DIALOG, question="milk", answer="no")
OVER = StartedOver(dialog=DIALOG)
MORE = WantedMore(criterion=PRICE)
SHARE_ANSWER, SHARE_RESULT = (
    SharedAnswer(criterion=PRICE),
    SharedResult(dialog=DIALOG, answers=fingerprint(())),
)
SHARE_TO_THREAD = SharedAnswer(criterion=PRICE, thread=ROOT)
SHARE_CASE = SharedCase(criterion=PRICE, option="tea")
SHARE_PACKAGES = SharedPackages(purposes=("vessel",))
SURFACES: tuple[Surface, ...] = get_args(Surface)


def read(payload: Payload) -> Incoming:
    """The payload, as the listener for its kind reads it."""
    match payload.get("type"):
        case "event_callback":
            found = inbox.from_message(payload, BOT) or inbox.from_mention(payload, BOT)
        case "block_actions":
            found = inbox.from_press(payload)
        case "shortcut" | "message_action":
            found = inbox.from_shortcut(payload)
        case _:
            found = inbox.from_command(payload)
    assert found is not None
    return found


NOWHERE = Shown()


def calls(incoming: Incoming, reply: Reply, shown: Shown = NOWHERE) -> Sequence[Outgoing] | None:
    return addressing.calls(incoming, reply, shown)


def replied(incoming: Incoming, session: Session = NEW) -> Reply:
    reply = respond(incoming.move, session, EXPERTISE, incoming.by).reply
    assert reply is not None
    return reply


class Sent(NamedTuple):
    """A call in short; `replaces` is the `ts` that is updated, or whether the original goes."""

    method: str
    to: str
    thread: str = ""
    replaces: str | bool = False
    seen_by: str | None = None


def post(channel: str, thread: str = "") -> Sent:
    return Sent("chat.postMessage", channel, thread)


def update(channel: str) -> Sent:
    return Sent("chat.update", channel, "", REPLY)


TO_ANN_ALONE = Sent("response_url", RESPONSE_URL, seen_by="ephemeral")
TO_ANN_ALONE_IN_THREAD = TO_ANN_ALONE._replace(thread=ROOT)
IN_PLACE_FOR_ANN_ALONE = TO_ANN_ALONE._replace(replaces=True)
TO_ALL = Sent("response_url", RESPONSE_URL, seen_by="in_channel")


def in_short(call: Outgoing) -> Sent:
    body = call.body
    replaces = body.get("ts") or body.get("replace_original", False)
    to = body.get("channel") or body["response_url"]
    return Sent(call.method, to, body.get("thread_ts", ""), replaces, body.get("response_type"))


def in_a_thread(payload: Payload) -> Payload:
    """The press, on a message that stands in a thread."""
    return {**payload, "container": {**payload["container"], "thread_ts": ROOT}}


ADDRESSED: dict[str, tuple[Payload, Sent]] = {
    "a mention is answered in its thread": (a_mention("price"), post(CHANNEL, ROOT)),
    "a mention in a thread, in that thread": (a_mention("price", thread=ROOT), post(CHANNEL, ROOT)),
    "a direct message, in place": (a_direct_message("price"), post(DIRECT)),
    "a direct message in a thread, there": (
        a_direct_message("price", thread=ROOT), post(DIRECT, ROOT),
    ),
    "more points in the channel, below the message": (a_press(MORE), post(CHANNEL, REPLY)),
    "more points in a thread, in the thread": (a_press(MORE, "thread"), post(CHANNEL, ROOT)),
    "more points for one person, for that person": (a_press(MORE, "ephemeral"), TO_ANN_ALONE),
    "more points in the direct message, there": (a_press(MORE, "direct"), post(DIRECT)),
    "more points from App Home, in the direct message": (a_press(MORE, "home"), post(ANN)),
    "an answer in the channel updates the question": (a_press(CHOSE), update(CHANNEL)),
    "an answer in a thread updates the question": (a_press(CHOSE, "thread"), update(CHANNEL)),
    "an answer in the direct message updates it": (a_press(CHOSE, "direct"), update(DIRECT)),
    "an answer that one person gives alone, for them": (
        a_press(CHOSE, "ephemeral"), IN_PLACE_FOR_ANN_ALONE,
    ),
    "a dialog begun in the channel is private": (a_press(Began()), TO_ANN_ALONE),
    "a dialog begun in a thread is private": (a_press(Began(), "thread"), TO_ANN_ALONE_IN_THREAD),
    "a dialog begun below a private answer": (a_press(Began(), "ephemeral"), TO_ANN_ALONE),
    "a dialog begun in the direct message": (a_press(Began(), "direct"), post(DIRECT)),
    "a dialog begun in App Home": (a_press(Began(), "home"), post(ANN)),
    "a dialog begun by the shortcut": (a_global_shortcut(), post(ANN)),
    "a dialog begun on somebody's message": (a_message_shortcut("tea"), TO_ANN_ALONE),
    "a subject picked in the channel updates the menu": (a_pick(PRICE), update(CHANNEL)),
    "a subject that one person picks alone": (a_pick(PRICE, "ephemeral"), IN_PLACE_FOR_ANN_ALONE),
    "a subject picked in the direct message": (a_pick(PRICE, "direct"), update(DIRECT)),
    "a subject picked in App Home": (a_pick(PRICE, "home"), post(ANN)),
    "a shared answer goes to the channel": (a_press(SHARE_ANSWER, "ephemeral"), TO_ALL),
    "an answer shared from a thread goes to the channel": (
        in_a_thread(a_press(SHARE_ANSWER, "ephemeral")), TO_ALL,
    ),
    "an answer shared to the thread goes there": (
        in_a_thread(a_press(SHARE_TO_THREAD, "ephemeral")), TO_ALL._replace(thread=ROOT),
    ),
    "a shared best case goes to the channel": (a_press(SHARE_CASE, "ephemeral"), TO_ALL),
    "shared packages go to the channel": (a_press(SHARE_PACKAGES, "ephemeral"), TO_ALL),
    "an answer shared without a response URL is posted": (
        a_press(SHARE_ANSWER, "ephemeral", response_url=""), post(CHANNEL),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ADDRESSED)
def test_a_reply_goes_where_it_belongs(name: str) -> None:
    payload, expected = ADDRESSED[name]
    incoming = read(payload)

    made = calls(incoming, replied(incoming, OPEN))

    assert made is not None
    answers = [call for call in made if not call.body.get("text", "").startswith("Back to your")]
    assert list(map(in_short, answers)) == [expected]


BELOW: dict[str, tuple[Payload, Sent]] = {
    "a mention": (a_mention("what does it cost?"), post(CHANNEL, ROOT)),
    "a direct message": (a_direct_message("what does it cost?"), post(DIRECT)),
    "more points in the channel": (a_press(MORE), post(CHANNEL, REPLY)),
    "more points from App Home": (a_press(MORE, "home"), post(ANN)),
}


@pytest.mark.parametrize("name", BELOW)
def test_a_question_that_waits_comes_below_what_is_said_in_between(name: str) -> None:
    payload, expected = BELOW[name]
    incoming = read(payload)

    said, asked = calls(incoming, replied(incoming, OPEN), Shown("dialog:before", goes=True)) or ()

    assert (in_short(said), in_short(asked)) == (expected, expected)
    assert (said.shows_dialog, asked.shows_dialog) == (False, True)
    assert "Stop" not in buttons(said.body)
    assert asked.then is not None
    assert (asked.then.method, asked.then.lane) == ("chat.delete", asked.lane)
    assert asked.then.body == {STANDS_IN: "dialog:before"}


def test_a_message_that_holds_a_result_is_not_removed_for_a_new_dialog() -> None:
    incoming = read(a_direct_message("recommend"))

    (asked,) = calls(incoming, replied(incoming), Shown("dialog:before", goes=False)) or ()

    assert (asked.shows_dialog, asked.then) == (True, None)


def test_a_dialog_that_is_stopped_elsewhere_stops_where_it_stands() -> None:
    stopped = DialogStopped(DIALOG)
    incoming = read(a_press(OVER, "home"))

    (call,) = calls(incoming, stopped, Shown("dialog:before", goes=True)) or ()

    assert (call.method, call.body[STANDS_IN]) == ("chat.update", "dialog:before")
    assert call.body["text"] == phrases.STOPPED
    assert calls(incoming, stopped, NOWHERE) == ()


def test_a_shared_result_goes_to_the_channel() -> None:
    incoming = read(a_press(SHARE_RESULT, "ephemeral"))

    (shown,) = calls(incoming, replied(incoming, FINISHED))

    assert in_short(shown) == TO_ALL


@pytest.mark.parametrize("move", [SHARE_ANSWER, SHARE_CASE, SHARE_PACKAGES, SHARE_RESULT])
def test_who_shares_is_told_so_once_it_was_shared(move: Move) -> None:
    incoming = read(a_press(move, "ephemeral"))

    (shown,) = calls(incoming, replied(incoming, FINISHED))

    assert shown.then is not None
    assert (in_short(shown.then), shown.then.body["text"]) == (TO_ANN_ALONE, phrases.SHARED)
    assert not [label for label in buttons(shown.body) if label.startswith("Share")]


def test_a_question_that_waits_below_a_shared_answer_is_not_shared() -> None:
    incoming = read(a_press(SHARE_ANSWER, "ephemeral"))

    (shown,) = calls(incoming, replied(incoming, OPEN))

    assert phrases.BACK_TO_DIALOG not in texts(shown.body["blocks"])


def test_what_an_overheard_reply_leads_to_goes_to_its_thread() -> None:
    incoming = read(a_message("price?", thread=ROOT))

    (call,) = calls(incoming, DialogEnded())

    assert in_short(call) == post(CHANNEL, ROOT)


DIALOG_MOVES: list[Move] = [CHOSE, OVER, SHARE_RESULT]


@pytest.mark.parametrize("move", DIALOG_MOVES, ids=lambda move: move.kind)
@pytest.mark.parametrize("on", [s for s in SURFACES if s != "home"])
@pytest.mark.parametrize("aside", get_args(Aside), ids=lambda kind: kind.__name__)
def test_an_aside_is_for_who_pressed_alone_and_never_replaces_what_is_there(
    aside: type[Reply], on: Surface, move: Move
) -> None:
    (call,) = calls(read(a_press(move, on)), an_aside(aside))

    assert in_short(call) == (TO_ANN_ALONE_IN_THREAD if on == "thread" else TO_ANN_ALONE)


def an_aside(kind: type[Any]) -> Reply:
    question = EXPERTISE.knowledge.dialog.questions[0]
    given = {"question": question, "answer": question.answers[0], "owner": BOB}
    return kind(**{name: given[name] for name in kind.__dataclass_fields__})


@pytest.mark.parametrize("payload", [a_command("price"), a_command("price", DIRECT), a_command()])
def test_a_command_is_answered_in_its_acknowledgement_alone(payload: Payload) -> None:
    incoming = read(payload)
    reply = replied(incoming)

    body = acknowledged(incoming, reply, newer=False)

    assert calls(incoming, reply) == ()
    assert body["response_type"] == "ephemeral"
    assert body["text"]
    assert body["blocks"]


def test_a_dialog_begun_in_a_channel_stays_private_until_it_is_shared() -> None:
    begun = read(a_press(Began()))
    later = [read(a_press(move, "ephemeral")) for move in (CHOSE, OVER)]
    shared = read(a_press(SHARE_RESULT, "ephemeral"))

    private = [*calls(begun, replied(begun))]
    private += [call for one in later for call in calls(one, replied(one, OPEN))]
    public = calls(shared, replied(shared, FINISHED))

    assert {call.method for call in private} == {"response_url"}
    assert {call.body["response_type"] for call in private} == {"ephemeral"}
    assert {one.place for one in (begun, *later, shared)} == {begun.place}
    assert begun.place.person == ANN
    assert [in_short(call) for call in public] == [TO_ALL]


EVERY_PRESS: list[Move] = [
    *DIALOG_MOVES, Began(), AskedAbout(criterion=PRICE), MORE, SHARE_ANSWER,
    WantedSources(criterion=PRICE), WantedOtherSide(criterion=PRICE, option="tea"),
    SHARE_CASE, SHARE_PACKAGES,
]  # fmt: skip


@pytest.mark.parametrize("move", EVERY_PRESS, ids=lambda move: move.kind)
def test_what_one_person_sees_becomes_public_only_by_sharing(move: Move) -> None:
    incoming = read(a_press(move, "ephemeral"))

    first, *_ = calls(incoming, replied(incoming, FINISHED))

    is_public = first.method != "response_url" or first.body["response_type"] != "ephemeral"
    assert is_public is isinstance(move, SharingMove)


@pytest.mark.parametrize("move", EVERY_PRESS, ids=lambda move: move.kind)
@pytest.mark.parametrize("on", SURFACES)
def test_no_call_has_slack_look_for_names_or_links_in_the_words(on: Surface, move: Move) -> None:
    incoming = read(a_press(move, on))

    for call in calls(incoming, replied(incoming, FINISHED)):
        assert not {"link_names", "parse", "mrkdwn"} & set(call.body)
        if call.method == "chat.postMessage" or call.body.get("response_type") == "in_channel":
            assert (call.body["unfurl_links"], call.body["unfurl_media"]) == (False, False)


@pytest.mark.parametrize("move", EVERY_PRESS, ids=lambda move: move.kind)
@pytest.mark.parametrize("on", SURFACES)
def test_sharing_is_offered_only_to_one_person_alone_in_a_channel(on: Surface, move: Move) -> None:
    incoming = read(a_press(move, on))

    for call in calls(incoming, replied(incoming, FINISHED)):
        if "Share to channel" in buttons(call.body):
            assert incoming.place == Place(TEAM, "", person=ANN)
            assert call.method == "response_url"
            assert call.body["response_type"] == "ephemeral"


def test_what_is_said_in_one_thread_is_said_in_its_order() -> None:
    asked = read(a_mention("price", thread=ROOT))
    pressed = read(a_press(MORE, "thread"))
    elsewhere = read(a_mention("price", ts=REPLY))

    lanes = [calls(one, replied(one))[0].lane for one in (asked, pressed, elsewhere)]

    assert lanes[0] == lanes[1] != lanes[2]


def test_nobodys_private_answer_waits_for_somebody_elses() -> None:
    of_ann, of_bob = (read(a_press(MORE, "ephemeral", by=by)) for by in (ANN, BOB))

    assert calls(of_ann, replied(of_ann))[0].lane != calls(of_bob, replied(of_bob))[0].lane


def test_every_move_of_a_dialog_replaces_the_message_that_was_pressed() -> None:
    whole = {"dialog": DIALOG, "question": "milk", "answer": "no"}
    for kind in get_args(DialogMove):
        if kind is SharedResult:
            continue
        move = kind(**{name: whole[name] for name in kind.model_fields if name in whole})
        incoming = read(a_press(move, "ephemeral"))

        (call,) = calls(incoming, replied(incoming, OPEN))

        assert in_short(call) == IN_PLACE_FOR_ANN_ALONE, kind
