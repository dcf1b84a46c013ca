"""The workspace as its members use it. The app under test must be connected to it."""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from tests.slack_harness.connection import Connection, Event
from tests.slack_harness.elements import find
from tests.slack_harness.forms import Answer, fill
from tests.slack_harness.messages import Message

T = TypeVar("T")
View = dict[str, Any]

DEADLINE_SECONDS = 20.0
POLL_SECONDS = 0.02
_SHOWN_MESSAGES = 8
_SHOWN_TRAFFIC = 5


class Workspace:
    """People are named by handle ("alice"), channels by name ("#general"); ids do as well.

    Each act returns once the app has acknowledged it; what the app answers may come later: see
    `wait_for` and `reply`. One app, and one modal at a time for the whole workspace.
    """

    def __init__(self, url: str) -> None:
        self._slack = Connection(url)

    # What people do

    def types(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """*user* writes *text* in the channel, or in the thread of the message *thread_ts*."""
        body = {"channel": self.channel_id(channel), "user": self.user_id(user), "text": text}
        if thread_ts is not None:
            body["thread_ts"] = thread_ts
        return Message.parse(self._slack.post("message", body)["message"])

    def mentions(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> Message:
        """As `types`, with a mention of the app before *text*."""
        return self.types(user, channel, f"<@{self.bot_id}> {text}", thread_ts)

    def direct_message(self, user: str, text: str, thread_ts: str | None = None) -> Message:
        """*user* writes to the app, in their direct message with it."""
        return self.types(user, self.direct_message_id(user), text, thread_ts)

    def commands(self, user: str, channel: str, command: str, text: str = "") -> None:
        """*user* enters the slash command *command* (with its slash) in the channel."""
        where = {"channel": self.channel_id(channel), "user": self.user_id(user)}
        self._slack.post("command", {**where, "command": command, "text": text})

    def presses(self, user: str, message: Message, wanted: str) -> None:
        """*user* presses what is labelled *wanted* (or has that action id) in *message*.

        *message* is what they see: an old one makes an old press, as on a screen not yet updated.
        For a menu, *wanted* is the label of one of its options.
        """
        pressed = {"channel": message.channel, "messageTs": message.ts, "user": self.user_id(user)}
        self._slack.post("interact", {**pressed, "action": find(message.blocks, wanted).action})

    def edits(self, user: str, message: Message, text: str) -> Message:
        """*user* changes the text of *message*, which must be their own."""
        body = {"channel": message.channel, "ts": message.ts, "user": self.user_id(user)}
        return Message.parse(self._slack.post("edit-message", {**body, "text": text})["message"])

    def deletes(self, user: str, message: Message) -> None:
        """*user* deletes *message*, which must be their own."""
        body = {"channel": message.channel, "ts": message.ts, "user": self.user_id(user)}
        self._slack.post("delete-message", body)

    def reacts(self, user: str, message: Message, emoji: str) -> None:
        """*user* adds the reaction *emoji* (its name, without colons) to *message*."""
        body = {"channel": message.channel, "ts": message.ts, "user": self.user_id(user)}
        self._slack.post("reaction", {**body, "name": emoji})

    def opens_home(self, user: str) -> None:
        """*user* opens the app's Home tab; what it then shows is `home`."""
        self._slack.post("open-home", {"user": self.user_id(user)})

    def presses_in_home(self, user: str, wanted: str) -> None:
        """*user* presses what is labelled *wanted* (or has that action id) in their Home tab."""
        view = self.home(user)
        assert view is not None, f"the app has published no Home view for {user}"
        press = {"channel": "", "messageTs": "", "user": self.user_id(user), "appId": self.app_id}
        action = find(view["blocks"], wanted).action
        self._slack.from_page({"t": "block_action", **press, "action": action}, _acknowledged)

    def submits(self, user: str, answers: Mapping[str, Answer] | None = None) -> dict[str, str]:
        """*user* fills in the open modal and submits it; returns the errors shown, by block id.

        *answers* go by label, block id or action id; other fields keep their initial values.
        """
        view = self.modal()
        assert view is not None, "no modal is open"
        sent = {"t": "view_submit", "user": self.user_id(user)}
        outcome = self._slack.from_page({**sent, "values": fill(view, answers or {})}, _Settled())
        return dict(outcome.get("errors") or {})

    def closes(self, user: str) -> None:
        """*user* closes the open modal."""
        assert self.modal() is not None, "no modal is open"
        closed = {"t": "view_close", "user": self.user_id(user)}
        self._slack.from_page(closed, lambda event: event["t"] == "view")

    def forgets(self) -> None:
        """Back to how the workspace began: no messages, views, or log; the app stays connected."""
        self._slack.post("reset", {})

    # What people see

    def messages(self, channel: str, seen_by: str | None = None) -> list[Message]:
        """The messages in *channel* and its threads, oldest first.

        With *seen_by*, without what is shown to others alone. (The web page shows it to all.)
        """
        found = self._slack.get(f"messages/{self.channel_id(channel)}")["messages"]
        reader = self.user_id(seen_by) if seen_by else None
        shown = [Message.parse(one) for one in found]
        return [one for one in shown if not reader or one.ephemeral_to in (None, reader)]

    def bot_messages(
        self, channel: str, thread_ts: str | None = None, seen_by: str | None = None
    ) -> list[Message]:
        """The app's messages in *channel*, or those in one thread of it, oldest first."""
        said = [one for one in self.messages(channel, seen_by) if one.from_bot]
        return [one for one in said if thread_ts is None or one.thread_ts == thread_ts]

    def reply(self, to: Message, *, in_thread: bool = False) -> Message:
        """The app's first message after *to* in its channel; waits for it.

        With *in_thread*, the first in the thread of *to*, or in the one that *to* began.
        """
        thread = (to.thread_ts or to.ts) if in_thread else None

        def first() -> Message | None:
            later = (one for one in self.bot_messages(to.channel, thread) if one.ts > to.ts)
            return next(later, None)

        return self.wait_for(first, f"a reply to {to.text!r}{' in its thread' * in_thread}")

    def current(self, message: Message) -> Message | None:
        """*message* as it is now; None once it is deleted."""
        return next((one for one in self.messages(message.channel) if one.ts == message.ts), None)

    def file_text(self, message: Message, name: str) -> str:
        """The content of the text file *name* in *message*."""
        assert name in message.files, f"no file {name!r} in {message}"
        found = next(one for one in message.payload["files"] if one["name"] == name)
        return self._slack.download(found["permalink"])

    def home(self, user: str) -> View | None:
        """The Home view last published for *user*; None before the first."""
        views = self._slack.snapshot()["homeViews"].get(self.user_id(user), {})
        found: View | None = views.get(self.app_id)
        return found

    def modal(self) -> View | None:
        """The modal on top of the stack; None where none is open."""
        stack: list[View] = self._slack.snapshot()["modalStack"]
        return stack[-1] if stack else None

    def log(self) -> list[Event]:
        """All traffic between Slack and the app, oldest first, at most 1,000 entries."""
        entries: list[Event] = self._slack.get("log")["log"]
        return entries

    def calls(self, method: str) -> list[Event]:
        """The arguments of the app's calls of one Web API method, oldest first."""
        wanted = ("web_api", method)
        return [one["detail"] for one in self.log() if (one["kind"], one["summary"]) == wanted]

    # Names and waiting

    @property
    def bot_id(self) -> str:
        """The user id of the app's bot."""
        return str(self._state()["apps"][0]["botUserId"])

    @property
    def app_id(self) -> str:
        """The app's id."""
        return str(self._state()["apps"][0]["appId"])

    def user_id(self, user: str) -> str:
        """The id of the person with this handle or id."""
        return _id(user, self._state()["users"])

    def channel_id(self, channel: str) -> str:
        """The id of the channel with this name (with or without #) or id."""
        return _id(channel.removeprefix("#"), self._state()["channels"])

    def direct_message_id(self, user: str) -> str:
        """The id of the direct message between *user* and the app."""
        both = {self.user_id(user), self.bot_id}
        found = [one for one in self._state()["channels"] if one["is_im"]]
        return next(str(one["id"]) for one in found if set(one["members"]) == both)

    def wait_until_connected(self) -> None:
        """Wait until the app has a Socket Mode connection."""
        self.wait_for(lambda: self._slack.snapshot()["apps"][0]["connected"], "the app to connect")

    def wait_for(self, condition: Callable[[], T | None], describe: str) -> T:
        """What *condition* gives once that is true; fails after 20 s, showing what there is."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while time.monotonic() < deadline:
            found = condition()
            if found:
                return found
            time.sleep(POLL_SECONDS)
        raise AssertionError(f"waited {DEADLINE_SECONDS:.0f} s for {describe}\n{self._picture()}")

    def _picture(self) -> str:
        told = [
            one for channel in self._state()["channels"] for one in self.messages(channel["id"])
        ]
        last = sorted(told, key=lambda one: one.ts)[-_SHOWN_MESSAGES:]
        traffic = [f"{one['direction']} {one['summary']}" for one in self.log()[-_SHOWN_TRAFFIC:]]
        return "\n".join(["last messages:", *map(str, last), "last traffic:", *traffic])

    def _state(self) -> dict[str, Any]:
        return self._slack.get("state")


class _Settled:
    """True for the event that tells what became of a submission.

    The app may change views before it acknowledges; only what follows the acknowledgement counts.
    """

    def __init__(self) -> None:
        self._acknowledged = False

    def __call__(self, event: Event) -> bool:
        self._acknowledged = self._acknowledged or _acknowledged(event)
        return self._acknowledged and event["t"] in ("view", "view_errors")


def _acknowledged(event: Event) -> bool:
    """Whether the app has just acknowledged: over the WebSocket, or with an HTTP response."""
    entry = event.get("entry", {})
    answered = ("from_bot", "ack"), ("from_bot", "interactive")
    return event["t"] == "log" and (entry["direction"], entry["kind"]) in answered


def _id(wanted: str, known: list[dict[str, Any]]) -> str:
    found = [str(one["id"]) for one in known if wanted in (one["id"], one["name"])]
    assert len(found) == 1, f"no {wanted!r} among {[one['name'] for one in known]}"
    return found[0]
