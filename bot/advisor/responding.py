"""The one way into the core: a move and a session in, a turn out."""

from dataclasses import replace

from bot.advisor import comparing, explaining, following, picking
from bot.advisor.expertise import Expertise
from bot.advisor.guiding import Guide
from bot.advisor.listening import Listener
from bot.advisor.moves import (
    AskedAbout,
    AskedForHelp,
    Began,
    CriterionMove,
    Move,
    Opened,
    Reopened,
    Said,
    SharedAnswer,
    SharedCase,
    SharedPackages,
    WantedMore,
    WantedOtherSide,
    WantedSources,
)
from bot.advisor.pressing import pressed
from bot.advisor.replies import (
    AlreadyAnswered,
    BestCase,
    Clarification,
    Comparison,
    Counterparts,
    DialogEnded,
    DialogStopped,
    Explanation,
    Help,
    Menu,
    NextQuestion,
    NotYours,
    OutOfDate,
    Recommendation,
    ResultOutdated,
    Summary,
    TeamResult,
    TooLong,
)
from bot.advisor.session import Offered, Session
from bot.advisor.turn import Turn
from bot.advisor.understanding import Subject
from bot.advisor.wording import LONGEST_TEXT


def respond(
    move: Move,
    session: Session,
    expertise: Expertise,
    by: str,
    team: TeamResult | None = None,
) -> Turn:
    """Decide what the move of person `by` (an id) comes to. Never raises for what people do.

    `team` is what a team came to, in the thread of its decision; it may be left out where
    `asks_of_result` says that the move asks for nothing of it.
    """
    turn = _decided(move, Guide(session, by, expertise, team))
    match turn.reply:
        case None if isinstance(move, Said) and move.edited:
            return turn
        case None:
            return replace(turn, session=turn.session.overheard(by))
        case AlreadyAnswered() | DialogEnded() | NotYours() | OutOfDate() | ResultOutdated():
            return turn
        case Recommendation():
            return replace(turn, session=turn.session.about_result_of(by).spoken(by))
        case NextQuestion() | Summary() | DialogStopped():
            over = turn.session.result == by
            session = turn.session.about_result_of(None) if over else turn.session
            asking = isinstance(turn.reply, NextQuestion)
            return replace(turn, session=session.spoken(by, asking=asking))
        case Clarification(choices, asked):
            offered = Offered(criteria=tuple(choice.id for choice in choices), question=asked)
            return replace(turn, session=turn.session.spoken(by, offered))
        case _:
            return replace(turn, session=turn.session.spoken(by))


def prepare(move: Move, expertise: Expertise) -> None:
    """Find out beforehand what a move asks, whatever the session: that takes longest of a turn."""
    if isinstance(move, Said) and move.addressed and len(move.text) <= LONGEST_TEXT:
        text, understanding = move.text.strip(), expertise.understanding
        meaning = understanding.hear(text).meaning
        if isinstance(meaning, Subject):
            understanding.best_points(meaning.criterion, text)


def _decided(move: Move, guide: Guide) -> Turn:
    match move:
        case Said():
            return Listener(guide).hear(move)
        case Opened() | AskedForHelp() | Began() | Reopened():
            return _begun(move, guide)
        case SharedPackages():
            return _shared_packages(move, guide)
        case (
            AskedAbout()
            | WantedMore()
            | WantedSources()
            | WantedOtherSide()
            | SharedAnswer()
            | SharedCase()
        ):
            return _about(move, guide)
        case _:
            return pressed(move, guide)


def _begun(move: Opened | AskedForHelp | Began | Reopened, guide: Guide) -> Turn:
    criteria = tuple(guide.expertise.knowledge.criteria.values())
    match move:
        case Opened():
            return guide.in_between(Menu(criteria))
        case AskedForHelp():
            return guide.in_between(Help(criteria))
        case Began(description=description) if len(description) > LONGEST_TEXT:
            return guide.in_between(TooLong(len(description), LONGEST_TEXT))
        case Began(description=description, origin=origin):
            return guide.recommend(description, origin)
        case Reopened(number=number, answers=answers):
            return guide.reopen(number, answers)


def _about(move: CriterionMove, guide: Guide) -> Turn:
    session, expertise = guide.session, guide.expertise
    criterion = expertise.knowledge.criteria.get(move.criterion)
    if criterion is None:
        return Turn(session, OutOfDate())
    match move:
        case AskedAbout(question=question):
            return picking.picked(criterion, question, guide)
        case WantedMore(shown=shown):
            return following.more(criterion, shown, guide)
        case WantedSources(shown=shown):
            return guide.in_between(explaining.sources_of(criterion, shown, expertise))
        case WantedOtherSide(option=option) | SharedCase(option=option) if (
            option not in expertise.options
        ):
            return Turn(session, OutOfDate())
        case WantedOtherSide(option=option):
            return guide.in_between(explaining.best_case(criterion, option, expertise))
        case SharedAnswer(shown=shown):
            return _shared(explaining.show_again(criterion, shown, expertise), guide)
        case SharedCase(option=option):
            return _shared(explaining.best_case(criterion, option, expertise), guide)


def _shared_packages(move: SharedPackages, guide: Guide) -> Turn:
    if not move.compared:
        return _shared(explaining.for_purposes(move.purposes, guide.expertise), guide)
    compared = comparing.compared_again(move.compared, guide.expertise)
    return _shared(compared, guide) if compared else Turn(guide.session, OutOfDate())


def _shared(answer: Explanation | BestCase | Counterparts | Comparison, guide: Guide) -> Turn:
    return Turn(guide.session, replace(answer, shared_by=guide.owner))
