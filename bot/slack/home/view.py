"""The App Home: where a person begins, goes on and looks around. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, ButtonElement

from bot import phrases
from bot.advisor.moves import Began
from bot.knowledge.model import Criterion
from bot.slack.blocks.answers import card
from bot.slack.blocks.as_json import as_json
from bot.slack.blocks.decisions import search_field
from bot.slack.blocks.home import (
    act,
    beside,
    browse_menu,
    decision,
    dialog_in_hand,
    gaps_menu,
    opinion,
    threads_menu,
)
from bot.slack.blocks.parts import actions, bullets, button, context, divider, header, section
from bot.slack.blocks.team.card import open_team_decision
from bot.slack.home.acts import CameBack, List, LookedAt, TurnedTo
from bot.slack.home.desk import ON_A_PAGE, Desk, OpenDialog
from bot.slack.ids import COMMAND
from bot.slack.text import escaped, mention
from bot.store.team import Card
from bot.store.workspace import DEFAULT_THREADS, ChannelChoice

MOST_DIALOGS = 5
"""Dialogs that are shown; hardly anybody has more than one open."""

NEWEST = 3
"""Things of a list on the first page."""


def home_view(desk: Desk) -> dict[str, Any]:
    """The view for `views.publish`."""
    return {"type": "home", "blocks": [as_json(block) for block in _page(desk)]}


def _page(desk: Desk) -> Iterator[Block]:
    criterion = _criterion(desk)
    match desk.page:
        case LookedAt() if criterion:
            yield from _card(criterion, desk)
        case TurnedTo() as shown:
            yield from _list_page(desk, shown)
        case LookedAt() | CameBack():
            yield from _front(desk)


def _front(desk: Desk) -> Iterator[Block]:
    yield header(phrases.NAME)
    yield section(phrases.WHAT_IT_DOES)
    yield actions(
        button(phrases.HELP_ME_CHOOSE, Began(), style=None if desk.dialogs else "primary")
    )
    yield from _in_hand(desk.dialogs)
    yield from _teams(desk.teams)
    yield from _newest(desk, "decisions")
    yield from _subjects(desk)
    yield from _newest(desk, "feedback")
    yield from _settings(desk)
    yield divider()
    yield context(phrases.decided_by(desk.expertise.knowledge.version))


def _in_hand(dialogs: Sequence[OpenDialog]) -> Iterator[Block]:
    if dialogs:
        yield header(phrases.IN_HAND)
    for dialog in dialogs[:MOST_DIALOGS]:
        yield from dialog_in_hand(dialog)


def _teams(cards: Sequence[Card]) -> Iterator[Block]:
    if cards:
        yield header(phrases.OPEN_TEAM_DECISIONS)
    yield from map(open_team_decision, cards)


def _subjects(desk: Desk) -> Iterator[Block]:
    yield header(phrases.SUBJECTS)
    yield beside(phrases.BROWSE, browse_menu(tuple(desk.expertise.knowledge.criteria.values())))
    examples = [f"`{COMMAND} {example}`" for example in phrases.EXAMPLES]
    yield section(f"{phrases.ASK_ANYWHERE}\n{bullets(examples)}")


def _newest(desk: Desk, name: List) -> Iterator[Block]:
    """The newest of a list, and a way to the rest; nothing where there is none."""
    title, things = _listed(desk, name)
    if not things:
        return
    yield header(title)
    yield from things[:NEWEST]
    if len(things) > NEWEST:
        yield actions(act(phrases.ALL_OF_IT, TurnedTo(list=name)))


def _listed(desk: Desk, name: List) -> tuple[str, Sequence[Block]]:
    """The title of a list, and the things in it."""
    match name:
        case "decisions":
            return phrases.YOUR_DECISIONS, [decision(d, desk.expertise) for d in desk.decisions]
        case "feedback":
            return phrases.YOUR_FEEDBACK, [opinion(one, desk.expertise) for one in desk.opinions]


def _settings(desk: Desk) -> Iterator[Block]:
    yield header(phrases.SETTINGS)
    chosen = desk.choice.threads if desk.choice else DEFAULT_THREADS
    yield beside(phrases.threads_setting(chosen), threads_menu(chosen))
    yield context(f"{_set_by(desk.choice)} {phrases.channels_may_differ(COMMAND)}")
    yield beside(phrases.gaps_setting(kept=desk.keeps_gaps), gaps_menu(kept=desk.keeps_gaps))


def _set_by(choice: ChannelChoice | None) -> str:
    if choice is None:
        return phrases.NOBODY_HAS_CHANGED
    return phrases.set_by(mention(choice.by), choice.at.date())


def _card(criterion: Criterion, desk: Desk) -> Iterator[Block]:
    """Everything that is known of a criterion, and the way back."""
    yield actions(act(phrases.BACK, CameBack()))
    yield from card(criterion, desk.expertise)


def _list_page(desk: Desk, shown: TurnedTo) -> Iterator[Block]:
    title, things = _listed(desk, shown.list)
    yield header(title)
    if shown.list == "decisions":
        yield search_field(shown.title)
    nothing = phrases.no_decision_found(shown.title) if shown.title else phrases.NOTHING_LISTED
    yield from things[:ON_A_PAGE] or [section(escaped(nothing))]
    yield actions(act(phrases.BACK, CameBack()), *_turns(shown, more=len(things) > ON_A_PAGE))


def _turns(shown: TurnedTo, *, more: bool) -> Iterator[ButtonElement]:
    if shown.page:
        yield act(phrases.NEWER, shown.model_copy(update={"page": shown.page - 1}))
    if more:
        yield act(phrases.OLDER, shown.model_copy(update={"page": shown.page + 1}))


def _criterion(desk: Desk) -> Criterion | None:
    """The criterion that is looked at; None where it is none, or left the knowledge."""
    name = desk.page.criterion if isinstance(desk.page, LookedAt) else ""
    return desk.expertise.knowledge.criteria.get(name)
