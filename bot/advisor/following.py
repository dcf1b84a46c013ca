"""Goes on about the criterion that is discussed, and remembers which it is."""

from collections.abc import Sequence
from dataclasses import replace

from bot.advisor import explaining
from bot.advisor.ellipsis import (
    Figures,
    FollowUp,
    More,
    OtherSide,
    Reasons,
    Shorter,
    Side,
    Sources,
)
from bot.advisor.guiding import Guide
from bot.advisor.replies import Explanation
from bot.advisor.turn import Turn
from bot.advisor.understanding import Intent
from bot.knowledge.model import Criterion


def answer(criterion: Criterion, question: str, guide: Guide) -> Turn:
    """Explain a criterion, and go on about it from now on; `question` may be empty."""
    order = explaining.points_in_order(criterion, question, guide.expertise)
    return _told(explaining.explain(criterion, order, guide.expertise), guide, order)


def answer_with(criterion: Criterion, first: Sequence[str], question: str, guide: Guide) -> Turn:
    """Explain a criterion, beginning with these points of it."""
    fitting = explaining.points_in_order(criterion, question, guide.expertise)
    order = tuple(dict.fromkeys((*first, *fitting)))
    return _told(explaining.explain(criterion, order, guide.expertise), guide, order)


def further(criterion: Criterion, question: str, guide: Guide) -> Turn:
    """The points that fit a further question on the criterion that is discussed."""
    order = explaining.points_in_order(criterion, question, guide.expertise)
    found = explaining.more_points(criterion, (), guide.expertise, order)
    return _told(found, guide, order)


def more(criterion: Criterion, shown: tuple[str, ...], guide: Guide) -> Turn:
    """The points after those that were shown, in the order that the last question asks for."""
    order = _order(criterion, guide)
    return _told(explaining.more_points(criterion, shown, guide.expertise, order), guide, order)


def follow_up(kind: FollowUp, text: str, guide: Guide) -> Turn | None:
    """What is asked for on the criterion that was discussed last; None without one."""
    session, expertise = guide.session, guide.expertise
    criterion = expertise.knowledge.criteria.get(session.topic or "")
    if criterion is None:
        return None
    match kind:
        case Side() | Reasons() | Figures():
            return _wanted(kind, criterion, guide)
        case Shorter():
            told = explaining.show_again(criterion, session.shown[:1], expertise)
            return guide.in_between(told)
        case More():
            return more(criterion, session.shown, guide)
        case Sources():
            return guide.in_between(explaining.sources_of(criterion, session.shown, expertise))
        case OtherSide():
            option = explaining.option_to_argue_for(criterion, text, expertise, session.side)
            now = session.about(criterion.id, session.shown, fitting=session.fitting, side=option)
            case = explaining.best_case(criterion, option, expertise)
            return replace(guide, session=now).in_between(case)


def wished_for(intent: Intent) -> FollowUp | None:
    """The follow-up that an intent stands for; None for the intents that are none."""
    match intent:
        case "more":
            return More()
        case "why":
            return Reasons()
        case "sources":
            return Sources()
        case "other_side":
            return OtherSide()
        case "recommend" | "packages":
            return None


def _wanted(wanted: Side | Reasons | Figures, criterion: Criterion, guide: Guide) -> Turn:
    shown, order = guide.session.shown, _order(criterion, guide)
    found = explaining.wanted_points(wanted, criterion, shown, guide.expertise, order)
    return _told(found, guide, order, wanted.option if isinstance(wanted, Side) else None)


def _order(criterion: Criterion, guide: Guide) -> tuple[str, ...]:
    return guide.session.fitting if guide.session.topic == criterion.id else ()


def _told(
    explanation: Explanation, guide: Guide, order: tuple[str, ...], side: str | None = None
) -> Turn:
    criterion, shown = explanation.criterion.id, explanation.shown
    session = guide.session.about(criterion, shown, fitting=order, side=side)
    return replace(guide, session=session).in_between(explanation)
