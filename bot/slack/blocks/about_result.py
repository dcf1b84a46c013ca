"""Renders what somebody asks about a result that was shown."""

from slack_sdk.models.blocks import Block

from bot import phrases
from bot.advisor.replies import AboutResult
from bot.advisor.result_wishes import ResultSources
from bot.knowledge.model import Source
from bot.slack.blocks.answers import titled
from bot.slack.blocks.parts import Message, bold, bullets, section
from bot.slack.text import escaped


def about_result(reply: AboutResult) -> Message:
    """A heading and a list, each line of its own; the sources are linked."""
    title, lines = phrases.about_result_title(reply), phrases.about_result_lines(reply)
    shown = _linked(reply) or [escaped(line) for line in lines]
    blocks: tuple[Block, ...] = (section(bold(title)), section(bullets(shown)))
    return Message(f"{title}: {' '.join(lines)}", blocks)


def _linked(reply: AboutResult) -> list[str]:
    if not isinstance(reply.wanted, ResultSources):
        return []
    sources: dict[str, Source] = {
        phrases.source_line(source): source
        for reason in reply.result.reasons
        for source in reason.evidence.sources
    }
    return [titled(source) for source in sources.values()][: phrases.MOST_REASONS_TOLD]
