"""Turns what StackPick says into Slack messages. Pure."""

from dataclasses import replace

from bot import phrases
from bot.advisor import replies
from bot.advisor.moves import Began
from bot.advisor.replies import Glance, Help, Menu, Reply, waiting
from bot.knowledge.model import Criterion
from bot.slack.blocks import answers, dialog, packages, result
from bot.slack.blocks.about_result import about_result, about_team_result, supposition
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
from bot.slack.blocks.recent import rendering_once
from bot.slack.blocks.team.result import team_result
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
    if isinstance(reply, _REMEMBERED):
        return _answer(replace(reply, resume=None) if reply.resume else reply, sharing, asked)
    return _rendered(reply, sharing, asked)


def _rendered(reply: Reply, sharing: Sharing | None, asked: str) -> Message:
    match reply:
        case replies.Explanation():
            return answers.explanation(reply, sharing, asked)
        case replies.Explanations():
            return answers.several(reply, sharing, asked)
        case replies.SourceList():
            return answers.source_list(reply)
        case replies.BestCase():
            return answers.best_case(reply, sharing, asked)
        case replies.Counterparts():
            return packages.counterparts(reply, sharing, asked)
        case replies.Comparison():
            return packages.comparison(reply, sharing, asked)
        case replies.Glance():
            return _glance(reply)
        case replies.NotCompared(criteria=criteria):
            return _way_on(phrases.not_compared(reply), criteria)
        case replies.Clarification():
            return answers.clarification(reply)
        case replies.NextQuestion():
            return dialog.next_question(reply, sharing)
        case replies.Summary():
            return dialog.summary(reply)
        case replies.DialogStopped():
            return dialog.stopped(reply)
        case replies.Recommendation():
            return result.recommendation(reply, sharing)
        case replies.TeamResult():
            return team_result(reply)
        case replies.AboutResult():
            return about_result(reply)
        case replies.AboutTeamResult():
            return about_team_result(reply)
        case replies.Supposition():
            return supposition(reply)
        case replies.Menu():
            return _menu(reply)
        case replies.Help():
            return _help(reply)
        case replies.Declined(criteria=criteria):
            return _way_on(phrases.DECLINED, criteria)
        case _:
            return sentence(phrases.notice(reply))


_REMEMBERED = (
    replies.Explanation,
    replies.Explanations,
    replies.SourceList,
    replies.BestCase,
    replies.Counterparts,
)
_answer = rendering_once(_rendered)


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
