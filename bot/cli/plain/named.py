"""What was named, as lines: packages and options."""

from collections.abc import Iterator

from bot import phrases
from bot.advisor.replies import Comparison, Counterparts, Glance
from bot.knowledge.model import Options, Purpose


def counterparts(reply: Counterparts) -> Iterator[str]:
    if not reply.purposes:
        yield phrases.no_package_named(reply.known)
    for purpose in reply.purposes:
        yield from _purpose(purpose, reply.options)


def comparison(reply: Comparison) -> Iterator[str]:
    yield phrases.comparison_title(reply)
    for part in reply.parts:
        yield f"- {phrases.compared_line(part, reply.options)}"
        yield from (f"  {line}" for line in phrases.instead_lines(part, reply.options))
    if reply.common and reply.common.note:
        yield f"  {reply.common.note}"


def glance(reply: Glance) -> Iterator[str]:
    yield phrases.glance_title(reply)
    yield reply.options[reply.option].tagline
    yield from (f"- {line}" for line in phrases.glance_lines(reply))


def _purpose(purpose: Purpose, options: Options) -> Iterator[str]:
    yield purpose.name
    for option, about in options.items():
        packages = "; ".join(phrases.package_line(p) for p in purpose.packages.get(option, ()))
        yield f"- {about.name}: {packages or phrases.NOTHING_COMPARABLE}"
    if purpose.note:
        yield f"  {purpose.note}"
