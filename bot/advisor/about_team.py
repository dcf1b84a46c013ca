"""Answers what is asked of a team's result, in the thread of its decision."""

from bot.advisor.expertise import Expertise
from bot.advisor.guiding import Guide
from bot.advisor.moves import Move, Said
from bot.advisor.replies import AboutTeamResult, TeamResult
from bot.advisor.result_wishes import (
    Agreeing,
    AskedOfResult,
    CaseFor,
    Disagreeing,
    NotAsked,
    OtherCase,
    ResultWish,
    Supposing,
    WhatChanges,
    WhyIt,
)
from bot.advisor.turn import Turn
from bot.advisor.wishing import result_wish_in, wish_of_result
from bot.advisor.wording import LONGEST_TEXT


def asks_of_result(move: Move, expertise: Expertise) -> bool:
    """Whether a move may ask something of a result, if one was shown."""
    if not isinstance(move, Said) or len(move.text) > LONGEST_TEXT:
        return False
    if not move.addressed:  # what may be meant for others is not remembered
        return result_wish_in(move.text, expertise.knowledge.options) is not None
    return wish_of_result(move.text, expertise) is not None


def about_team(text: str, guide: Guide) -> Turn | None:
    """The turn where a text asks something of the team's result; None elsewhere.

    What was discussed since in the thread is what is asked about.
    """
    result, session = guide.team, guide.session
    if result is None or session.topic or session.result:
        return None
    wish = wish_of_result(text, guide.expertise)
    wanted = _wanted(wish, result) if wish else None
    return guide.in_between(AboutTeamResult(result, wanted)) if wanted else None


def _wanted(wish: ResultWish, result: TeamResult) -> AskedOfResult | None:
    match wish:
        case CaseFor(option) if option == result.leaning:
            return WhyIt()
        case OtherCase():
            behind = [option for option in result.options if option != result.leaning]
            return CaseFor(behind[0])
        case Disagreeing():
            return WhatChanges()
        case Supposing() | Agreeing() | NotAsked():
            return None  # each person's answers are their own
        case _:
            return wish
