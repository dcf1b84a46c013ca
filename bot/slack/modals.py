"""The modals, and what is read from them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from slack_sdk.models.blocks import (
    InputBlock,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
)
from slack_sdk.models.blocks import Option as Choosable
from slack_sdk.models.views import View

from bot import phrases
from bot.slack.blocks.as_json import as_json
from bot.slack.blocks.parts import context, section
from bot.slack.carried import Carried
from bot.slack.ids import EXPECTED_MODAL, SETTINGS_MODAL
from bot.slack.incoming import Payload
from bot.slack.payload import id_at, text_at
from bot.slack.rating import Rating
from bot.slack.text import mention
from bot.store.workspace import ChannelChoice, Threads

LONGEST_EXPECTED = 500
"""Characters that somebody may write about what they expected; as many are kept."""

_FIELD, _INPUT = "field", "input"
_FOLLOWS = "workspace"
"""The value of the choice to have what the workspace has."""


class OfChannel(Carried):
    """The channel that is set, and the response URL of the command, which reaches it."""

    channel: str
    response_url: str


class OfAnswer(Carried):
    """The answer that was rated: its channel and `ts`, and the rating."""

    message: str
    rating: Rating


@dataclass(frozen=True, slots=True)
class Chosen:
    """Settings that were submitted; None has the channel follow the workspace."""

    of: OfChannel
    threads: Threads | None


@dataclass(frozen=True, slots=True)
class Expected:
    """What somebody wrote that they expected of an answer."""

    of: OfAnswer
    text: str


Submitted = Chosen | Expected


def loading() -> dict[str, Any]:
    """What stands in a modal until there is more to show: a trigger does not wait."""
    return _view(phrases.LOADING, blocks=[section(phrases.LOADING)])


def unavailable(sentence: str) -> dict[str, Any]:
    """A window that says why there is nothing to see."""
    return _view(phrases.NAME, blocks=[section(sentence)])


def settings(of: OfChannel, own: ChannelChoice | None, workspace: Threads) -> dict[str, Any]:
    """What a channel has chosen, to be changed."""
    follows = phrases.as_the_workspace(workspace)
    options = {
        value: Choosable(value=value, text=PlainTextObject(text=label))
        for value, label in {_FOLLOWS: follows, **phrases.THREADS}.items()
    }
    chosen = options[own.threads if own else _FOLLOWS]
    radio = RadioButtonsElement(
        action_id=_INPUT, options=list(options.values()), initial_option=chosen
    )
    by = phrases.set_by(mention(own.by), own.at.date()) if own else phrases.NOBODY_HAS_CHANGED
    return _view(
        phrases.SETTINGS_TITLE,
        callback_id=SETTINGS_MODAL,
        submit=phrases.SAVE,
        kept=of,
        blocks=[
            section(phrases.now_in_channel(f"<#{of.channel}>", own.threads if own else workspace)),
            InputBlock(
                block_id=_FIELD, label=PlainTextObject(text=phrases.IN_THREADS), element=radio
            ),
            context(f"{by} {phrases.ONLY_WITH_PERMISSION}"),
        ],
    )


def expected(of: OfAnswer) -> dict[str, Any]:
    """The window that asks what somebody had expected of an answer that did not help."""
    box = PlainTextInputElement(action_id=_INPUT, multiline=True, max_length=LONGEST_EXPECTED)
    return _view(
        phrases.WHAT_EXPECTED,
        callback_id=EXPECTED_MODAL,
        submit=phrases.SEND,
        kept=of,
        blocks=[
            InputBlock(
                block_id=_FIELD,
                label=PlainTextObject(text=phrases.WHAT_EXPECTED),
                hint=PlainTextObject(text=phrases.WHY_ASKED),
                element=box,
                optional=True,
            )
        ],
    )


def submitted(body: Payload) -> Submitted | None:
    """What was submitted; None where it is nothing of ours."""
    kept = text_at(body, "view", "private_metadata")
    answer = ("view", "state", "values", _FIELD, _INPUT)
    try:
        match id_at(body, "view", "callback_id"):
            case name if name == SETTINGS_MODAL:
                picked = id_at(body, *answer, "selected_option", "value")
                return Chosen(OfChannel.model_validate_json(kept), _threads(picked))
            case name if name == EXPECTED_MODAL:
                text = text_at(body, *answer, "value").strip()
                return Expected(OfAnswer.model_validate_json(kept), text[:LONGEST_EXPECTED])
            case _:
                return None
    except ValidationError:
        return None


def _threads(picked: str) -> Threads | None:
    known: Mapping[str, Threads] = {"engaged": "engaged", "mentions": "mentions"}
    return known.get(picked)


def _view(
    title: str,
    blocks: list[Any],
    kept: Carried | None = None,
    callback_id: str | None = None,
    submit: str | None = None,
) -> dict[str, Any]:
    view = View(
        type="modal",
        title=PlainTextObject(text=title),
        close=PlainTextObject(text=phrases.CANCEL if submit else phrases.CLOSE),
        blocks=blocks,
        private_metadata=kept.model_dump_json() if kept else None,
        callback_id=callback_id,
        submit=PlainTextObject(text=submit) if submit else None,
    )
    return as_json(view)
