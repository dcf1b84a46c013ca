"""Answers to questions about criteria, as lines."""

from collections.abc import Iterator

from bot import phrases
from bot.advisor.evidence import Evidence
from bot.advisor.replies import BestCase, Clarification, Explanation, Explanations, SourceList
from bot.cli.plain.listing import listing
from bot.knowledge.model import Options


def explanation(reply: Explanation) -> Iterator[str]:
    criterion = reply.criterion
    if reply.continued:
        yield f"{criterion.title}, {phrases.further(reply)}"
    else:
        yield from _verdict(reply)
        when = (phrases.takeaway_line(t, reply.options) for t in criterion.takeaways)
        yield from listing(phrases.WHEN_TO_PICK, when)
    yield from _points(reply.evidence, reply.options)
    if not reply.evidence:
        yield phrases.none_left(reply)


def several(reply: Explanations) -> Iterator[str]:
    for number, part in enumerate(reply.parts):
        yield from [""] * bool(number)
        yield from _verdict(part)
        yield from _points(part.evidence, part.options)


def source_list(reply: SourceList) -> Iterator[str]:
    yield phrases.sources_on(reply.criterion)
    for shown in reply.evidence:
        yield f"- {shown.point.text}"
        yield f"  {_sources(shown)}; {phrases.as_of(shown.point.as_of)}"


def best_case(reply: BestCase) -> Iterator[str]:
    yield f"{phrases.best_case_on(reply.criterion, reply.option, reply.options)}:"
    yield reply.criterion.best_case[reply.option]
    yield from _points(reply.evidence, reply.options)


def clarification(reply: Clarification) -> Iterator[str]:
    yield phrases.UNCLEAR
    yield from (f"- {choice.title}" for choice in reply.choices)


def _verdict(reply: Explanation) -> Iterator[str]:
    yield f"{reply.criterion.title}: {phrases.verdict_label(reply.criterion, reply.options)}"
    yield reply.criterion.verdict.text


def _points(evidence: tuple[Evidence, ...], options: Options) -> Iterator[str]:
    for shown in evidence:
        yield f"- {phrases.speaks_for(shown.point.side, options)}: {shown.point.text}"
        note = phrases.status_note(shown)
        if note:
            yield f"  {note}"
        yield f"  {_sources(shown)}; {phrases.as_of(shown.point.as_of)}"


def _sources(evidence: Evidence) -> str:
    return "; ".join(phrases.source_line(source) for source in evidence.sources)
