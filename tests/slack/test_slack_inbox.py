"""What is read from Slack's payloads: who did what, where, and where the answer goes."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor.moves import (
    AskedAbout,
    AskedForHelp,
    Began,
    DialogRef,
    Move,
    Opened,
    Origin,
    Said,
    StartedOver,
)
from bot.slack import inbox
from bot.slack.incoming import (
    Acknowledgement,
    Channel,
    Destination,
    Incoming,
    Payload,
    Person,
    Pressed,
)
from bot.slack.payload import team_of
from bot.store.protocol import Place
from tests.faults.sink import BOT, TEAM
from tests.slack.payloads import (
    ANN,
    CHANNEL,
    DIRECT,
    REPLY,
    RESPONSE_URL,
    ROOT,
    a_bots_message,
    a_command,
    a_deletion,
    a_direct_message,
    a_global_shortcut,
    a_mention,
    a_message,
    a_message_shortcut,
    a_pick,
    a_press,
    an_edit,
    from_a_guest,
    organisation_wide,
)

Reader = Callable[[Payload], Incoming | None]


def mention(body: Payload) -> Incoming | None:
    return inbox.from_mention(body, BOT)


def message(body: Payload) -> Incoming | None:
    return inbox.from_message(body, BOT)


command, press, shortcut = inbox.from_command, inbox.from_press, inbox.from_shortcut

OVER = StartedOver(dialog=DialogRef(owner=ANN, number=1))
COST = AskedAbout(criterion="cost")
THREAD, UNDER_REPLY = Place(TEAM, CHANNEL, ROOT), Place(TEAM, CHANNEL, REPLY)
WITH_ANN = Place(TEAM, "", person=ANN)
IN_THREAD, AT_ONCE = Channel(CHANNEL, ROOT), Acknowledgement(CHANNEL)
ALONE = Pressed(RESPONSE_URL, CHANNEL, REPLY, "", ephemeral=True)
PUBLIC = Pressed(RESPONSE_URL, CHANNEL, REPLY, "", ephemeral=False)
PUBLIC_THREAD = Pressed(RESPONSE_URL, CHANNEL, REPLY, ROOT, ephemeral=False)
IN_DIRECT = Pressed(RESPONSE_URL, DIRECT, REPLY, "", ephemeral=False)
ON_MESSAGE = Pressed(RESPONSE_URL, CHANNEL, "", "", ephemeral=True)

LINK = "https://acme.slack.com/archives/C0BACKEND/p1700000000000100"
LINK_OF_REPLY = "https://acme.slack.com/archives/C0BACKEND/p1700000060000200"

Case = tuple[Reader, Payload, Place, Move, Destination]
READ: dict[str, Case] = {
    "a mention in the channel": (
        mention, a_mention("which scales?"), THREAD, Said(text="which scales?"), IN_THREAD,
    ),
    "a mention in a thread": (
        mention, a_mention("which?", thread=ROOT), THREAD, Said(text="which?"), IN_THREAD,
    ),
    "the message event of a mention": (
        message, a_message(f"<@{BOT}> which?"), THREAD, Said(text="which?"), IN_THREAD,
    ),
    "a mention and nothing else": (mention, a_mention(""), THREAD, Said(text=""), IN_THREAD),
    "a mention of StackPick and of somebody": (
        mention, a_mention("<@U0BOB> asks"), THREAD, Said(text="<@U0BOB> asks"), IN_THREAD,
    ),
    "a direct message": (
        message, a_direct_message("hi"), WITH_ANN, Said(text="hi"), Channel(DIRECT),
    ),
    "a direct message in a thread": (
        message, a_direct_message("hi", thread=ROOT), WITH_ANN, Said(text="hi"),
        Channel(DIRECT, ROOT),
    ),
    "a direct message that mentions StackPick": (
        message, a_direct_message(f"<@{BOT}> hi"), WITH_ANN, Said(text="hi"), Channel(DIRECT),
    ),
    "a direct message with a file": (
        message, a_direct_message("see", subtype="file_share", files=[{"id": "F1"}]), WITH_ANN,
        Said(text="see"), Channel(DIRECT),
    ),
    "a file without a word": (
        message, a_direct_message("", subtype="file_share", files=[{"id": "F1"}]), WITH_ANN,
        Said(text=""), Channel(DIRECT),
    ),
    "a direct message without a text": (
        message, a_direct_message(None), WITH_ANN, Said(text=""), Channel(DIRECT),
    ),
    "a reply in a thread": (
        message, a_message("and python?", thread=ROOT), THREAD,
        Said(text="and python?", addressed=False), IN_THREAD,
    ),
    "a reply that is shown in the channel as well": (
        message, a_message("why?", thread=ROOT, subtype="thread_broadcast"), THREAD,
        Said(text="why?", addressed=False), IN_THREAD,
    ),
    "the command with a question": (
        command, a_command("which &lt;one&gt;?"), WITH_ANN, Said(text="which <one>?"), AT_ONCE,
    ),
    "the command alone": (command, a_command(), WITH_ANN, Opened(), AT_ONCE),
    "the command alone, its text left out": (command, a_command(None), WITH_ANN, Opened(), AT_ONCE),
    "the command with blanks": (command, a_command("  "), WITH_ANN, Opened(), AT_ONCE),
    "the command for help": (command, a_command("help"), WITH_ANN, AskedForHelp(), AT_ONCE),
    "the command in the direct message": (
        command, a_command("hi", DIRECT), WITH_ANN, Said(text="hi"),
        Acknowledgement(DIRECT),
    ),
    "a press on a message in the channel": (press, a_press(OVER), UNDER_REPLY, OVER, PUBLIC),
    "a press on a message in a thread": (
        press, a_press(OVER, "thread"), THREAD, OVER, PUBLIC_THREAD,
    ),
    "a press on what one person sees": (press, a_press(OVER, "ephemeral"), WITH_ANN, OVER, ALONE),
    "a press in the direct message": (press, a_press(OVER, "direct"), WITH_ANN, OVER, IN_DIRECT),
    "a press in App Home": (press, a_press(OVER, "home"), WITH_ANN, OVER, Person(ANN)),
    "a dialog that is begun in the channel": (
        press, a_press(Began()), WITH_ANN, Began(), PUBLIC,
    ),
    "a dialog that is begun in a thread": (
        press, a_press(Began(), "thread"), WITH_ANN, Began(), PUBLIC_THREAD,
    ),
    "a subject that is picked": (press, a_pick("cost"), UNDER_REPLY, COST, PUBLIC),
    "a subject that is picked in App Home": (
        press, a_pick("cost", "home"), WITH_ANN, COST, Person(ANN),
    ),
    "the shortcut from anywhere": (shortcut, a_global_shortcut(), WITH_ANN, Began(), Person(ANN)),
    "the shortcut on a message": (
        shortcut, a_message_shortcut("a <https://x.example|chat> app"), WITH_ANN,
        Began(description="a chat app", origin=Origin(link=LINK, channel=CHANNEL, thread=ROOT)),
        ON_MESSAGE,
    ),
    "the shortcut on a message in a thread": (
        shortcut, a_message_shortcut("a chat app", thread=ROOT), WITH_ANN,
        Began(
            description="a chat app",
            origin=Origin(
                link=f"{LINK_OF_REPLY}?thread_ts={ROOT}&cid={CHANNEL}",
                channel=CHANNEL,
                thread=ROOT,
            ),
        ),
        ON_MESSAGE,
    ),
    "the shortcut on a message whose address is not told": (
        shortcut, organisation_wide(a_message_shortcut("a chat app")), WITH_ANN,
        Began(description="a chat app", origin=Origin(link="", channel=CHANNEL, thread=ROOT)),
        ON_MESSAGE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", READ)
def test_a_payload_is_read_as(name: str) -> None:
    reader, payload, place, move, to = READ[name]

    incoming = reader(payload)

    assert incoming is not None
    assert (incoming.place, incoming.move, incoming.to) == (place, move, to)
    assert (incoming.by, incoming.delivery.team) == (ANN, TEAM)


NOT_FOR_US: dict[str, tuple[Reader, Payload]] = {
    "a message in the channel, outside a thread": (message, a_message("lunch?")),
    "an edit": (message, an_edit("which scales better?")),
    "a deletion": (message, a_deletion()),
    "somebody joined": (message, a_message("joined", subtype="channel_join")),
    "another bot's message": (message, a_bots_message("hello")),
    "another bot's mention": (mention, a_mention("hello", bot_id="B0OTHER")),
    "a message of the kind that old bots send": (
        message, a_direct_message("hello", subtype="bot_message"),
    ),
    "a message without a person": (message, a_direct_message("hello", user=None)),
    "a button of another app": (press, a_press("approve")),
    "a button that says what is typed": (press, a_press('{"kind": "said", "text": "stop"}')),
    "a button whose move has grown": (press, a_press('{"kind": "began", "admin": true}')),
    "a button without a value": (press, {**a_press(OVER), "actions": [{"action_id": "move:x"}]}),
    "a press without an action": (press, {**a_press(OVER), "actions": []}),
    "a menu that was emptied": (press, a_pick(None)),
    "a subject with too long a name": (press, a_pick("x" * 65)),
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_FOR_US)
def test_it_is_left_alone(name: str) -> None:
    reader, payload = NOT_FOR_US[name]

    assert reader(payload) is None


@pytest.mark.parametrize("where", ["", ROOT], ids=["in the channel", "in a thread"])
def test_both_events_of_a_mention_have_a_key_in_common_and_one_of_their_own(where: str) -> None:
    first = mention(a_mention("which?", thread=where))
    second = message(a_message(f"<@{BOT}> which?", thread=where))

    assert first is not None
    assert second is not None
    assert len(set(first.delivery.keys) & set(second.delivery.keys)) == 1
    assert len(set(first.delivery.keys) | set(second.delivery.keys)) == 3


def test_two_messages_have_no_key_in_common() -> None:
    one, other = (
        message(a_direct_message("hi", ts="1.1")),
        message(a_direct_message("hi", ts="1.2")),
    )

    assert one is not None
    assert other is not None
    assert not set(one.delivery.keys) & set(other.delivery.keys)


def test_an_event_that_slack_delivers_again_has_the_same_keys() -> None:
    delivered = a_direct_message("hi")

    first, again = message(delivered), message(copy.deepcopy(delivered))

    assert first is not None
    assert again is not None
    assert first.delivery.keys == again.delivery.keys


@pytest.mark.parametrize("make", [a_command, a_global_shortcut, lambda: a_press(OVER)])
def test_each_command_press_and_shortcut_has_a_key_of_its_own(make: Callable[[], Any]) -> None:
    reader = {"/stackpick": command, "shortcut": shortcut, "block_actions": press}
    payloads = [make(), make()]

    keys = [reader[p.get("command") or p["type"]](p).delivery.keys for p in payloads]

    assert keys[0] != keys[1]
    assert all(len(of_one) == 1 for of_one in keys)


def test_only_what_is_overheard_in_a_thread_needs_a_thread_that_is_known() -> None:
    needing = {name for name, (reader, p, *_) in READ.items() if reader(p).only_if_known}

    assert needing == {"a reply in a thread", "a reply that is shown in the channel as well"}


@pytest.mark.parametrize(
    ("reader", "payload"),
    [
        pytest.param(press, a_press(OVER), id="a press"),
        pytest.param(press, a_press(OVER, "home"), id="a press in App Home"),
        pytest.param(shortcut, a_global_shortcut(), id="a shortcut"),
        pytest.param(shortcut, a_message_shortcut("a chat"), id="a shortcut on a message"),
    ],
)
def test_in_an_organisation_wide_install_the_team_is_the_persons(
    reader: Reader, payload: Payload
) -> None:
    """Slack does not name its domain there, so there is no link to the message either."""
    here, organisation = reader(payload), reader(organisation_wide(dict(payload)))

    if here and isinstance(here.move, Began) and here.move.origin:
        origin = here.move.origin.model_copy(update={"link": ""})
        here = replace(here, move=here.move.model_copy(update={"origin": origin}))
    assert here == organisation


@pytest.mark.parametrize(
    ("reader", "payload"),
    [
        pytest.param(mention, a_mention("which?"), id="a mention"),
        pytest.param(message, a_message(f"<@{BOT}> which?"), id="its message event"),
        pytest.param(message, a_message("and python?", thread=ROOT), id="a reply in a thread"),
    ],
)
def test_a_guest_of_a_shared_channel_is_answered_where_it_is_installed(
    reader: Reader, payload: Payload
) -> None:
    """The sender's workspace has not installed StackPick, and nothing is kept below it."""
    ours, guests = reader(payload), reader(from_a_guest(dict(payload)))

    assert ours == guests


