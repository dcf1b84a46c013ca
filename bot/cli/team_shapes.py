"""The JSON that `stackpick team` prints: all that is needed to do the sums again by hand. Pure.

Exact numbers are texts: a whole number ("5") or a fraction ("7/2").
"""

from typing import Any

from bot.advisor.outcome import Both, name_of
from bot.advisor.replies import TeamResult
from bot.advisor.team.result import (
    TeamAgreement,
    TeamChange,
    TeamQuestion,
    TeamReason,
    TeamRuling,
    TeamSide,
)


def combination(result: TeamResult) -> dict[str, Any]:
    """What `team --json` prints; `persons` are there only where names are shown."""
    return {
        "outcome": name_of(result.outcome),
        "leaning": result.leaning,
        "scores": {option: round(float(units), 4) for option, units in result.scores.items()},
        "exact_scores": {option: str(units) for option, units in result.scores.items()},
        "margin": round(result.margin, 4),
        "people": result.people,
        "leanings": dict(result.leanings),
        "questions": {one.question.id: _question(one) for one in result.questions},
        "disagreements": [_disagreement(one) for one in result.questions if one.disputed],
        "agreement": _agreement(result.agreement) if result.agreement else None,
        "scoring": result.scoring.model_dump(),
        "weights": {criterion: str(weight) for criterion, weight in result.weights.items()},
        "contributions": [_contribution(reason) for reason in result.reasons],
        "ruled_out": [_ruling(ruling) for ruling in result.rulings],
        "kept_whole": result.whole,
        "parts": dict(result.outcome.parts) if isinstance(result.outcome, Both) else {},
        "knowledge_version": result.version,
    }


def _question(one: TeamQuestion) -> dict[str, Any]:
    return {
        "people": one.people,
        "fixed": one.fixed,
        "answers": {side.answer.id: _side(side) for side in one.sides},
    }


def _side(side: TeamSide) -> dict[str, Any]:
    persons = {"persons": list(side.persons)} if side.persons else {}
    return {"people": side.people, **persons, "outcome_if_all_agreed": name_of(side.outcome)}


def _disagreement(one: TeamQuestion) -> dict[str, Any]:
    return {"question": one.question.id, "decides": one.decides}


def _agreement(agreement: TeamAgreement) -> dict[str, Any]:
    return {
        "changes": [_change(change) for change in agreement.changes],
        "outcome": name_of(agreement.outcome),
    }


def _ruling(ruling: TeamRuling) -> dict[str, Any]:
    return {
        "option": ruling.option,
        "question": ruling.question.id,
        "people": ruling.people,
        "of": ruling.of,
        "holds": ruling.holds,
        "because": list(ruling.because),
    }


def _change(change: TeamChange) -> dict[str, Any]:
    return {
        "question": change.question.id,
        "instead_of": change.instead_of.id,
        "answer": change.answer.id,
        "people": change.people,
    }


def _contribution(reason: TeamReason) -> dict[str, Any]:
    gave = reason.contribution
    return {
        "question": gave.question,
        "answer": gave.answer,
        "criterion": gave.lean.criterion,
        "favours": gave.lean.option,
        "strength": gave.lean.strength,
        "units": gave.units,
        "people": gave.people,
        "of": gave.of,
        "weight": str(gave.weight),
        "amount": str(gave.amount),
        "because": gave.lean.because,
        "point": gave.lean.point,
        "part": gave.lean.part,
    }
