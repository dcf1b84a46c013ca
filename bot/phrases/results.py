"""What is said of a result when somebody asks about it."""

from collections.abc import Iterable, Iterator

from bot.advisor.replies import AboutResult, Recommendation
from bot.advisor.result_wishes import (
    Agreeing,
    CaseFor,
    Disagreeing,
    HowSure,
    Keeping,
    NotAsked,
    ResultSources,
    WhatChanges,
    WhyIt,
)
from bot.knowledge.model import Question
from bot.phrases.decisions import SAVE_DECISION
from bot.phrases.flips import flip_lines, robustness_line
from bot.phrases.labels import CHANGE_AN_ANSWER, WHAT_WOULD_CHANGE
from bot.phrases.outcomes import (
    left_open,
    not_asked,
    outcome_sentence,
    outcome_short,
    reason_line,
    score_line,
)
from bot.phrases.subjects import best_case_for, source_line
from bot.phrases.wording import listed

MOST_REASONS_TOLD = 10
"""Reasons, or sources, that one reply tells; the JSON holds all."""

NOTHING_COUNTED = "None of the answers so far speaks for a side."
NOTHING_FLIPS = "No change of the answers, and of no weight alone, gives another result."
ALL_ASKED = "Nothing: every question that applies was asked and answered."
BY_ANSWERS_ALONE = (
    f"It follows from the answers alone. “{CHANGE_AN_ANSWER}” shows them; change the one that does "
    "not fit."
)
HOW_TO_KEEP = (
    f"Unless it is saved already, press “{SAVE_DECISION}”; it asks for a title, and keeps the "
    "answers with the exact figures."
)
KEPT_IN_SLACK = (
    f"A decision is kept where StackPick runs in Slack: “{SAVE_DECISION}” stands below a result "
    "there. Here, “stackpick recommend --json” prints a result with every answer and figure."
)
NO_SOURCES = "There are none: none of the answers so far speaks for a side."


def about_result_title(reply: AboutResult) -> str:
    """What was asked of a result, as a heading."""
    options = reply.result.options
    match reply.wanted:
        case WhyIt():
            return f"Why {outcome_short(reply.result.outcome, options)}"
        case HowSure():
            return "How sure that is"
        case CaseFor(option):
            return best_case_for(option, options)
        case WhatChanges():
            return WHAT_WOULD_CHANGE
        case ResultSources():
            return "The sources behind this"
        case NotAsked():
            return "What I did not ask"
        case Agreeing():
            return f"That fits: {outcome_short(reply.result.outcome, options)}"
        case Disagreeing():
            return "You see it differently"
        case Keeping():
            return "To keep this result"


def about_result_lines(reply: AboutResult) -> tuple[str, ...]:
    """The answer to what was asked of a result, each line a sentence or two."""
    result = reply.result
    match reply.wanted:
        case WhyIt():
            return tuple(_why(result))
        case HowSure():
            return tuple(_how_sure(result))
        case CaseFor(option):
            return tuple(_case(option, reply))
        case WhatChanges():
            return flip_lines(result) or (NOTHING_FLIPS,)
        case ResultSources():
            return tuple(_sources(result)) or (NO_SOURCES,)
        case NotAsked():
            told = (not_asked(result), left_open(result))
            return tuple(filter(None, told)) or (ALL_ASKED,)
        case Agreeing():
            return (outcome_sentence(result),)
        case Disagreeing():
            return (
                BY_ANSWERS_ALONE,
                *([settled_by(reply.settling)] if reply.settling else []),
                *flip_lines(result)[:1],
            )
        case Keeping():
            return (HOW_TO_KEEP,)


def settled_by(questions: Iterable[Question]) -> str:
    """How somebody brings in what they would rather have."""
    asked = listed(f"“{question.ask}”" for question in questions)
    return f"To like or dislike a side is no answer. The questions nearest to that: {asked}"


def _why(result: Recommendation) -> Iterator[str]:
    yield from (ruling.because for ruling in result.ruled_out)
    lines = [reason_line(reason, result.options) for reason in result.reasons]
    yield from lines[:MOST_REASONS_TOLD]
    if len(lines) > MOST_REASONS_TOLD:
        yield f"And {len(lines) - MOST_REASONS_TOLD} more, which count less."
    in_all = "In all, before anything is ruled out" if result.ruled_out else "In all"
    yield f"{in_all}: {score_line(result)}." if lines else NOTHING_COUNTED


def _how_sure(result: Recommendation) -> Iterator[str]:
    yield outcome_sentence(result)
    yield from filter(None, (robustness_line(result),))
    yield from flip_lines(result)[:1]
    if result.skipped:
        effect = "No question that is left can change it."
        yield effect if result.settled else "Questions that are left may yet change it."


def _case(option: str, reply: AboutResult) -> Iterator[str]:
    result = reply.result
    yield from filter(None, (reply.best_case,))
    yield from (r.because for r in result.ruled_out if r.option == option)
    own = [reason for reason in result.reasons if reason.option == option]
    yield from (reason_line(reason, result.options) for reason in own[:MOST_REASONS_TOLD])
    if not own:
        yield f"None of your answers speaks for {result.options[option].name}."


def _sources(result: Recommendation) -> Iterator[str]:
    named = (source_line(s) for reason in result.reasons for s in reason.evidence.sources)
    yield from list(dict.fromkeys(named))[:MOST_REASONS_TOLD]