def test_a_modal_is_of_the_workspace_that_it_was_opened_for() -> None:
    """A guest's submission names the guest's workspace as its own."""
    view = {"id": "V1", "app_installed_team_id": TEAM}

    assert team_of({"team": {"id": "T0GUEST"}, "view": view}) == TEAM


PAYLOADS = [(reader, payload) for reader, payload, *_ in READ.values()]
WORDS = st.text(st.characters())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)


def paths(payload: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a payload."""
    steps = enumerate(payload) if isinstance(payload, list) else ()
    for step, value in payload.items() if isinstance(payload, dict) else steps:
        yield (*before, step)
        yield from paths(value, (*before, step))


def replaced(payload: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of the payload with another value at a path."""
    changed = copy.deepcopy(payload)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    return changed


def removed(payload: Any, path: tuple[Any, ...]) -> Any:
    changed = copy.deepcopy(payload)
    inner = changed
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return changed


def is_whole(incoming: Incoming | None) -> bool:
    """Whether an incoming, if there is one, names a team, a person, a place and its delivery."""
    if incoming is None:
        return True
    place, delivery = incoming.place, incoming.delivery
    ids = (incoming.by, place.team, place.channel or place.person, delivery.team, *delivery.keys)
    storable = (*ids, place.channel, place.thread, place.person)
    return all(ids) and all(isinstance(i, str) and i.isprintable() for i in storable)


@given(st.data())
@settings(max_examples=500)
def test_whatever_a_field_holds_the_payload_is_read_or_left_alone(data: st.DataObject) -> None:
    reader, payload = data.draw(st.sampled_from(PAYLOADS))
    path = data.draw(st.sampled_from(list(paths(payload))))

    incoming = reader(replaced(payload, path, data.draw(JSON)))

    assert is_whole(incoming)


@pytest.mark.parametrize("name", READ)
def test_whatever_field_is_missing_the_payload_is_read_or_left_alone(name: str) -> None:
    reader, payload, *_ = READ[name]

    assert all(is_whole(reader(removed(payload, path))) for path in paths(payload))


@given(st.sampled_from([mention, message, command, press, shortcut]), st.dictionaries(WORDS, JSON))
def test_what_is_no_payload_at_all_is_left_alone(reader: Reader, payload: dict[str, Any]) -> None:
    assert reader(payload) is None
