"""The forms in which a team is called to decide, answers, and passes a decision on. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    PlainTextInputElement,
    PlainTextObject,
    RadioButtonsElement,
    StaticSelectElement,
    UserSelectElement,
)
from slack_sdk.models.blocks import Option as Choosable
from slack_sdk.models.views import View

from bot import phrases
from bot.advisor.reading.answers import Read
from bot.decisions.decision import LONGEST_TITLE, Decision
from bot.knowledge.model import Knowledge, Question
from bot.slack.blocks.as_json import as_json
from bot.slack.blocks.decisions import superseded_field
from bot.slack.blocks.parts import context, header, input_field, section
from bot.slack.blocks.team.card import fixed_list
from bot.slack.carried import Carried
from bot.slack.team.ids import (
    ANSWER_FORM,
    BEGIN_FORM,
    DEADLINE,
    DESCRIPTION,
    FIXED_FORM,
    GIVE_FORM,
    NAMES,
    NEW_OWNER,
    NO_ANSWER,
    NO_DEADLINE,
    SAVE_FORM,
    TITLE,
    Beginning,
    Fixing,
    OfDecision,
)
from bot.slack.text import escaped
from bot.store.team import TeamDecision

LONGEST_DESCRIPTION = 1000
"""Characters that may describe what holds for everybody."""

Form = dict[str, Any]


def begin_form(of: Beginning, title: str) -> Form:
    """What is to be decided, whether names are shown, until when, and what holds for all."""
    title_box = PlainTextInputElement(
        action_id=TITLE, max_length=LONGEST_TITLE, min_length=1, initial_value=title or None
    )
    description = PlainTextInputElement(
        action_id=DESCRIPTION, multiline=True, max_length=LONGEST_DESCRIPTION
    )
    blocks = [
        input_field(TITLE, phrases.TEAM_TITLE, title_box, hint=phrases.TEAM_TITLE_HINT),
        input_field(NAMES, phrases.NAMES_SHOWN, _names(), hint=phrases.NAMES_HINT),
        input_field(DEADLINE, phrases.DEADLINE, _deadlines(), hint=phrases.DEADLINE_HINT),
        input_field(
            DESCRIPTION, phrases.FIXED, description, hint=phrases.FIXED_HINT, optional=True
        ),
    ]
    return _form(phrases.BEGIN_TEAM, blocks, BEGIN_FORM, of, phrases.BEGIN)


def fixed_form(fixing: Fixing, read: Sequence[Read], knowledge: Knowledge) -> Form:
    """What was read from a description of what holds for all, to be corrected."""
    fields = [
        _choice(question, one.answer, phrases.NOT_FIXED, one.words)
        for one in read
        if (question := knowledge.dialog.question(one.question))
    ]
    blocks = [section(phrases.FIXED_READ), *fields]
    return _form(phrases.CHECK_FIXED, blocks, FIXED_FORM, fixing, phrases.BEGIN)


def answer_form(
    decision: TeamDecision,
    questions: Sequence[Question],
    earlier: Mapping[str, str],
    knowledge: Knowledge,
) -> Form:
    """Every question that is not fixed, with what the person answered before."""
    fixed = fixed_list(decision, knowledge)
    shown = phrases.NAMES_WILL_SHOW if decision.names_shown else phrases.NAMES_WILL_NOT_SHOW
    top = [header(decision.title), context(f"{phrases.PRIVATELY} {shown}")]
    fields = [_choice(q, earlier.get(q.id, ""), phrases.NOT_ANSWERED) for q in questions]
    blocks = [*top, *([section(fixed)] if fixed else []), *fields]
    if not fields:
        return told_form(phrases.ANSWER_FORM, phrases.NOTHING_ASKED)
    of = OfDecision(number=decision.number)
    return _form(phrases.ANSWER_FORM, blocks, ANSWER_FORM, of, phrases.SEND_ANSWERS)


def give_form(of: OfDecision) -> Form:
    """Who is to own the decision from now on."""
    menu = UserSelectElement(action_id=NEW_OWNER)
    blocks = [input_field(NEW_OWNER, phrases.NEW_OWNER, menu)]
    return _form(phrases.GIVE_FORM, blocks, GIVE_FORM, of, phrases.GIVE)


def save_team_form(of: OfDecision, title: str, older: Sequence[Decision]) -> Form:
    """Under which title a team's result is kept, and what that supersedes."""
    box = PlainTextInputElement(
        action_id=TITLE, max_length=LONGEST_TITLE, min_length=1, initial_value=title
    )
    named = input_field(TITLE, phrases.DECISION_TITLE, box, hint=phrases.TITLE_HINT)
    blocks = [named, *superseded_field(older)]
    return _form(phrases.SAVE_DECISION, blocks, SAVE_FORM, of, phrases.SAVE)


def told_form(title: str, text: str) -> Form:
    """A form that says something and asks nothing."""
    return _form(title, [section(escaped(text))])


def _names() -> RadioButtonsElement:
    options = [
        Choosable(value=value, text=PlainTextObject(text=label))
        for value, label in phrases.NAMES_CHOICES.items()
    ]
    return RadioButtonsElement(action_id=NAMES, options=options, initial_option=options[0])


def _deadlines() -> StaticSelectElement:
    labels = {NO_DEADLINE: phrases.NO_DEADLINE} | {str(h): t for h, t in phrases.DEADLINES.items()}
    options = [
        Choosable(value=value, text=PlainTextObject(text=label)) for value, label in labels.items()
    ]
    return StaticSelectElement(action_id=DEADLINE, options=options, initial_option=options[0])


def _choice(question: Question, chosen: str, without: str, words: str | None = None) -> Block:
    """A menu of the answers to a question, and of none; `words` are those that it was read from."""
    labels = {answer.id: answer.label for answer in question.answers} | {NO_ANSWER: without}
    options = {
        value: Choosable(value=value, text=PlainTextObject(text=label, emoji=False))
        for value, label in labels.items()
    }
    menu = StaticSelectElement(
        action_id=question.id,
        options=list(options.values()),
        initial_option=options.get(chosen),
        placeholder=PlainTextObject(text=phrases.NOT_ANSWERED),
    )
    hint = phrases.read_from(words) if words else None
    return input_field(question.id, question.ask, menu, hint=hint, optional=True)


def _form(
    title: str,
    blocks: Sequence[Block],
    callback_id: str | None = None,
    carried: Carried | None = None,
    submit: str | None = None,
) -> Form:
    view = View(
        type="modal",
        title=PlainTextObject(text=title),
        close=PlainTextObject(text=phrases.CANCEL if submit else phrases.CLOSE),
        blocks=blocks,
        private_metadata=carried.model_dump_json() if carried else None,
        callback_id=callback_id,
        submit=PlainTextObject(text=submit) if submit else None,
    )
    return as_json(view)
