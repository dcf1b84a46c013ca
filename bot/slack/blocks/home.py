"""The pieces of App Home."""

from collections.abc import Iterator, Mapping, Sequence

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
    StaticSelectElement,
)
from slack_sdk.models.blocks import Option as MenuOption

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.decisions.decision import Decision
from bot.knowledge.model import Criterion
from bot.slack.blocks.decisions import asks
from bot.slack.blocks.parts import (
    about_message,
    actions,
    bold,
    context,
    criterion_menu,
    section,
)
from bot.slack.decisions.ids import ShowAsked
from bot.slack.home.acts import KEPT, NOT_KEPT, GaveUp, HomeAct, WentOn, pack_act
from bot.slack.home.desk import OpenDialog
from bot.slack.ids import BROWSE, CHOOSE_GAPS, CHOOSE_THREADS
from bot.slack.text import escaped, quoted
from bot.store.workspace import Opinion, Threads


def act(label: str, done: HomeAct, style: str | None = None) -> ButtonElement:
    """A button for something that stays in App Home."""
    action_id, value = pack_act(done)
    text = PlainTextObject(text=label, emoji=False)
    return ButtonElement(text=text, action_id=action_id, value=value, style=style)


def beside(mrkdwn: str, menu: StaticSelectElement) -> Block:
    """A text with a menu beside it."""
    return SectionBlock(text=MarkdownTextObject(text=mrkdwn), accessory=menu)


def dialog_in_hand(dialog: OpenDialog) -> Iterator[Block]:
    """A dialog that waits for an answer, to be gone on with or stopped."""
    question, ref = dialog.question, dialog.question.dialog
    yield section(f"{bold(question.question.ask)}\n{phrases.question_number(question)}.")
    if question.origin and question.origin.link:
        yield context(about_message(question.origin))
    yield actions(
        act(phrases.RESUME, WentOn(dialog=ref, thread=dialog.thread), style="primary"),
        act(phrases.STOP, GaveUp(dialog=ref, thread=dialog.thread)),
    )


def opinion(one: Opinion, expertise: Expertise) -> Block:
    """What somebody thought of an answer, and when."""
    criterion = expertise.knowledge.criteria.get(one.subject)
    subject = criterion.title if criterion else phrases.subject_name(one.subject)
    verdict = phrases.HELPFUL if one.helpful else phrases.NOT_HELPFUL
    expected = f"\n{phrases.EXPECTED}: {quoted(one.expected)}" if one.expected else ""
    return section(f"{bold(subject)}: {verdict.lower()}, {one.at.date().isoformat()}{expected}")


def decision(one: Decision, expertise: Expertise) -> Block:
    """A decision that was saved, what it came to, and when; with a button that shows it."""
    outcome = escaped(phrases.decided_for(one.receipt.outcome, expertise.knowledge.options))
    replaced = f", {phrases.superseded_by(one.superseded_by)}" if one.superseded_by else ""
    day = one.at.date().isoformat()
    text = f"{bold(f'{one.number}. {one.title}')}\n{outcome}, {day}{replaced}"
    show = asks(phrases.SHOW, ShowAsked(number=one.number))
    return SectionBlock(text=MarkdownTextObject(text=text), accessory=show)


def browse_menu(criteria: Sequence[Criterion]) -> StaticSelectElement:
    """A menu of the criteria to read about."""
    return criterion_menu(criteria, BROWSE)


def threads_menu(chosen: Threads) -> StaticSelectElement:
    """What holds in the workspace's threads, to be changed."""
    return _menu(CHOOSE_THREADS, phrases.THREADS, chosen)


def gaps_menu(*, kept: bool) -> StaticSelectElement:
    """Whether the workspace has what was not understood kept, to be changed."""
    return _menu(
        CHOOSE_GAPS, {KEPT: phrases.KEPT, NOT_KEPT: phrases.NOT_KEPT}, KEPT if kept else NOT_KEPT
    )


def _menu(action_id: str, labels: Mapping[str, str], chosen: str) -> StaticSelectElement:
    options = {
        value: MenuOption(value=value, text=PlainTextObject(text=label))
        for value, label in labels.items()
    }
    return StaticSelectElement(
        action_id=action_id, options=list(options.values()), initial_option=options[chosen]
    )
