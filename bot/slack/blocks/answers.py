"""Renders answers about a criterion, its sources, the other side's case, and clarifications."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, ButtonElement

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.advisor.explaining import POINTS_AT_ONCE, show_again
from bot.advisor.moves import (
    AskedAbout,
    Began,
    SharedAnswer,
    SharedCase,
    WantedMore,
    WantedOtherSide,
    WantedSources,
)
from bot.advisor.replies import (
    BestCase,
    Clarification,
    Explanation,
    Explanations,
    SourceList,
)
from bot.knowledge.model import Criterion
from bot.slack.blocks.evidence import point_blocks, shared_by, sources_below, takeaways
from bot.slack.blocks.feedback import ending
from bot.slack.blocks.parts import (
    MOST_FOLDED,
    Message,
    Sharing,
    actions,
    bold,
    button,
    folded,
    section,
    share_buttons,
)
from bot.slack.text import escaped


def explanation(reply: Explanation, sharing: Sharing | None, question: str = "") -> Message:
    """The verdict, the points that fit best, and what can be asked next.

    The rest is folded below them, or behind buttons where Slack cannot fold.
    """
    points = [
        block for evidence in reply.evidence for block in point_blocks(evidence, reply.options)
    ]
    shown = (*_lead(reply), *(points or [section(phrases.none_left(reply))]))
    fold = () if reply.continued else (folded(phrases.EVIDENCE, tuple(_evidence(reply))),)
    by = tuple(shared_by(reply.shared_by))
    asides = () if reply.shared_by else (actions(*_about(reply)),)
    return Message(
        _plain_lead(reply),
        (*shown, *_plain_takeaways(reply), *asides, *by),
        (*shown, *fold, *by),
    ).then(_ending(reply, sharing, question))


def several(reply: Explanations, sharing: Sharing | None, question: str = "") -> Message:
    """Several verdicts, each with its points; what can be asked next stands at the end."""
    blocks: list[Block] = []
    for part in reply.parts:
        blocks += _lead(part)
        blocks += (b for evidence in part.evidence for b in point_blocks(evidence, part.options))
    blocks += (actions(*_buttons_on(part, sharing)) for part in reply.parts)
    start = button(phrases.START, Began())
    leads = " ".join(map(_plain_lead, reply.parts))
    end = ending([start], reply.parts[0].criterion.id, question)
    return Message(leads, tuple(blocks)).then(end)


def source_list(reply: SourceList) -> Message:
    """Where the points come from."""
    lead = phrases.sources_on(reply.criterion)
    named = dict.fromkeys(phrases.source_line(s) for e in reply.evidence for s in e.sources)
    text = f"{lead}: {'; '.join(named)}"
    return Message(text, (section(bold(lead)), *map(sources_below, reply.evidence)))


def best_case(reply: BestCase, sharing: Sharing | None, question: str = "") -> Message:
    """The strongest case for one option."""
    lead = phrases.best_case_on(reply.criterion, reply.option, reply.options)
    case = reply.criterion.best_case[reply.option]
    points = [
        block for evidence in reply.evidence for block in point_blocks(evidence, reply.options)
    ]
    blocks = (section(f"{bold(lead)}\n{escaped(case)}"), *points, *shared_by(reply.shared_by))
    share = SharedCase(criterion=reply.criterion.id, option=reply.option)
    where = None if reply.shared_by else sharing
    end = ending([*share_buttons(where, share)], reply.criterion.id, question)
    return Message(f"{lead}: {case}", blocks).then(end)


def card(criterion: Criterion, expertise: Expertise) -> Iterator[Block]:
    """All that is known of a criterion: the verdict, when to pick which, and every point."""
    reply = show_again(criterion, [point.id for point in criterion.points], expertise)
    yield from _lead(reply)
    yield takeaways(reply)
    for evidence in reply.evidence:
        yield from point_blocks(evidence, reply.options)


def clarification(reply: Clarification) -> Message:
    """The subjects that may have been meant."""
    names = phrases.listed([choice.title for choice in reply.choices])
    picks = [
        button(c.title, AskedAbout(criterion=c.id, question=reply.asked)) for c in reply.choices
    ]
    text = f"{phrases.UNCLEAR} {names}"
    return Message(text, (section(phrases.UNCLEAR), actions(*picks)))


def _lead(reply: Explanation) -> Iterator[Block]:
    title = reply.criterion.title
    if reply.continued:
        yield section(f"{bold(title)}, {phrases.further(reply)}")
    else:
        label = phrases.verdict_label(reply.criterion, reply.options)
        yield section(f"{bold(f'{title}: {label}')}\n{escaped(reply.criterion.verdict.text)}")


def _plain_lead(reply: Explanation) -> str:
    """What an answer comes to, without its blocks: the verdict, or else the further points."""
    criterion = reply.criterion
    if not reply.continued:
        label = phrases.verdict_label(criterion, reply.options)
        return f"{criterion.title}: {label}. {criterion.verdict.text}"
    points = " ".join(evidence.point.text for evidence in reply.evidence)
    return f"{criterion.title}, {phrases.further(reply)}: {points or phrases.none_left(reply)}"


def _evidence(reply: Explanation) -> Iterator[Block]:
    """When to pick which, the best cases, and the titles of the sources, as far as they fit."""
    yield takeaways(reply)
    for option in reply.others:
        lead = bold(phrases.best_case_for(option, reply.options))
        yield section(f"{lead}\n{escaped(reply.criterion.best_case[option])}")
    yield from map(sources_below, reply.evidence[: MOST_FOLDED - 1 - len(reply.others)])


def _plain_takeaways(reply: Explanation) -> Iterator[Block]:
    """Where nothing folds they come with the first points that somebody asks for besides."""
    before = len(reply.shown) - len(reply.evidence)
    if reply.continued and before <= POINTS_AT_ONCE:
        yield takeaways(reply)


def _ending(reply: Explanation, sharing: Sharing | None, question: str) -> Message:
    """What somebody may want next; further points come first where nothing else offers them."""
    criterion, start = reply.criterion.id, button(phrases.START, Began())
    if reply.shared_by:
        return ending([start], criterion)
    points = tuple(evidence.point.id for evidence in reply.evidence)
    share = [*share_buttons(sharing, SharedAnswer(criterion=criterion, shown=points))]
    plain = ending([start, *share], criterion, question)
    more = ending([*_more(reply), start, *share], criterion, question)
    return Message("", plain.blocks, more.newer)


def _more(reply: Explanation) -> Iterator[ButtonElement]:
    if reply.more:
        more = WantedMore(criterion=reply.criterion.id, shown=reply.shown)
        yield button(phrases.more_points(reply.more), more)


def _about(reply: Explanation) -> Iterator[ButtonElement]:
    """What else there is on the criterion, where nothing of it is folded."""
    criterion = reply.criterion.id
    yield from _more(reply)
    for option in reply.others:
        label = phrases.best_case_button(option, reply.options)
        yield button(label, WantedOtherSide(criterion=criterion, option=option))
    yield button(phrases.SOURCES, WantedSources(criterion=criterion, shown=reply.shown))


def _buttons_on(part: Explanation, sharing: Sharing | None) -> Iterator[ButtonElement]:
    """What can be asked next on one of several answers; each label names its subject."""
    criterion, title = part.criterion.id, phrases.in_sentence(part.criterion.title)
    yield button(phrases.more_on(title), WantedMore(criterion=criterion, shown=part.shown))
    yield button(
        phrases.sources_button(title), WantedSources(criterion=criterion, shown=part.shown)
    )
    if sharing:
        yield button(phrases.share_one(title), SharedAnswer(criterion=criterion, shown=part.shown))
