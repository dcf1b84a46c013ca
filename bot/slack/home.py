"""The App Home: where a person begins, goes on and looks around. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block

from bot import phrases
from bot.advisor.moves import Began
from bot.knowledge.model import Criterion
from bot.slack.blocks.answers import card
from bot.slack.blocks.home import (
    act,
    beside,
    browse_menu,
    dialog_in_hand,
    gaps_menu,
    opinion,
    threads_menu,
)
from bot.slack.blocks.parts import actions, bullets, button, context, divider, header, section
from bot.slack.desk import Desk, OpenDialog
from bot.slack.home_acts import CameBack, LookedAt, TurnedTo
from bot.slack.ids import COMMAND
from bot.store.workspace import Choice

MOST_DIALOGS = 5
"""Dialogs that are shown; hardly anybody has more than one open."""

LATEST_OPINIONS = 3


def home_view(desk: Desk) -> dict[str, Any]:
    """The view for `views.publish`."""
    return {"type": "home", "blocks": [block.to_dict() for block in _page(desk)]}


def _page(desk: Desk) -> Iterator[Block]:
    criterion = _criterion(desk)
    match desk.page:
        case LookedAt() if criterion:
            yield from _card(criterion, desk)
        case TurnedTo(page=page):
            yield from _feedback_page(desk, page)
        case LookedAt() | CameBack():
            yield from _front(desk)


def _front(desk: Desk) -> Iterator[Block]:
    yield header("StackPick")
    yield section(phrases.WHAT_IT_DOES)
    yield actions(button("Help me choose", Began(), style="primary"))
    yield from _in_hand(desk.dialogs)
    yield from _subjects(desk)
    yield from _latest_feedback(desk)
    yield from _settings(desk)
    yield divider()
    yield context(phrases.decided_by(desk.expertise.knowledge.version))


def _in_hand(dialogs: Sequence[OpenDialog]) -> Iterator[Block]:
    if dialogs:
        yield header(phrases.IN_HAND)
    for dialog in dialogs[:MOST_DIALOGS]:
        yield from dialog_in_hand(dialog)


def _subjects(desk: Desk) -> Iterator[Block]:
    yield header(phrases.SUBJECTS)
    yield beside(phrases.BROWSE, browse_menu(tuple(desk.expertise.knowledge.criteria.values())))
    examples = [f"`{COMMAND} {example}`" for example in phrases.EXAMPLES]
    yield section(f"{phrases.ASK_ANYWHERE}\n{bullets(examples)}")


def _latest_feedback(desk: Desk) -> Iterator[Block]:
    if not desk.opinions:
        return
    yield header(phrases.YOUR_FEEDBACK)
    yield from (opinion(one, desk.expertise) for one in desk.opinions[:LATEST_OPINIONS])
    if desk.more_opinions or len(desk.opinions) > LATEST_OPINIONS:
        yield actions(act("All of it", TurnedTo(page=0)))


def _settings(desk: Desk) -> Iterator[Block]:
    yield header(phrases.SETTINGS)
    yield beside(phrases.THREADS_SETTING, threads_menu(desk.choice))
    yield context(_set_by(desk.choice), phrases.channels_may_differ(COMMAND))
    yield beside(phrases.GAPS_SETTING, gaps_menu(kept=desk.keeps_gaps))


def _set_by(choice: Choice | None) -> str:
    if choice is None:
        return phrases.NOBODY_HAS_CHANGED
    return phrases.set_by(f"<@{choice.by}>", choice.at.date())


def _card(criterion: Criterion, desk: Desk) -> Iterator[Block]:
    """Everything that is known of a criterion, and the way back."""
    yield actions(act("Back", CameBack()))
    yield from card(criterion, desk.expertise)


def _feedback_page(desk: Desk, page: int) -> Iterator[Block]:
    yield header(phrases.YOUR_FEEDBACK)
    yield from (opinion(one, desk.expertise) for one in desk.opinions)
    if not desk.opinions:
        yield section(phrases.NO_FEEDBACK)
    newer = [act("Newer", TurnedTo(page=page - 1))] if page else []
    older = [act("Older", TurnedTo(page=page + 1))] if desk.more_opinions else []
    yield actions(act("Back", CameBack()), *newer, *older)


def _criterion(desk: Desk) -> Criterion | None:
    """The criterion that is looked at; None where it is none, or left the knowledge."""
    name = desk.page.criterion if isinstance(desk.page, LookedAt) else ""
    return desk.expertise.knowledge.criteria.get(name)
