"""Renders the two buttons that ask what somebody thinks of an answer."""

from collections.abc import Sequence

from slack_sdk.models.blocks import (
    ButtonElement,
    ContextActionsBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    PlainTextObject,
)

from bot import phrases
from bot.advisor.gap import kept_text
from bot.slack.blocks.parts import Message, actions
from bot.slack.ids import FEEDBACK
from bot.slack.rating import Rating


def ending(buttons: Sequence[ButtonElement], subject: str, question: str = "") -> Message:
    """The end of an answer: buttons, and two more that ask whether it helped.

    `question` is what was asked, as far as it is known.
    """
    asked = kept_text(question)
    good, bad = (
        Rating(subject=subject, helpful=helpful, question=asked) for helpful in (True, False)
    )
    element = FeedbackButtonsElement(
        action_id=FEEDBACK, positive_button=_choice(good), negative_button=_choice(bad)
    )
    row = (actions(*buttons),) if buttons else ()
    return Message(
        "",
        (actions(*buttons, _button(good), _button(bad)),),
        (*row, ContextActionsBlock(elements=[element])),
    )


def _choice(rating: Rating) -> FeedbackButtonObject:
    label, spoken = _labels(rating)
    return FeedbackButtonObject(
        text=label, accessibility_label=spoken, value=rating.model_dump_json()
    )


def _button(rating: Rating) -> ButtonElement:
    label, spoken = _labels(rating)
    return ButtonElement(
        text=label,
        action_id=f"{FEEDBACK}:{'helpful' if rating.helpful else 'not_helpful'}",
        value=rating.model_dump_json(),
        accessibility_label=spoken,
    )


def _labels(rating: Rating) -> tuple[PlainTextObject, str]:
    """What is seen, and what is read out."""
    if rating.helpful:
        return PlainTextObject(text=phrases.HELPFUL, emoji=False), phrases.THIS_HELPED
    return PlainTextObject(text=phrases.NOT_HELPFUL, emoji=False), phrases.THIS_DID_NOT_HELP
