"""Turns what StackPick says into Slack messages. Pure."""

from bot import phrases
from bot.advisor.moves import Began
from bot.advisor.replies import (
    AboutResult,
    AlreadyAnswered,
    Answers,
    BestCase,
    Clarification,
    Comparison,
    Counterparts,
    Declined,
    DialogEnded,
    DialogStopped,
    Explanation,
    Glance,
    Help,
    Menu,
    NextQuestion,
    NotCompared,
    NothingToRead,
    NotYours,
    OtherLanguage,
    OutOfDate,
    RateLimited,
    Recommendation,
    Reply,
    ResultOutdated,
    Smalltalk,
    SourceList,
    Summary,
    TeamResult,
    TooLong,
    waiting,
)
from bot.knowledge.model import Criterion
from bot.slack.blocks import answers, dialog, packages, result, team_result
from bot.slack.blocks.about_result import about_result
from bot.slack.blocks.dialog import resumed
from bot.slack.blocks.parts import (
    Message,
    Sharing,
    actions,
    bold,
    bullets,
    button,
    criterion_menu,
    section,
)
from bot.slack.ids import COMMAND
from bot.slack.text import escaped

__all__ = ["Message", "Sharing", "render", "render_alone", "resumed", "sentence", "welcome"]


def render(reply: Reply, sharing: Sharing | None = None, asked: str = "") -> Message:
    """A reply as a message, with the dialog's open question below where one waits.

    `sharing` is where it can be shown to others, None where they see it or there are none. `asked`
    is the question that it answers, as far as one was typed.
    """
    message, question = render_alone(reply, sharing, asked), waiting(reply)
    return message.then(dialog.resumed(question, sharing)) if question else message


def render_alone(reply: Reply, sharing: Sharing | None = None, asked: str = "") -> Message:
    """A reply as for `render`, without the question of a dialog that waits."""
    match reply:
        case Explanation():
            return answers.explanation(reply, sharing, asked)
        case Answers():
            return answers.several(reply, sharing, asked)
        case SourceList():
            return answers.source_list(reply)
        case BestCase():
            return answers.best_case(reply, sharing, asked)
        case Counterparts():
            return packages.counterparts(reply, sharing, asked)
        case Comparison():
            return packages.comparison(reply, sharing, asked)
        case Glance():
            return _glance(reply)
        case NotCompared(criteria=criteria):
            return _way_on(phrases.not_compared(reply), criteria)
        case Clarification():
            return answers.clarification(reply)
        case NextQuestion():
            return dialog.next_question(reply, sharing)
        case Summary():
            return dialog.summary(reply)
        case DialogStopped():
            return dialog.stopped(reply)
        case Recommendation():
            return result.recommendation(reply, sharing)
        case TeamResult():
            return team_result.team_result(reply)
        case AboutResult():
            return about_result(reply)
        case Menu():
            return _menu(reply)
        case Help():
            return _help(reply)
        case Declined(criteria=criteria):
            return _way_on(phrases.DECLINED, criteria)
        case OtherLanguage():
            return sentence(phrases.ENGLISH_ONLY)
        case Smalltalk(text=text):
            return sentence(text)
        case TooLong():
            return sentence(phrases.too_long(reply))
        case NothingToRead():
            return sentence(phrases.NOTHING_TO_READ)
        case RateLimited():
            return sentence(phrases.RATE_LIMITED)
        case AlreadyAnswered() | DialogEnded() | NotYours() | OutOfDate() | ResultOutdated():
            return sentence(phrases.aside(reply))


def welcome() -> Message:
    """What somebody is told who comes for the first time."""
    examples = bullets([f"{bold(said)}" for said in phrases.PROMPTS.values()])
    start = button(phrases.HELP_ME_CHOOSE, Began(), style="primary")
    return Message(
        phrases.WELCOME,
        (section(phrases.WELCOME), section(f"{phrases.FOR_EXAMPLE}\n{examples}"), actions(start)),
    )


def sentence(text: str) -> Message:
    """A message of one sentence."""
    return Message(text, (section(escaped(text)),))


def _way_on(text: str, criteria: tuple[Criterion, ...]) -> Message:
    """A sentence with what can be done instead."""
    start = button(phrases.HELP_ME_CHOOSE, Began())
    return Message(text, (section(escaped(text)), actions(start, criterion_menu(criteria))))


def _glance(reply: Glance) -> Message:
    title, lines = phrases.glance_title(reply), list(phrases.glance_lines(reply))
    tagline = reply.options[reply.option].tagline
    start = button(phrases.START, Began())
    return Message(
        f"{title}. {' '.join(lines)}",
        (
            section(f"{bold(title)}\n{escaped(tagline)}"),
            section(bullets([escaped(line) for line in lines])),
            actions(start, criterion_menu(reply.criteria)),
        ),
    )


def _menu(reply: Menu) -> Message:
    start = button(phrases.HELP_ME_CHOOSE, Began(), style="primary")
    examples = [f"{COMMAND} {example}" for example in phrases.EXAMPLES]
    return Message(
        phrases.WHAT_IT_DOES,
        (
            section(phrases.WHAT_IT_DOES),
            actions(start, criterion_menu(reply.criteria)),
            section(f"{bold(phrases.FOR_EXAMPLE)}\n{bullets(examples)}"),
        ),
    )


def _help(reply: Help) -> Message:
    lines = [
        *(f"`{COMMAND} {typed}` {does}" for typed, does in phrases.COMMANDS_IN_SLACK.items()),
        *phrases.how_to_use(f"`{COMMAND}`"),
        phrases.STEERING,
    ]
    about = f"{phrases.known_subjects(reply.criteria)} {phrases.RULES_NOT_MODEL}"
    text = f"{phrases.WHAT_IT_DOES} {phrases.how_to_begin(COMMAND)}"
    shown = bullets(lines)
    return Message(text, (section(phrases.WHAT_IT_DOES), section(shown), section(escaped(about))))
