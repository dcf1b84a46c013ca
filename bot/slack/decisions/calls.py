"""Puts what is to be said about decisions into calls. Pure."""

from collections.abc import Sequence
from typing import Any

from bot.deciding import Tell
from bot.decisions.decision import Decision
from bot.decisions.naming import file_name
from bot.decisions.record import body_of
from bot.decisions.reviewing import Change
from bot.knowledge.model import Knowledge
from bot.slack.addressing import POST, RESPONSE_URL, UPDATE
from bot.slack.attaching import FOLLOWS
from bot.slack.blocks import sentence
from bot.slack.blocks.decisions import review, saved
from bot.slack.decisions.inbox import AskedFor
from bot.slack.uploads import CANVAS, UPLOAD
from bot.store.protocol import Outgoing


def told_saved(channel: str, thread: str, knowledge: Knowledge) -> Tell:
    """Tells of a kept decision where its result stood, with the record as a file in the thread.

    Without a thread the message that tells of it begins one.
    """
    lane = _lane(channel, thread)

    def tell(decision: Decision, record: str) -> Sequence[Outgoing]:
        key = f"decision:{decision.team}:{decision.number}"
        where = {"channel": channel, **_in_thread(thread)}
        body = {**where, **saved(decision, knowledge).body()}
        file = {
            "filename": file_name(decision.number, decision.title),
            "title": decision.title,
            "content": record,
            **(where if thread else {FOLLOWS: key}),
        }
        return (
            Outgoing(decision.team, lane, POST, body, answers=key),
            Outgoing(decision.team, lane, UPLOAD, file),
        )

    return tell


def told_changed(change: Change, knowledge: Knowledge) -> Sequence[Outgoing]:
    """Tells an owner, in their direct messages, what has become of a decision."""
    decision = change.decision
    body = {"channel": decision.owner, **review(change, knowledge).body()}
    return (Outgoing(decision.team, _lane(decision.owner, ""), POST, body),)


def canvas(asked: AskedFor, decision: Decision, record: str) -> Outgoing:
    """Makes a canvas of a record where its button was pressed."""
    body = {
        "title": decision.title,
        "markdown": body_of(record),
        "channel_id": asked.to.channel,
        "answer": _answer(asked),
    }
    return Outgoing(asked.delivery.team, _own_lane(asked), CANVAS, body)


def replaced(asked: AskedFor, text: str) -> Outgoing:
    """Puts a sentence in the place of the message that was pressed."""
    body = {"channel": asked.to.channel, "ts": asked.to.ts, **sentence(text).body()}
    lane = _lane(asked.to.channel, asked.to.thread)
    return Outgoing(asked.delivery.team, lane, UPDATE, body)


def aside(asked: AskedFor, text: str) -> Outgoing:
    """Says something to the person who pressed alone."""
    body = {
        **_answer(asked),
        "response_type": "ephemeral",
        "replace_original": False,
        **sentence(text).body(),
    }
    return Outgoing(asked.delivery.team, _own_lane(asked), RESPONSE_URL, body)


def errors_of(field: str, text: str) -> dict[str, Any]:
    """The acknowledgement of a form that says below a field what is wrong."""
    return {"response_action": "errors", "errors": {field: text}}


def _answer(asked: AskedFor) -> dict[str, str]:
    return {"response_url": asked.to.response_url, **_in_thread(asked.to.thread)}


def _in_thread(thread: str) -> dict[str, str]:
    return {"thread_ts": thread} if thread else {}


def _lane(channel: str, thread: str) -> str:
    return f"{channel}/{thread}"


def _own_lane(asked: AskedFor) -> str:
    return f"{_lane(asked.to.channel, asked.to.thread)}/{asked.by}"
