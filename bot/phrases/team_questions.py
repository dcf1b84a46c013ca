"""What is said of a team's result when somebody asks about it."""

from collections.abc import Iterable, Iterator

from bot.advisor.replies import AboutTeamResult, TeamResult
from bot.advisor.result_wishes import CaseFor, HowSure, Keeping, ResultSources, WhatChanges
from bot.advisor.team.result import TeamReason
from bot.phrases.decisions import SAVE_DECISION
from bot.phrases.outcomes import outcome_short
from bot.phrases.results import MOST_REASONS_TOLD, NO_SOURCES, NOTHING_COUNTED
from bot.phrases.subjects import best_case_for, source_line
from bot.phrases.team import (
    NO_DISAGREEMENT,
    WHAT_WOULD_TURN_IT,
    agreement_line,
    ruling_line,
    team_reason_line,
    team_scores,
    team_sentence,
    turns_line,
)

OWNER_KEEPS = f"Its owner presses “{SAVE_DECISION}” below the result."


def about_team_title(reply: AboutTeamResult) -> str:
    """What was asked of a team's result, as a heading."""
    options = reply.result.options
    match reply.wanted:
        case HowSure():
            return "How sure that is"
        case CaseFor(option):
            return best_case_for(option, options)
        case WhatChanges():
            return WHAT_WOULD_TURN_IT
        case ResultSources():
            return "The sources behind this"
        case Keeping():
            return "To keep this result"
        case _:
            return f"Why {outcome_short(reply.result.outcome, options)}"


def about_team_lines(reply: AboutTeamResult) -> tuple[str, ...]:
    """The answer to what was asked of a team's result, each line a sentence or two."""
    result = reply.result
    match reply.wanted:
        case HowSure():
            return (team_sentence(result), *_turning(result))
        case CaseFor(option):
            own = [reason for reason in result.reasons if _option(reason) == option]
            nothing = f"No answer of yours speaks for {result.options[option].name}."
            return tuple(_told(own, result)) or (nothing,)
        case WhatChanges():
            return (*_turning(result), *_sides(result)) or (NO_DISAGREEMENT,)
        case ResultSources():
            return tuple(_sources(result)) or (NO_SOURCES,)
        case Keeping():
            return (OWNER_KEEPS,)
        case _:
            return tuple(_why(result))


def _why(result: TeamResult) -> Iterator[str]:
    yield from (ruling_line(one, result.options) for one in result.rulings if one.holds)
    yield from _told(result.reasons, result)
    yield f"In all: {team_scores(result)}." if result.reasons else NOTHING_COUNTED


def _told(reasons: Iterable[TeamReason], result: TeamResult) -> Iterator[str]:
    told = [team_reason_line(reason, result.options) for reason in reasons]
    yield from told[:MOST_REASONS_TOLD]
    if len(told) > MOST_REASONS_TOLD:
        yield f"And {len(told) - MOST_REASONS_TOLD} more, which count less."


def _turning(result: TeamResult) -> Iterator[str]:
    yield from filter(None, (agreement_line(result),))


def _sides(result: TeamResult) -> Iterator[str]:
    for question in result.questions:
        turns = turns_line(question, result) if question.decides else None
        if turns:
            yield f"{question.question.ask} {turns}"


def _sources(result: TeamResult) -> Iterator[str]:
    named = (source_line(s) for reason in result.reasons for s in reason.evidence.sources)
    yield from list(dict.fromkeys(named))[:MOST_REASONS_TOLD]


def _option(reason: TeamReason) -> str:
    return reason.contribution.lean.option
