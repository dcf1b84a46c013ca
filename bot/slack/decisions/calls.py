"""Puts what is to be said about decisions into calls. Pure."""

from collections.abc import Sequence
from typing import Any

from bot.deciding.wishes import TellKept
from bot.decisions.decision import Decision
from bot.decisions.naming import file_name
from bot.decisions.record import body_of
from bot.decisions.reviewing import ReviewedChange
from bot.knowledge.model import Knowledge
from bot.slack.blocks import sentence
from bot.slack.blocks.decisions import review, saved
from bot.slack.calls import FOLLOWS, in_thread, lane, own_lane, post, respond, update
from bot.slack.decisions.inbox import AskedFor
from bot.slack.uploads import CANVAS, UPLOAD
from bot.store.protocol import Outgoing


def told_saved(channel: str, thread: str, knowledge: Knowledge) -> TellKept:
    """Tells of a kept decision where its result stood, with the record as a file in the thread.

    Without a thread the message that tells of it begins one.
    """

    def tell(decision: Decision, record: str) -> Sequence[Outgoing]:
        key = f"decision:{decision.team}:{decision.number}"
        where = {"channel": channel, **in_thread(thread)}
        file = {
            "filename": file_name(decision.number, decision.title),
            "title": decision.title,
            "content": record,
            **(where if thread else {FOLLOWS: key}),
        }
        return (
            post(decision.team, channel, thread, saved(decision, knowledge), answers=key),
            Outgoing(decision.team, lane(channel, thread), UPLOAD, file),
        )

    return tell


def told_changed(change: ReviewedChange, knowledge: Knowledge) -> Sequence[Outgoing]:
    """Tells an owner, in their direct messages, what has become of a decision."""
    decision = change.decision
    return (post(decision.team, decision.owner, "", review(change, knowledge)),)


def canvas(asked: AskedFor, decision: Decision, record: str) -> Outgoing:
    """Makes a canvas of a record where its button was pressed."""
    to = asked.to
    body = {
        "title": decision.title,
        "markdown": body_of(record),
        "channel_id": to.channel,
        "answer": {"response_url": to.response_url, **in_thread(to.thread)},
    }
    lane_of_one = own_lane(to.channel, to.thread, asked.by)
    return Outgoing(asked.delivery.team, lane_of_one, CANVAS, body)


def replaced(asked: AskedFor, text: str) -> Outgoing:
    """Puts a sentence in the place of the message that was pressed."""
    to = asked.to
    return update(asked.delivery.team, to.channel, to.thread, to.ts, sentence(text))


def aside(asked: AskedFor, text: str) -> Outgoing:
    """Says something to the person who pressed alone."""
    return respond(asked.delivery.team, asked.to, asked.by, sentence(text), replaces=False)


def errors_of(field: str, text: str) -> dict[str, Any]:
    """The acknowledgement of a form that says below a field what is wrong."""
    return {"response_action": "errors", "errors": {field: text}}
