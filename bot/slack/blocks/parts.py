"""The pieces that messages are built of, within Slack's limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContainerBlock,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    InputBlock,
    InputInteractiveElement,
    MarkdownTextObject,
    OverflowMenuElement,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks import Option as MenuOption

from bot import phrases
from bot.advisor.moves import Move, Origin, SharingMove
from bot.knowledge.model import Criterion
from bot.slack.blocks.as_json import as_json
from bot.slack.ids import PICK_CRITERION, pack
from bot.slack.text import escaped, link, shortened

LONGEST_TEXT = 3900
"""Characters of a message's top-level text; Slack cuts or refuses it from about 4,000."""

MOST_FOLDED = 10
"""Blocks that Slack takes in a container."""

NEWER_BLOCKS = "newer_blocks"
"""The key of what is sent in place of `blocks` where Slack takes it; Slack never sees the key."""

LONGEST_SECTION, LONGEST_HEADER, LONGEST_BUTTON, LONGEST_OPTION = 3000, 150, 75, 75


@dataclass(frozen=True, slots=True)
class Sharing:
    """Where a message that one person sees alone can be shown: the channel, and a thread in it.

    `thread` is empty where the message stands in none.
    """

    channel: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """What Slack is sent: `text` states the same as the blocks for whoever cannot see them.

    `text` is plain and is escaped when it is sent; the blocks are made of escaped mrkdwn. `newer`
    are what a Slack that takes newer kinds of blocks shows in place of `blocks`, empty where there
    is nothing that would be shown better.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    newer: tuple[Block, ...] = ()
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def body(self, *, newer: bool = False) -> dict[str, Any]:
        """The JSON of the message."""
        made = self.both()
        body = {key: value for key, value in made.items() if key != NEWER_BLOCKS}
        return {**body, "blocks": made[NEWER_BLOCKS]} if newer and self.newer else body

    def both(self) -> dict[str, Any]:
        """The JSON with the newer blocks beside it, for whoever knows what Slack takes."""
        if not self._made:
            self._made.update(dict(self._json()))
        return dict(self._made)

    def _json(self) -> Iterator[tuple[str, Any]]:
        """Each block is made once, also where it is of use among the newer ones."""
        yield "text", shortened(escaped(self.text), LONGEST_TEXT)
        made = {id(block): as_json(block) for block in (*self.blocks, *self.newer)}
        if self.blocks:
            yield "blocks", [made[id(block)] for block in self.blocks]
        if self.newer:
            yield NEWER_BLOCKS, [made[id(block)] for block in self.newer]

    def then(self, after: "Message") -> "Message":
        """This message, and another below it in one."""
        newer = (*(self.newer or self.blocks), *(after.newer or after.blocks))
        return Message(
            f"{self.text} {after.text}".strip(),
            (*self.blocks, *after.blocks),
            newer if self.newer or after.newer else (),
        )


def header(text: str) -> Block:
    """A line of plain text in large letters; what is too long is cut."""
    return HeaderBlock(text=PlainTextObject(text=shortened(text, LONGEST_HEADER)))


def divider() -> Block:
    """A line across."""
    return DividerBlock()


def section(mrkdwn: str) -> Block:
    """A paragraph of mrkdwn; what is too long is cut."""
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


def share_buttons(sharing: Sharing | None, move: SharingMove) -> Iterator[ButtonElement]:
    """Buttons that show others what `move` stands for, where there is somewhere to show it."""
    if sharing is None:
        return
    yield button(phrases.SHARE_TO_CHANNEL, move)
    if sharing.thread:
        yield button(phrases.SHARE_TO_THREAD, move.model_copy(update={"thread": sharing.thread}))


def folded(title: str, blocks: Sequence[Block]) -> Block:
    """Blocks behind a title, to be unfolded; at most MOST_FOLDED."""
    return ContainerBlock(
        title=PlainTextObject(text=shortened(title, LONGEST_HEADER)),
        child_blocks=list(blocks),
        is_collapsible=True,
        default_collapsed=True,
    )


def actions(*elements: ButtonElement | StaticSelectElement | OverflowMenuElement) -> Block:
    """Buttons and menus in a row; Slack takes at most 25."""
    return ActionsBlock(elements=list(elements))


def input_field(
    name: str,
    label: str,
    element: InputInteractiveElement,
    *,
    hint: str | None = None,
    optional: bool = False,
) -> Block:
    """A field of a form, whose value is found by its name."""
    told = PlainTextObject(text=hint) if hint else None
    text = PlainTextObject(text=label)
    return InputBlock(block_id=name, label=text, element=element, hint=told, optional=optional)


def criterion_menu(
    criteria: Sequence[Criterion], action_id: str = PICK_CRITERION
) -> StaticSelectElement:
    """A menu of the criteria to ask about."""
    return StaticSelectElement(
        action_id=action_id,
        placeholder=PlainTextObject(text=phrases.PICK_A_SUBJECT),
        options=[
            MenuOption(
                value=criterion.id,
                text=PlainTextObject(text=shortened(criterion.title, LONGEST_OPTION)),
            )
            for criterion in criteria
        ],
    )


def about_message(origin: Origin) -> str:
    """A link to the message that a dialog began from."""
    return link(origin.link, phrases.ABOUT_MESSAGE)


def bold(text: str) -> str:
    """The text in bold; it is escaped."""
    return f"*{escaped(text)}*"


def bullets(lines: Sequence[str]) -> str:
    """Lines of mrkdwn as a list."""
    return "\n".join(f"• {line}" for line in lines)
