"""Renders the card that counts a team's answers."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement, OverflowMenuElement, PlainTextObject
from slack_sdk.models.blocks import Option as MenuOption

from bot import phrases
from bot.knowledge.model import Knowledge
from bot.slack.blocks.parts import (
    LONGEST_BUTTON,
    Message,
    actions,
    bold,
    bullets,
    context,
    header,
    section,
)
from bot.slack.permalink import address_of
from bot.slack.team.ids import (
    MENU,
    AnswerAsked,
    CloseAsked,
    GiveAsked,
    TakeOverAsked,
    TeamPress,
    pack_team,
)
from bot.slack.text import escaped, link, mention, shortened, when
from bot.store.team import Card, TeamDecision

MOST_NAMED = 20
"""People who are named on a card; of more it says how many."""


def team_card(card: Card, knowledge: Knowledge) -> Message:
    """Who called for what, how many have answered, until when, and what can be done."""
    decision = card.decision
    line = state_line(card, knowledge)
    return Message(phrases.card_text(decision.title, line), tuple(_blocks(card, line, knowledge)))


def state_line(card: Card, knowledge: Knowledge) -> str:
    """How many have answered while it is open, and what came out once it is closed."""
    decision = card.decision
    if decision.is_open:
        return phrases.have_answered(card.answered)
    if not decision.outcome:
        return phrases.CLOSED_EMPTY
    outcome = phrases.decided_for(decision.outcome, knowledge.options)
    return phrases.closed_with(outcome, card.answered)


def open_team_decision(card: Card) -> Block:
    """An open team decision in App Home, with the way to its card where that is known."""
    decision = card.decision
    lines = [bold(decision.title), f"{escaped(phrases.have_answered(card.answered))}."]
    if decision.deadline:
        lines[1] += f" {phrases.open_until(when(decision.deadline))}"
    address = address_of(decision.domain, decision.channel, decision.card_ts)
    if decision.card_ts and address:
        lines.append(link(address, phrases.TO_CARD))
    return section("\n".join(lines))


def asks_team(label: str, asked: TeamPress, style: str | None = None) -> ButtonElement:
    """A button that asks something about a team decision."""
    action_id, value = pack_team(asked)
    text = PlainTextObject(text=shortened(label, LONGEST_BUTTON), emoji=False)
    return ButtonElement(text=text, action_id=action_id, value=value, style=style)


def fixed_list(decision: TeamDecision, knowledge: Knowledge) -> str:
    """What holds for everybody, as a list; empty where nothing does."""
    lines = []
    for given in decision.fixed:
        question = knowledge.dialog.question(given.question)
        answer = question.answer(given.answer or "") if question else None
        if question and answer:
            lines.append(f"{escaped(question.ask)} {bold(answer.label)}")
    return f"{bold(phrases.FIXED_FOR_ALL)}\n{bullets(lines)}" if lines else ""


def _blocks(card: Card, line: str, knowledge: Knowledge) -> Iterator[Block]:
    decision = card.decision
    yield header(decision.title)
    yield section(f"{bold(line)}{_names(card)}")
    if decision.is_open:
        yield section(phrases.ANSWER_ALONE)
    fixed = fixed_list(decision, knowledge)
    if fixed:
        yield section(fixed)
    yield context(" ".join(_small_print(decision)))
    if decision.is_open:
        yield actions(*_buttons(decision))


def _names(card: Card) -> str:
    if not card.people:
        return ""
    shown = ", ".join(map(mention, card.people[:MOST_NAMED]))
    return f": {phrases.and_others(shown, len(card.people) - MOST_NAMED)}" if shown else ""


def _small_print(decision: TeamDecision) -> Iterator[str]:
    yield phrases.called_by(mention(decision.owner))
    if not decision.is_open:
        return
    if decision.deadline:
        yield phrases.open_until(when(decision.deadline))
    yield phrases.closes_it(mention(decision.owner), deadline=decision.deadline is not None)
    yield phrases.NAMES_WILL_SHOW if decision.names_shown else phrases.NAMES_WILL_NOT_SHOW


def _buttons(decision: TeamDecision) -> Iterator[ButtonElement | OverflowMenuElement]:
    yield asks_team(phrases.ANSWER, AnswerAsked(number=decision.number), style="primary")
    yield asks_team(phrases.CLOSE_TEAM, CloseAsked(number=decision.number))
    choices: dict[str, TeamPress] = {
        phrases.GIVE_TEAM: GiveAsked(number=decision.number),
        phrases.TAKE_OVER: TakeOverAsked(number=decision.number),
    }
    yield OverflowMenuElement(
        action_id=MENU, options=[_choice(label, asked) for label, asked in choices.items()]
    )


def _choice(label: str, asked: TeamPress) -> MenuOption:
    _, value = pack_team(asked)
    return MenuOption(value=value, text=PlainTextObject(text=label, emoji=False))
