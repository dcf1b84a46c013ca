"""Renders packages: with their counterparts, or beside each other."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, RawTextObject, TableBlock, TableBlockColumnSettings

from bot import phrases
from bot.advisor.moves import Began, SharedPackages
from bot.advisor.replies import Compared, Comparison, Counterparts
from bot.knowledge.model import Options, Purpose
from bot.slack.blocks.evidence import shared_by
from bot.slack.blocks.feedback import ending
from bot.slack.blocks.parts import (
    Message,
    Sharing,
    bold,
    button,
    context,
    section,
    share_buttons,
)
from bot.slack.rating import PACKAGES
from bot.slack.text import escaped


def counterparts(reply: Counterparts, sharing: Sharing | None, question: str = "") -> Message:
    """The packages of each side for a purpose, in a table where Slack takes one."""
    if not reply.purposes:
        text = phrases.no_package_named(reply.known)
        return Message(text, (section(escaped(text)),)).then(ending([], PACKAGES, question))
    by = tuple(shared_by(reply.shared_by))
    lead = "; ".join(_line(purpose, reply.options) for purpose in reply.purposes)
    notes = [section(f"_{escaped(note)}_") for note in _notes(reply)]
    where = None if reply.shared_by else sharing
    share = SharedPackages(purposes=tuple(purpose.id for purpose in reply.purposes))
    return Message(
        lead,
        (*(section(_purpose(p, reply.options)) for p in reply.purposes), *by),
        (section(bold(phrases.COUNTERPARTS)), _table(reply), *notes, *by),
    ).then(ending([*share_buttons(where, share)], PACKAGES, question))


def comparison(reply: Comparison, sharing: Sharing | None, question: str = "") -> Message:
    """The packages that were named, each with what it is for and what stands in its place."""
    title = phrases.comparison_title(reply)
    compared = [block for part in reply.parts for block in _compared(part, reply.options)]
    note = reply.common.note if reply.common else None
    notes = [section(f"_{escaped(note)}_")] if note else []
    share = SharedPackages(compared=tuple(part.package.name for part in reply.parts))
    where = None if reply.shared_by else sharing
    text = f"{title}. {' '.join(phrases.compared_line(p, reply.options) for p in reply.parts)}"
    blocks = (section(bold(escaped(title))), *compared, *notes, *shared_by(reply.shared_by))
    buttons = [button(phrases.START, Began()), *share_buttons(where, share)]
    return Message(text, blocks).then(ending(buttons, PACKAGES, question))


def _compared(part: Compared, options: Options) -> Iterator[Block]:
    yield section(escaped(phrases.compared_line(part, options)))
    yield context(escaped(" ".join(phrases.instead_lines(part, options))))


def _table(reply: Counterparts) -> TableBlock:
    """A row for each purpose, a column for each option."""
    head = [phrases.PURPOSE, *(about.name for about in reply.options.values())]
    rows = [[p.name, *_cells(p, reply.options)] for p in reply.purposes]
    return TableBlock(
        rows=[[RawTextObject(text=text) for text in row] for row in (head, *rows)],
        column_settings=[TableBlockColumnSettings(is_wrapped=True) for _ in head],
    )


def _cells(purpose: Purpose, options: Options) -> Iterator[str]:
    for option in options:
        packages = purpose.packages.get(option, ())
        facts = "; ".join(phrases.package_facts(package) for package in packages)
        yield facts or phrases.NOTHING_COMPARABLE


def _notes(reply: Counterparts) -> Iterator[str]:
    """What stands beside the table: of each package and of each purpose."""
    for purpose in reply.purposes:
        for packages in purpose.packages.values():
            yield from (f"{package.name}. {package.note}" for package in packages if package.note)
        if purpose.note:
            yield purpose.note


def _purpose(purpose: Purpose, options: Options) -> str:
    lines = [bold(purpose.name)]
    for option, about in options.items():
        packages = purpose.packages.get(option, ())
        names = [escaped(phrases.package_line(package)) for package in packages]
        lines.append(f"{bold(about.name)}: {'; '.join(names) or phrases.NOTHING_COMPARABLE}")
    if purpose.note:
        lines.append(f"_{escaped(purpose.note)}_")
    return "\n".join(lines)


def _line(purpose: Purpose, options: Options) -> str:
    names = {o: ", ".join(p.name for p in purpose.packages.get(o, ())) for o in options}
    sides = [f"{options[o].name}: {known or phrases.NOTHING}" for o, known in names.items()]
    return f"{purpose.name}: {' / '.join(sides)}"
