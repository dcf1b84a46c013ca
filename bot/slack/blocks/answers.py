"""Renders answers about a criterion, its sources, the other side's case, and packages."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot import phrases
from bot.advisor.moves import (
    AskedAbout,
    Began,
    SharedAnswer,
    WantedMore,
    WantedOtherSide,
    WantedSources,
)
from bot.advisor.replies import (
    Answers,
    BestCase,
    Clarification,
    Counterparts,
    Evidence,
    Explanation,
    Options,
    SourceList,
)
from bot.knowledge.model import Purpose, Source
from bot.slack.blocks.parts import Message, actions, bold, bullets, button, context, section
from bot.slack.text import escaped, link, shortened

LONGEST_REMINDER = 120
"""Characters of a point above its sources; those of a whole criterion must fit a message."""


def explanation(reply: Explanation, *, shareable: bool) -> Message:
    """The verdict, the points that fit best, and what can be asked next."""
    criterion = reply.criterion
    label = phrases.verdict_label(criterion, reply.options)
    lead = _plain_lead(reply, label)
    points = [_point(evidence, reply.options) for evidence in reply.evidence]
    blocks = [section(_lead(reply, label)), *_takeaways(reply)]
    blocks += [section(point) for point in points] or [section(phrases.none_left(reply))]
    if reply.shared_by:
        blocks.append(context(f"Asked by <@{reply.shared_by}>."))
        return Message(lead, (*blocks, actions(_start())))
    buttons = [*_buttons(reply), *([_share(reply)] if shareable else [])]
    return Message(lead, (*blocks, actions(*buttons)))


def several(reply: Answers, *, shareable: bool) -> Message:
    """Several verdicts, each with its points; what can be asked next stands at the end."""
    blocks: list[Block] = []
    for part in reply.parts:
        blocks.append(section(_lead(part, phrases.verdict_label(part.criterion, part.options))))
        blocks += [section(_point(evidence, part.options)) for evidence in part.evidence]
    buttons = [one for part in reply.parts for one in _buttons_on(part, shareable=shareable)]
    leads = [_plain_lead(p, phrases.verdict_label(p.criterion, p.options)) for p in reply.parts]
    return Message(" ".join(leads), (*blocks, actions(*buttons, _start())))


def source_list(reply: SourceList) -> Message:
    """Where the points come from."""
    lead = phrases.sources_on(reply.criterion)
    lines = [
        f"{_reminder(evidence)}\n{bullets([_titled(s) for s in evidence.sources])}"
        for evidence in reply.evidence
    ]
    named = dict.fromkeys(phrases.source_line(s) for e in reply.evidence for s in e.sources)
    text = f"{lead}: {'; '.join(named)}"
    return Message(text, (section(bold(lead)), *(section(line) for line in lines)))


def best_case(reply: BestCase) -> Message:
    """The strongest case for one option."""
    named = phrases.best_case_for(reply.option, reply.options)
    lead = f"{named} on {reply.criterion.title.lower()}"
    case = reply.criterion.best_case[reply.option]
    points = [section(_point(evidence, reply.options)) for evidence in reply.evidence]
    return Message(f"{lead}: {case}", (section(f"{bold(lead)}\n{escaped(case)}"), *points))


def counterparts(reply: Counterparts) -> Message:
    """The packages of each side for a purpose."""
    if not reply.purposes:
        text = phrases.no_package_named(reply.known)
        return Message(text, (section(escaped(text)),))
    sections = [_purpose(purpose, reply.options) for purpose in reply.purposes]
    lead = "; ".join(_purpose_line(purpose, reply.options) for purpose in reply.purposes)
    return Message(lead, tuple(section(text) for text in sections))


def clarification(reply: Clarification) -> Message:
    """The subjects that may have been meant."""
    names = phrases.listed([choice.title for choice in reply.choices])
    picks = [
        button(c.title, AskedAbout(criterion=c.id, question=reply.asked)) for c in reply.choices
    ]
    text = f"{phrases.UNCLEAR} {names}"
    return Message(text, (section(phrases.UNCLEAR), actions(*picks)))


def _lead(reply: Explanation, label: str) -> str:
    title = bold(f"{reply.criterion.title}: {label}")
    if reply.continued:
        return f"{bold(reply.criterion.title)}, {phrases.further(reply)}"
    return f"{title}\n{escaped(reply.criterion.verdict.text)}"


def _takeaways(reply: Explanation) -> Iterator[Block]:
    """When to pick which, on the first page of an answer."""
    if reply.continued:
        return
    lines = [escaped(phrases.takeaway_line(t, reply.options)) for t in reply.criterion.takeaways]
    yield section(f"{bold(phrases.WHEN_TO_PICK)}\n{bullets(lines)}")


def _plain_lead(reply: Explanation, label: str) -> str:
    """What an answer comes to, without its blocks: the verdict, or else the further points."""
    criterion = reply.criterion
    if not reply.continued:
        return f"{criterion.title}: {label}. {criterion.verdict.text}"
    points = " ".join(evidence.point.text for evidence in reply.evidence)
    return f"{criterion.title}, {phrases.further(reply)}: {points or phrases.none_left(reply)}"


def _point(evidence: Evidence, options: Options) -> str:
    """A point with the side it speaks for, what is to be known of it, and its sources."""
    point = evidence.point
    side = phrases.side_name(point.side, options)
    note = phrases.status_note(evidence)
    lines = [f"{bold(side)}: {escaped(point.text)}"]
    if note:
        lines.append(f"_{escaped(note)}_")
    lines.append(f"{linked_list(evidence.sources)} · as of {point.as_of}")
    return "\n".join(lines)


def _reminder(evidence: Evidence) -> str:
    """The beginning of a point that the person has just read."""
    return escaped(shortened(evidence.point.text, LONGEST_REMINDER))


def linked_list(sources: tuple[Source, ...]) -> str:
    """Who published the sources and when, linked; several of one publisher and date once."""
    by_name = {phrases.source_short(source): source for source in reversed(sources)}
    return "; ".join(_linked(name, by_name[name]) for name in reversed(by_name))


def _linked(name: str, source: Source) -> str:
    return link(str(source.url), name) if source.url else escaped(name)


def _titled(source: Source) -> str:
    """A source with its title as a link."""
    text = phrases.source_line(source)
    if source.url is None:
        return escaped(text)
    rest = text.removeprefix(source.title)
    return f"{link(str(source.url), source.title)}{escaped(rest)}"


def _buttons(reply: Explanation) -> Iterator[ButtonElement]:
    criterion = reply.criterion.id
    if reply.more:
        yield button(
            f"More points ({reply.more})", WantedMore(criterion=criterion, shown=reply.shown)
        )
    for option in reply.others:
        label = f"Best case for {reply.options[option].name}"
        yield button(label, WantedOtherSide(criterion=criterion, option=option))
    yield button("Sources", WantedSources(criterion=criterion, shown=reply.shown))
    yield _start()


def _buttons_on(part: Explanation, *, shareable: bool) -> Iterator[ButtonElement]:
    """What can be asked next on one of several answers; each label names its subject."""
    criterion, title = part.criterion.id, part.criterion.title.lower()
    yield button(f"More on {title}", WantedMore(criterion=criterion, shown=part.shown))
    yield button(f"Sources on {title}", WantedSources(criterion=criterion, shown=part.shown))
    if shareable:
        yield button(f"Share {title}", SharedAnswer(criterion=criterion, shown=part.shown))


def _share(reply: Explanation) -> ButtonElement:
    shown = tuple(evidence.point.id for evidence in reply.evidence)
    return button("Share to channel", SharedAnswer(criterion=reply.criterion.id, shown=shown))


def _start() -> ButtonElement:
    return button("Start a recommendation", Began())


def _purpose(purpose: Purpose, options: Options) -> str:
    lines = [bold(purpose.name)]
    for option, about in options.items():
        packages = purpose.packages.get(option, ())
        names = [escaped(phrases.package_line(package)) for package in packages]
        lines.append(f"{about.name}: {'; '.join(names) or phrases.NOTHING_COMPARABLE}")
    if purpose.note:
        lines.append(f"_{escaped(purpose.note)}_")
    return "\n".join(lines)


def _purpose_line(purpose: Purpose, options: Options) -> str:
    sides = [
        f"{about.name}: {', '.join(p.name for p in purpose.packages.get(option, ())) or 'nothing'}"
        for option, about in options.items()
    ]
    return f"{purpose.name}: {' / '.join(sides)}"
