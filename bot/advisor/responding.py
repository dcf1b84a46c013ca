"""The one way into the core: a move and a session in, a turn out."""

from dataclasses import replace

from bot.advisor import explaining
from bot.advisor.expertise import Expertise
from bot.advisor.guiding import Guide
from bot.advisor.listening import Listener
from bot.advisor.moves import (
    AskedAbout,
    AskedForHelp,
    Began,
    Move,
    Opened,
    Said,
    SharedAnswer,
    WantedMore,
    WantedOtherSide,
    WantedSources,
)
from bot.advisor.replies import Explanation, Help, Menu, OutOfDate, TooLong
from bot.advisor.session import Session
from bot.advisor.turn import Turn
from bot.advisor.wording import LONGEST_TEXT
from bot.knowledge.model import Criterion

CriterionMove = AskedAbout | WantedMore | WantedSources | WantedOtherSide | SharedAnswer


def respond(move: Move, session: Session, expertise: Expertise, by: str) -> Turn:
    """Decide what the move of person `by` (an id) comes to. Never raises for what people do."""
    criteria = tuple(expertise.knowledge.criteria.values())
    match move:
        case Said():
            return Listener(session, by, expertise).hear(move)
        case Opened():
            return Turn(session, Menu(criteria, expertise.knowledge.options))
        case AskedForHelp():
            return Turn(session, Help(criteria))
        case Began(description=description) if len(description) > LONGEST_TEXT:
            return Turn(session, TooLong(len(description), LONGEST_TEXT))
        case Began(description=description):
            return Guide(session, by, expertise).begin(description)
        case AskedAbout() | WantedMore() | WantedSources() | WantedOtherSide() | SharedAnswer():
            criterion = expertise.knowledge.criteria.get(move.criterion)
            if criterion is None:
                return Turn(session, OutOfDate())
            return _about(move, criterion, session, expertise, by)
        case _:
            return Guide(session, by, expertise).take(move)


def _about(
    move: CriterionMove, criterion: Criterion, session: Session, expertise: Expertise, by: str
) -> Turn:
    match move:
        case AskedAbout():
            return _told(explaining.explain(criterion, "", expertise), session)
        case WantedMore(shown=shown):
            return _told(explaining.more_points(criterion, shown, expertise), session)
        case WantedSources(shown=shown):
            return Turn(session, explaining.sources_of(criterion, shown, expertise))
        case WantedOtherSide(option=option):
            if option not in expertise.options:
                return Turn(session, OutOfDate())
            return Turn(session, explaining.best_case(criterion, option, expertise))
        case SharedAnswer(shown=shown):
            answer = explaining.show_again(criterion, shown, expertise)
            return Turn(session, replace(answer, shared_by=by))


def _told(explanation: Explanation, session: Session) -> Turn:
    return Turn(session.about(explanation.criterion.id, explanation.shown), explanation)
