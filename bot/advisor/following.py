"""Goes on about the criterion that is discussed, and remembers which it is."""

from dataclasses import replace

from bot.advisor import explaining
from bot.advisor.guiding import Guide
from bot.advisor.replies import Explanation
from bot.advisor.turn import Turn
from bot.advisor.understanding import Wish


def told(explanation: Explanation, guide: Guide) -> Turn:
    """Say an explanation, and go on about its criterion from now on."""
    session = guide.session.about(explanation.criterion.id, explanation.shown)
    return replace(guide, session=session).in_between(explanation)


def follow_up(wish: Wish, text: str, guide: Guide) -> Turn | None:
    """What is wished for on the criterion that was discussed last; None without one."""
    session, expertise = guide.session, guide.expertise
    criterion = expertise.knowledge.criteria.get(session.topic or "")
    if criterion is None:
        return None
    match wish.intent:
        case "sources":
            return guide.in_between(explaining.sources_of(criterion, session.shown, expertise))
        case "other_side":
            option = explaining.option_to_argue_for(criterion, text, expertise)
            return guide.in_between(explaining.best_case(criterion, option, expertise))
        case _:
            return told(explaining.more_points(criterion, session.shown, expertise), guide)
