"""The JSON that `ask` and `recommend` print; others rely on these names and shapes. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.advisor.kinds import kind_of
from bot.advisor.outcome import Both, name_of
from bot.advisor.replies import (
    AnswerChange,
    Comparison,
    Counterparts,
    Explanation,
    Explanations,
    FlippedBy,
    Flips,
    Reason,
    Recommendation,
    Reply,
    StackPlace,
    Understood,
)
from bot.advisor.scoring import RuledOut
from bot.advisor.understanding import Heard
from bot.cli.plain import text_of

PACKAGES = "packages"
"""Stands in the place of a criterion for an answer from the table of package counterparts."""


def answer(question: str, reply: Reply, heard: Heard | None) -> dict[str, Any]:
    """What `ask --json` prints; `heard` is None for a text that was not matched at all."""
    parts = [_part(explained) for explained in _explained(reply)]
    first = parts[0] if parts else {"points": [], "favours": None}
    return {
        "question": question,
        "kind": kind_of(reply),
        "criterion": criterion_of(reply),
        "points": first["points"],
        "favours": first["favours"],
        "answers": parts,
        "confidence": round(heard.confidence, 4) if heard else 0.0,
        "alternatives": _alternatives(heard, criterion_of(reply)),
        "text": text_of(reply),
    }


def _explained(reply: Reply) -> tuple[Explanation, ...]:
    """The criteria that were answered on, in the order of the questions."""
    match reply:
        case Explanation():
            return (reply,)
        case Explanations(parts):
            return parts
        case _:
            return ()


def _part(explained: Explanation) -> dict[str, Any]:
    return {
        "criterion": explained.criterion.id,
        "points": [evidence.point.id for evidence in explained.evidence],
        "favours": explained.criterion.verdict.favours,
    }


def recommendation(result: Recommendation) -> dict[str, Any]:
    """What `recommend --json` prints: all that is needed to add the scores up again by hand."""
    return {
        "outcome": name_of(result.outcome),
        "leaning": result.leaning,
        "scores": dict(result.scores),
        "margin": round(result.margin, 4),
        "understood": _understood(result.understood),
        "set_aside": [given.question.id for given in result.understood if given.set_aside],
        "open_questions": [question.id for question in (*result.skipped, *result.unsure)],
        "settled": result.settled,
        "scoring": result.scoring.model_dump(),
        "weights": {reason.criterion.id: reason.weight for reason in result.reasons},
        "contributions": [_contribution(reason) for reason in result.reasons],
        "ruled_out": [_ruling(ruling) for ruling in result.ruled_out],
        "kept_whole": result.whole,
        "parts": dict(result.outcome.parts) if isinstance(result.outcome, Both) else {},
        "flips": list(_flips(result.flips)),
        "robustness": _robustness(result),
        "best_case": {"option": result.loser, "text": result.best_case} if result.loser else None,
        "starter_stack": {o: [*map(_place, places)] for o, places in result.stacks.items()},
        "knowledge_version": result.version,
    }


def _ruling(ruling: RuledOut) -> dict[str, str]:
    return {"option": ruling.option, "question": ruling.question, "because": ruling.because}


def criterion_of(reply: Reply) -> str | None:
    """The criterion that was answered on, the first of several, or PACKAGES."""
    match reply:
        case (
            Explanation(criterion=criterion)
            | Explanations(parts=(Explanation(criterion=criterion), *_))
        ):
            return criterion.id
        case Counterparts() | Comparison():
            return PACKAGES
        case _:
            return None


def _alternatives(heard: Heard | None, taken: str | None) -> list[dict[str, Any]]:
    near = heard.alternatives if heard else ()
    return [
        {"criterion": name, "confidence": round(confidence, 4)}
        for name, confidence in near
        if name != taken
    ]


def _understood(answers: Sequence[Understood]) -> Mapping[str, Any]:
    return {
        understood.question.id: {"answer": understood.answer.id, "words": understood.words}
        for understood in answers
        if understood.answer
    }


def _contribution(reason: Reason) -> dict[str, Any]:
    return {
        "question": reason.question.id,
        "answer": reason.answer.id,
        "criterion": reason.criterion.id,
        "favours": reason.option,
        "strength": reason.strength,
        "units": reason.units,
        "weight": reason.weight,
        "amount": reason.amount,
        "because": reason.because,
        "point": reason.evidence.point.id,
        "part": reason.part,
    }


def _flips(flips: Flips) -> Iterator[dict[str, Any]]:
    """Each with its `kind`: "answer" (one), "answers" (the fewest together) or "weight".

    What an answer comes instead of is null where its question was left open.
    """
    for opened in flips.opened:
        given = {"question": opened.question.id, "instead_of": None, "answer": opened.answer.id}
        yield {"kind": "answer", **given, "outcome": name_of(opened.outcome)}
    for single in flips.single:
        yield {"kind": "answer", **_change(single), "outcome": name_of(single.outcome)}
    for together in flips.together:
        changes = [_change(change) for change in together.changes]
        yield {"kind": "answers", "changes": changes, "outcome": name_of(together.outcome)}
    for flip in flips.weights:
        yield {
            "kind": "weight",
            "criterion": flip.criterion.id,
            "instead_of": flip.instead_of,
            "weight": float(flip.weight),
            "turns_at": round(float(flip.turns_at), 4),
            "outcome": name_of(flip.outcome),
        }


def _change(change: AnswerChange | FlippedBy) -> dict[str, str]:
    return {
        "question": change.question.id,
        "instead_of": change.instead_of.id,
        "answer": change.answer.id,
    }


def _robustness(result: Recommendation) -> dict[str, Any]:
    shares = {name: round(share, 4) for name, share in result.robustness.items()}
    return {"stands": shares.get(name_of(result.outcome), 0.0), "outcomes": shares}


def _place(place: StackPlace) -> dict[str, Any]:
    return {
        "role": place.role,
        "package": place.package,
        "because": place.because,
        "answers": [answer.id for answer in place.answers],
    }
