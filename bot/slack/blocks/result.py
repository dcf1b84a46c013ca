"""Renders a recommendation so that it explains itself.

One that is shared shows the answers, and not the words that its owner wrote to give them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from slack_sdk.models.blocks import Block, ButtonElement

from bot import phrases
from bot.advisor.dialog import fingerprint
from bot.advisor.moves import Origin, Reviewed, SharedResult, StartedOver, WantedRest
from bot.advisor.replies import Reason, Recommendation
from bot.slack.blocks.decisions import asks
from bot.slack.blocks.dialog import noted, understood_list
from bot.slack.blocks.evidence import linked_list
from bot.slack.blocks.feedback import ending
from bot.slack.blocks.parts import (
    Message,
    Sharing,
    about_message,
    bold,
    bullets,
    button,
    context,
    folded,
    header,
    section,
    share_buttons,
)
from bot.slack.decisions.ids import SaveAsked
from bot.slack.rating import RECOMMENDATION
from bot.slack.text import escaped

FIRST_REASONS, MOST_REASONS = 3, 6
"""Reasons at first sight, and in all; the JSON of the terminal has every one."""

BAR_WIDTH = 20
"""Characters of the longest bar of the chart."""


def recommendation(reply: Recommendation, sharing: Sharing | None) -> Message:
    """The outcome, how clear it is, why, what speaks against it, and what would flip it."""
    title = phrases.result_title(reply)
    sentence = phrases.outcome_sentence(reply)
    opening = section(f"{escaped(sentence)}\n{bars(reply)}")
    first = [*noted(reply.note), header(title), opening, *_first(reply)]
    details = [*_details(reply)]
    last = [context(line) for line in _small_print(reply)]
    fold = [folded(phrases.DETAILS, details)] if details else []
    whole = Message(f"{title}. {sentence}", (*first, *details, *last), (*first, *fold, *last))
    if reply.shared_by:
        return whole
    return whole.then(ending([*_buttons(reply, sharing)], RECOMMENDATION))


def bars(reply: Recommendation) -> str:
    """The scores as bars of text, so that no picture is needed to compare them."""
    most = max(1, *reply.scores.values())
    return "\n".join(_bar(_name(reply, o), units, most) for o, units in reply.scores.items())


def _bar(name: str, units: int, most: int) -> str:
    filled = "█" * round(BAR_WIDTH * units / most)
    return f"{name} `{filled}` {units}" if filled else f"{name} {units}"


def _first(reply: Recommendation) -> Iterator[Block]:
    """What the outcome rests on."""
    if reply.reasons:
        yield section(bold(phrases.WHY))
        yield from _reasons(reply, reply.reasons[:FIRST_REASONS])
    if reply.loser and reply.best_case:
        case = bold(phrases.best_case_for(reply.loser, reply.options))
        yield section(f"{case}\n{escaped(reply.best_case)}")
    changes = [*phrases.flip_lines(reply), *filter(None, (phrases.robustness_line(reply),))]
    if changes:
        yield section(f"{bold(phrases.WHAT_WOULD_CHANGE)}\n{bullets(list(map(escaped, changes)))}")


def _details(reply: Recommendation) -> Iterator[Block]:
    """What somebody wants who goes on from the outcome, or looks closer; at most nine blocks."""
    yield from _reasons(reply, reply.reasons[FIRST_REASONS:MOST_REASONS])
    yield from map(section, _stacks(reply))
    read = phrases.read_from_text(reply)
    if read:
        yield section(f"{bold(phrases.READ_FROM_TEXT)}\n{understood_list(read)}")


def _reasons(reply: Recommendation, reasons: Sequence[Reason]) -> Iterator[Block]:
    for reason in reasons:
        yield section(escaped(phrases.reason_line(reason, reply.options)))
        yield context(linked_list(reason.evidence.sources))


def _stacks(reply: Recommendation) -> Iterator[str]:
    for option, places in reply.stacks.items():
        lines = [
            f"{escaped(p.role)}: {bold(p.package)}. {escaped(phrases.place_reason(p))}"
            for p in places
        ]
        yield f"{bold(phrases.stack_with(option, reply.options))}\n{bullets(lines)}"


def _small_print(reply: Recommendation) -> Iterator[str]:
    yield from map(escaped, filter(None, (phrases.not_asked(reply), phrases.left_open(reply))))
    yield phrases.decided_by(reply.version)
    if reply.origin and reply.origin.link:
        yield about_message(reply.origin)
    if reply.shared_by:
        yield phrases.shared_by(f"<@{reply.shared_by}>")


def _buttons(reply: Recommendation, sharing: Sharing | None) -> Iterator[ButtonElement]:
    yield button(phrases.CHANGE_AN_ANSWER, Reviewed(dialog=reply.dialog))
    if reply.skipped:
        yield button(phrases.ASK_ANYWAY, WantedRest(dialog=reply.dialog))
    yield from share_buttons(_with_origin(sharing, reply.origin), _share(reply))
    yield save_button(reply)
    yield button(phrases.START_OVER, StartedOver(dialog=reply.dialog))


def _share(reply: Recommendation) -> SharedResult:
    """A result is told from that of the same dialog with other answers, to be shared as well."""
    return SharedResult(dialog=reply.dialog, answers=fingerprint(reply.understood))


def save_button(reply: Recommendation) -> ButtonElement:
    """A button that asks for a title, and keeps the result."""
    saving = SaveAsked(dialog=reply.dialog, answers=fingerprint(reply.understood))
    return asks(phrases.SAVE_DECISION, saving)


def _with_origin(sharing: Sharing | None, origin: Origin | None) -> Sharing | None:
    """A dialog that began from a message of this channel can end in that message's thread."""
    if sharing is None or origin is None or origin.channel != sharing.channel:
        return sharing
    return replace(sharing, thread=origin.thread)


def _name(reply: Recommendation, option: str) -> str:
    return reply.options[option].name
