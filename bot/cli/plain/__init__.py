"""What StackPick says as plain text, for terminals and for the `text` of the JSON. Pure."""

from collections.abc import Iterable, Iterator

from bot import phrases
from bot.advisor import replies
from bot.advisor.replies import Help, Reply, waiting
from bot.advisor.result_wishes import Keeping
from bot.cli.plain import answers, dialog, named, team
from bot.cli.plain.listing import listing


def text_of(reply: Reply) -> str:
    """A reply as lines of text, with the dialog's open question below where one waits."""
    again = waiting(reply)
    lines = list(_lines(reply))
    if again is not None:
        lines += ["", phrases.back_to(again), phrases.ANSWER_BY_NUMBER]
    return "\n".join(lines)


def _lines(reply: Reply) -> Iterable[str]:
    match reply:
        case replies.Explanation():
            return answers.explanation(reply)
        case replies.Explanations():
            return answers.several(reply)
        case replies.SourceList():
            return answers.source_list(reply)
        case replies.BestCase():
            return answers.best_case(reply)
        case replies.Clarification():
            return answers.clarification(reply)
        case replies.Counterparts():
            return named.counterparts(reply)
        case replies.Comparison():
            return named.comparison(reply)
        case replies.Glance():
            return named.glance(reply)
        case replies.NotCompared():
            return (phrases.not_compared(reply),)
        case replies.NextQuestion():
            return dialog.question(reply)
        case replies.Summary():
            return dialog.summary(reply)
        case replies.DialogStopped():
            return (phrases.STOPPED,)
        case replies.Recommendation():
            return dialog.recommendation(reply)
        case replies.TeamResult():
            return team.team_result(reply)
        case replies.AboutResult(wanted=Keeping()):
            return (phrases.KEPT_IN_SLACK,)
        case replies.AboutResult():
            return listing(phrases.about_result_title(reply), phrases.about_result_lines(reply))
        case replies.AboutTeamResult():
            return listing(phrases.about_team_title(reply), phrases.about_team_lines(reply))
        case replies.Supposition():
            return listing(phrases.supposition_title(reply), phrases.supposition_lines(reply))
        case replies.Menu(criteria):
            return (phrases.WHAT_IT_DOES, phrases.known_subjects(criteria))
        case replies.Help():
            return _help(reply)
        case replies.Declined():
            return (phrases.DECLINED,)
        case _:
            return (phrases.notice(reply),)


def _help(reply: Help) -> Iterator[str]:
    yield phrases.WHAT_IT_DOES
    yield from (f"- {typed}: {does}" for typed, does in phrases.COMMANDS_IN_TERMINAL.items())
    yield f"{phrases.STEERING}."
    yield phrases.known_subjects(reply.criteria)
