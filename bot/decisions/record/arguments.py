"""What speaks for each option and against it, with the evidence."""

from collections.abc import Iterator

from bot import phrases
from bot.decisions import reasons
from bot.decisions.markdown import inline, link
from bot.decisions.record.written import Written
from bot.knowledge.model import Point


def pros_and_cons(written: Written, option: str) -> Iterator[str]:
    """What an option is, and each answer's reason for it or against it."""
    receipt = written.decision.receipt
    found = reasons.reasons(receipt, written.knowledge)
    good = [reason for reason in found if reason.option == option]
    bad = [barred for barred in receipt.ruled_out if barred.option == option]
    yield from (inline(written.knowledge.options[option].tagline), "")
    for reason in good:
        yield f"* Good, because {inline(reason.because)}"
        yield from _evidence(written, reason)
    for barred in bad:
        yield f"* Bad, because {phrases.record_ruled_out(inline(barred.because))}"
    if not (good or bad):
        yield f"* Neutral, because {phrases.RECORD_NO_ARGUMENT}"


def _evidence(written: Written, reason: reasons.Grounded) -> Iterator[str]:
    units = phrases.units({reason.option: reason.amount})
    yield f"  * {phrases.record_from_answer(units, inline(reason.answer.label))}"
    yield f"  * {phrases.record_point(inline(reason.point.text), _as_of(written, reason.point))}"
    yield f"  * {'; '.join(_source(written, name) for name in reason.point.sources)}"


def _as_of(written: Written, point: Point) -> str:
    if not point.is_stale(written.decision.at.date()):
        return str(point.as_of)
    return phrases.record_due(str(point.as_of), str(point.review_by))


def _source(written: Written, name: str) -> str:
    source = written.knowledge.sources[name]
    title = link(source.title, str(source.url)) if source.url else inline(source.title)
    return f"{title}, {inline(phrases.source_short(source))}"
