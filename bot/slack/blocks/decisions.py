"""Renders what is said and asked about decisions."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    InputBlock,
    PlainTextInputElement,
    PlainTextObject,
    StaticSelectElement,
)
from slack_sdk.models.blocks import Option as MenuOption

from bot import phrases
from bot.decisions.decision import LONGEST_TITLE, Decision
from bot.decisions.reviewing import ReviewedChange
from bot.decisions.tally import Tally, tallies
from bot.knowledge.model import Knowledge
from bot.slack.blocks.as_json import as_json
from bot.slack.blocks.parts import (
    LONGEST_BUTTON,
    LONGEST_OPTION,
    Message,
    actions,
    bold,
    bullets,
    context,
    input_field,
    section,
)
from bot.slack.decisions.ids import (
    SAVE_FORM,
    SUPERSEDES,
    TITLE,
    CanvasAsked,
    DecisionPress,
    KeepAsked,
    ReopenAsked,
    SaveForm,
    pack_decision,
)
from bot.slack.home.acts import LONGEST_QUERY
from bot.slack.ids import COMMAND, SEARCH_DECISIONS
from bot.slack.text import escaped, shortened

LONGEST_TEXT_IN_FORM = 2900


def asks(label: str, asked: DecisionPress, style: str | None = None) -> ButtonElement:
    """A button that asks something about a decision."""
    action_id, value = pack_decision(asked)
    text = PlainTextObject(text=shortened(label, LONGEST_BUTTON), emoji=False)
    return ButtonElement(text=text, action_id=action_id, value=value, style=style)


def save_form(
    form: SaveForm, older: Sequence[Decision], reopened: int | None = None
) -> dict[str, Any]:
    """The form that asks for a title, and for what the decision supersedes.

    What it supersedes is already picked where its answers began with those of `reopened`.
    """
    title = PlainTextInputElement(action_id=TITLE, max_length=LONGEST_TITLE, min_length=1)
    named = input_field(TITLE, phrases.DECISION_TITLE, title, hint=phrases.TITLE_HINT)
    blocks = [named, *superseded_field(older, reopened)]
    return {
        **_view(phrases.SAVE_DECISION, blocks),
        "callback_id": SAVE_FORM,
        "private_metadata": form.model_dump_json(),
        "submit": {"type": "plain_text", "text": phrases.SAVE},
    }


def superseded_field(older: Sequence[Decision], reopened: int | None = None) -> Iterator[Block]:
    """A menu of what a decision may supersede, with `reopened` picked; none without any."""
    if older:
        options = {d.number: MenuOption(value=str(d.number), text=_option(d)) for d in older}
        menu = StaticSelectElement(
            action_id=SUPERSEDES,
            options=list(options.values()),
            initial_option=options.get(reopened or 0),
        )
        yield input_field(SUPERSEDES, phrases.SUPERSEDES, menu, optional=True)


def told_in_form(title: str, text: str) -> dict[str, Any]:
    """A window that says something and asks nothing."""
    return _view(title, [section(escaped(text))])


def details(decision: Decision, knowledge: Knowledge) -> dict[str, Any]:
    """A window that shows a decision: what came out, and every answer that it rests on."""
    answers = [_answered(tally) for tally in tallies(decision, knowledge)]
    blocks = [
        section(bold(decision.title)),
        section(bullets([escaped(x) for x in phrases.decision_facts(decision, knowledge.options)])),
        *(section(bullets(part)) for part in _parted(answers)),
        context(escaped(phrases.decided_by(decision.knowledge_version))),
    ]
    return _view(phrases.decision_name(decision.number), blocks)


def saved(decision: Decision, knowledge: Knowledge) -> Message:
    """That a decision is kept, and what came out."""
    lead = phrases.decision_saved(decision)
    facts = phrases.decision_facts(decision, knowledge.options)
    make = asks(phrases.MAKE_CANVAS, CanvasAsked(number=decision.number))
    shown = section(f"{bold(lead)}\n{bullets([escaped(fact) for fact in facts])}")
    return Message(f"{lead} {facts[0]}", (shown, actions(make)))


def review(change: ReviewedChange, knowledge: Knowledge) -> Message:
    """That a decision comes out otherwise now, with the difference, and what can be done."""
    decision = change.decision
    lead = phrases.decision_changed(decision)
    lines = phrases.changes(change, knowledge.options)
    keep = asks(phrases.KEEP_DECISION, KeepAsked(number=decision.number, version=change.version))
    if decision.kind == "team":
        lines, buttons = (*lines, phrases.decided_by_team(COMMAND)), [keep]
    else:
        reopen = asks(phrases.REOPEN_DECISION, ReopenAsked(number=decision.number))
        buttons = [keep, reopen]
    shown = section(f"{bold(lead)}\n{bullets([escaped(line) for line in lines])}")
    small = context(escaped(phrases.decided_by(change.version)))
    return Message(f"{lead} {' '.join(lines)}", (shown, small, actions(*buttons)))


def search_field(title: str) -> Block:
    """A field that looks for decisions with `title` in theirs, when Enter is pressed."""
    element = PlainTextInputElement(
        action_id=SEARCH_DECISIONS,
        initial_value=title or None,
        max_length=LONGEST_QUERY,
        dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]},
    )
    label = PlainTextObject(text=phrases.SEARCH_DECISIONS)
    return InputBlock(
        block_id=SEARCH_DECISIONS, label=label, element=element, dispatch_action=True, optional=True
    )


def _answered(tally: Tally) -> str:
    """A question with the answers to it, and how many gave each where several people did."""
    many = sum(tally.counts.values()) > 1
    answers = ", ".join(
        bold(answer.label if answer else phrases.LEFT_OPEN) + (f" ({count})" if many else "")
        for answer, count in tally.answers()
    )
    return f"{escaped(tally.question.ask)} {answers}"


def _option(decision: Decision) -> PlainTextObject:
    return PlainTextObject(text=shortened(f"{decision.number}. {decision.title}", LONGEST_OPTION))


def _view(title: str, blocks: Sequence[Block]) -> dict[str, Any]:
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": title},
        "close": {"type": "plain_text", "text": phrases.CLOSE},
        "blocks": [as_json(block) for block in blocks],
    }


def _parted(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines in parts that each fit a section."""
    part: list[str] = []
    for line in lines:
        if part and sum(map(len, part)) + len(line) + 3 * len(part) > LONGEST_TEXT_IN_FORM:
            yield part
            part = []
        part.append(line)
    if part:
        yield part
