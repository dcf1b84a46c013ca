"""Points with the sides they speak for, their sources, and when to pick which."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block

from bot import phrases
from bot.advisor.evidence import Evidence
from bot.advisor.replies import Explanation
from bot.knowledge.model import Options, Source
from bot.slack.blocks.parts import bold, bullets, context, section
from bot.slack.text import escaped, link, shortened

LONGEST_REMINDER = 120
"""Characters of a point above its sources; those of a whole criterion must fit a message."""


def point_blocks(evidence: Evidence, options: Options) -> Iterator[Block]:
    """A point with the side it speaks for, what is to be known of it, and its sources."""
    point = evidence.point
    note = phrases.status_note(evidence)
    lines = [f"{bold(phrases.speaks_for(point.side, options))}: {escaped(point.text)}"]
    if note:
        lines.append(f"_{escaped(note)}_")
    yield section("\n".join(lines))
    yield context(f"{linked_list(evidence.sources)} · {phrases.as_of(point.as_of)}")


def takeaways(reply: Explanation) -> Block:
    """When to pick which option."""
    lines = [escaped(phrases.takeaway_line(t, reply.options)) for t in reply.criterion.takeaways]
    return section(f"{bold(phrases.WHEN_TO_PICK)}\n{bullets(lines)}")


def sources_below(evidence: Evidence) -> Block:
    """The sources of a point, below the beginning of it."""
    reminder = escaped(shortened(evidence.point.text, LONGEST_REMINDER))
    return section(f"{reminder}\n{bullets([titled(s) for s in evidence.sources])}")


def linked_list(sources: tuple[Source, ...]) -> str:
    """Who published the sources and when, linked; several of one publisher and date once."""
    by_name = {phrases.source_short(source): source for source in reversed(sources)}
    return "; ".join(_linked(name, by_name[name]) for name in reversed(by_name))


def titled(source: Source) -> str:
    """A source with its title as a link."""
    text = phrases.source_line(source)
    if source.url is None:
        return escaped(text)
    rest = text.removeprefix(source.title)
    return f"{link(str(source.url), source.title)}{escaped(rest)}"


def shared_by(person: str | None) -> Iterator[Block]:
    """Who had an answer shown to the others."""
    if person:
        yield context(phrases.asked_by(f"<@{person}>"))


def _linked(name: str, source: Source) -> str:
    return link(str(source.url), name) if source.url else escaped(name)
