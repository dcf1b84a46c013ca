"""Renders what somebody asks about a result that was shown."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot import phrases
from bot.advisor.moves import AskedAbout, Reviewed, WantedChange
from bot.advisor.replies import AboutResult, AboutTeamResult, Supposition
from bot.advisor.result_wishes import Disagreeing, Keeping, ResultSources
from bot.knowledge.model import Source
from bot.slack.blocks.evidence import titled
from bot.slack.blocks.parts import Message, actions, bold, bullets, button, section
from bot.slack.blocks.result import save_button
from bot.slack.text import escaped


def about_result(reply: AboutResult) -> Message:
    """A heading and a list, each line of its own; the sources are linked."""
    title, lines = phrases.about_result_title(reply), phrases.about_result_lines(reply)
    shown = _linked(reply) or [escaped(line) for line in lines]
    return _listing(title, lines, shown, [*_buttons(reply)])


def about_team_result(reply: AboutTeamResult) -> Message:
    """The same of a team's result."""
    title, lines = phrases.about_team_title(reply), phrases.about_team_lines(reply)
    return _listing(title, lines, [escaped(line) for line in lines], [])


def supposition(reply: Supposition) -> Message:
    """What a result would be, and a way to have it so."""
    title, lines = phrases.supposition_title(reply), phrases.supposition_lines(reply)
    buttons = [button(phrases.CHANGE_AN_ANSWER, Reviewed(dialog=reply.result.dialog))]
    if reply.subject:
        label = phrases.more_on(reply.subject.title)
        buttons.append(button(label, AskedAbout(criterion=reply.subject.id)))
    return _listing(title, lines, [escaped(line) for line in lines], buttons)


def _listing(
    title: str, lines: Sequence[str], shown: Sequence[str], buttons: Sequence[ButtonElement]
) -> Message:
    blocks: list[Block] = [section(bold(title)), section(bullets(shown))]
    row = [actions(*buttons)] if buttons else []
    return Message(f"{title}: {' '.join(lines)}", (*blocks, *row))


def _buttons(reply: AboutResult) -> Iterator[ButtonElement]:
    match reply.wanted:
        case Disagreeing():
            yield button(phrases.CHANGE_AN_ANSWER, Reviewed(dialog=reply.result.dialog))
            for question in reply.settling:
                wanted = WantedChange(dialog=reply.result.dialog, question=question.id)
                yield button(question.ask, wanted)
        case Keeping():
            yield save_button(reply.result)
        case _:
            return


def _linked(reply: AboutResult) -> list[str]:
    if not isinstance(reply.wanted, ResultSources):
        return []
    sources: dict[str, Source] = {
        phrases.source_line(source): source
        for reason in reply.result.reasons
        for source in reason.evidence.sources
    }
    return [titled(source) for source in sources.values()][: phrases.MOST_REASONS_TOLD]
