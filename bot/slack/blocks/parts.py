"""The pieces that messages are built of, within Slack's limits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks import Option as MenuOption

from bot.advisor.moves import Move
from bot.knowledge.model import Criterion
from bot.slack.ids import PICK_CRITERION, pack
from bot.slack.text import escaped, shortened

LONGEST_TEXT = 3900
"""Characters of a message's top-level text; Slack cuts or refuses it from about 4,000."""

LONGEST_SECTION, LONGEST_HEADER, LONGEST_BUTTON, LONGEST_OPTION = 3000, 150, 75, 75


@dataclass(frozen=True, slots=True)
class Message:
    """What Slack is sent: `text` states the same as the blocks for whoever cannot see them.

    `text` is plain and is escaped when it is sent; the blocks are made of escaped mrkdwn.
    """

    text: str
    blocks: tuple[Block, ...] = ()

    def body(self) -> dict[str, Any]:
        """The JSON of the message."""
        body: dict[str, Any] = {"text": shortened(escaped(self.text), LONGEST_TEXT)}
        if self.blocks:
            body["blocks"] = [block.to_dict() for block in self.blocks]
        return body


def header(text: str) -> Block:
    return HeaderBlock(text=PlainTextObject(text=shortened(text, LONGEST_HEADER)))


def section(mrkdwn: str) -> Block:
    return SectionBlock(text=MarkdownTextObject(text=shortened(mrkdwn, LONGEST_SECTION)))


def context(*mrkdwn: str) -> Block:
    """Small print; at most ten pieces."""
    return ContextBlock(
        elements=[MarkdownTextObject(text=shortened(text, LONGEST_SECTION)) for text in mrkdwn]
    )


def button(label: str, move: Move, style: str | None = None) -> ButtonElement:
    """A button that makes `move`; `style` is None, "primary" or "danger"."""
    action_id, value = pack(move)
    text = PlainTextObject(text=shortened(label, LONGEST_BUTTON), emoji=False)
    return ButtonElement(text=text, action_id=action_id, value=value, style=style)


def actions(*elements: ButtonElement | StaticSelectElement) -> Block:
    return ActionsBlock(elements=list(elements))


def criterion_menu(criteria: Sequence[Criterion]) -> StaticSelectElement:
    """A menu of the criteria to ask about."""
    return StaticSelectElement(
        action_id=PICK_CRITERION,
        placeholder=PlainTextObject(text="Pick a subject"),
        options=[
            MenuOption(
                value=criterion.id,
                text=PlainTextObject(text=shortened(criterion.title, LONGEST_OPTION)),
            )
            for criterion in criteria
        ],
    )


def bold(text: str) -> str:
    """The text in bold; it is escaped."""
    return f"*{escaped(text)}*"


def bullets(lines: Sequence[str]) -> str:
    """Lines of mrkdwn as a list."""
    return "\n".join(f"• {line}" for line in lines)
