"""The result of a team: what its answers come to together, and where it disagrees."""

from collections.abc import Iterable, Mapping

from bot.advisor.outcome import Both, Clear, Either, Neither, Outcome, name_of
from bot.advisor.replies import TeamResult
from bot.advisor.team.result import TeamChange, TeamQuestion, TeamReason, TeamRuling, TeamSide
from bot.knowledge.model import Options
from bot.phrases.outcomes import RULES_NOT_MODEL, how_clear, outcome_word
from bot.phrases.wording import decimal, listed, percent

WHAT_DECIDES = "You disagree here, and the outcome depends on it"
WHAT_DOES_NOT_DECIDE = "You disagree here, but it does not change the outcome"
NO_DISAGREEMENT = "You do not disagree on anything."
FIXED_FOR_ALL = "Fixed for all"
WHAT_WOULD_TURN_IT = "What would turn it"
HOW_COMBINED = (
    "Weights and leans are averaged over those who answered; a question left open is in no "
    "average. What rules an option out holds where more than half of those who answered say so."
)
NO_AGREEMENT = "No agreement on one or two questions would change the outcome."
MOST_PERSONS = 5
"""Persons named for one answer; the others are counted."""


def team_title(outcome: Outcome, options: Options) -> str:
    """What a team comes to, as a heading."""
    match outcome:
        case Clear(option):
            return f"Together you come to {options[option].name}"
        case Either():
            return "Together: too close to call"
        case Both():
            return "Together: both, split by service"
        case Neither():
            return "Together: neither, hard constraints rule them out"


def team_sentence(result: TeamResult) -> str:
    """How clear the outcome is and what it rests on."""
    options = result.options
    held = [ruling for ruling in result.rulings if ruling.holds]
    match result.outcome:
        case Clear(option) if held:
            return f"{options[option].name} is what is left. {_all_ruled_out(held, options)}"
        case Clear():
            turning = " Some of you could turn it; see below." if result.agreement else ""
            return f"{how_clear(result.margin)}: {team_scores(result)}.{turning}"
        case Either():
            lean = f" It leans to {options[result.leaning].name}." if result.leaning else ""
            return f"The scores are too near to each other to decide ({team_scores(result)}).{lean}"
        case Both(parts):
            split = "; ".join(f"{options[o].name} for {part}" for o, part in parts.items())
            return f"Most of you see a strong reason for each in a part of its own: {split}."
        case Neither():
            return _all_ruled_out(held, options)


def turnout(people: int, leanings: Mapping[str, int], options: Options) -> str:
    """How many answered, and how many of them come to each outcome alone."""
    if not people:
        return "Nobody answered."
    alone = ", ".join(f"{outcome_word(name, options)} {n}" for name, n in leanings.items())
    return f"{_people(people)} answered. On the answers of each alone: {alone}."


def team_reason_line(reason: TeamReason, options: Options) -> str:
    """What one answer of the team contributed."""
    gave = reason.contribution
    lean = gave.lean
    return (
        f"+{decimal(gave.amount)} {options[lean.option].name}: {lean.because} "
        f"(answer: {reason.answer.label}, {gave.people} of {gave.of})"
    )


def side_line(side: TeamSide) -> str:
    """An answer, and how many gave it."""
    return f"“{side.answer.label}” {side.people}"


def persons_line(names: Iterable[str]) -> str:
    """Who gave an answer, or some of them and how many more."""
    named = list(names)
    rest = len(named) - MOST_PERSONS
    return listed([*named[:MOST_PERSONS], *([f"{rest} more"] if rest > 0 else [])])


def turns_line(question: TeamQuestion, result: TeamResult) -> str | None:
    """What it would be if all came over to one side; None where that changes nothing."""
    turning = [
        if_all_said(side.answer.label, name_of(side.outcome), result.options)
        for side in question.sides
        if name_of(side.outcome) != name_of(result.outcome)
    ]
    return f"{'; '.join(turning)}.".replace("if", "If", 1) if turning else None


def if_all_said(answer: str, outcome: str, options: Options) -> str:
    """The name of the outcome if all gave an answer, as a part of a sentence."""
    return f"if all said “{answer}”, it would be: {outcome_word(outcome, options)}"


def fixed_line(question: TeamQuestion) -> str:
    return f"{question.question.ask} “{question.sides[0].answer.label}”"


def ruling_line(ruling: TeamRuling, options: Options) -> str:
    """Who rules an option out, and what that comes to."""
    said = f"{_of(ruling.people, ruling.of)} ruled {options[ruling.option].name} out."
    because = " ".join(ruling.because)
    if ruling.holds:
        return f"{said} {because}"
    return f"{said} That is not most of them, so it does not count. Find out who is right."


def agreement_line(result: TeamResult) -> str | None:
    """The smallest agreement with another outcome; None where nobody disagrees."""
    if result.agreement:
        outcome = name_of(result.agreement.outcome)
        return agreement_sentence(result.agreement.changes, outcome, result.options)
    return NO_AGREEMENT if any(question.disputed for question in result.questions) else None


def team_decided_by(version: str) -> str:
    """How the outcome came about, and on which version of the knowledge."""
    return f"{HOW_COMBINED} {RULES_NOT_MODEL} Knowledge version {version}."


def more_questions(count: int) -> str:
    """How many disagreements there was no room for."""
    return "And on 1 more question." if count == 1 else f"And on {count} more questions."


def team_scores(result: TeamResult) -> str:
    """The scores of all options, and the lead in percent of both."""
    scores = ", ".join(f"{result.options[o].name} {decimal(n)}" for o, n in result.scores.items())
    return f"{scores}; lead {percent(result.margin)}"


def _all_ruled_out(held: Iterable[TeamRuling], options: Options) -> str:
    return " ".join(ruling_line(ruling, options) for ruling in held)


def agreement_sentence(changes: Iterable[TeamChange], outcome: str, options: Options) -> str:
    """An agreement, and the name of the outcome that it gives."""
    by_question: dict[tuple[str, str], int] = {}
    for one in changes:
        key = one.question.ask, one.answer.label
        by_question[key] = by_question.get(key, 0) + one.people
    asked = listed(
        f"{_people(people)} came over to “{label}” ({ask})"
        for (ask, label), people in by_question.items()
    )
    return f"If {asked}, it would be: {outcome_word(outcome, options)}."


def _of(people: int, of: int) -> str:
    return f"{people} of the {of} who answered" if of > 1 else "The one who answered"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
