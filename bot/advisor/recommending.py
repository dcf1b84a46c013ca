"""Turns answers into a recommendation that explains itself."""

from collections.abc import Iterator, Sequence

from bot.advisor.asking.settling import is_settled
from bot.advisor.dialog import position, understood
from bot.advisor.expertise import Expertise
from bot.advisor.moves import DialogRef
from bot.advisor.outcome import Clear, Outcome, leaning, margin, outcome
from bot.advisor.replies import Reason, Recommendation
from bot.advisor.scoring import Contribution, Standing
from bot.advisor.sensitivity.flipping import flips_of
from bot.advisor.sensitivity.robustness import robustness
from bot.advisor.session import Progress
from bot.advisor.stacks import starter_stacks


def recommend(owner: str, progress: Progress, expertise: Expertise) -> Recommendation:
    """The recommendation on the answers so far, whether or not questions are open."""
    knowledge = expertise.knowledge
    here = position(progress, expertise)
    standing = here.standing()
    reached = outcome(standing, knowledge.dialog.scoring)
    loser, reasons = _loser(reached, standing), tuple(_reasons(standing, expertise))
    return Recommendation(
        dialog=DialogRef(owner=owner, number=progress.number),
        outcome=reached,
        leaning=leaning(standing),
        scores=standing.scores,
        margin=margin(standing, knowledge.dialog.scoring),
        scoring=knowledge.dialog.scoring,
        reasons=reasons,
        ruled_out=standing.ruled_out,
        whole=standing.whole,
        loser=loser,
        best_case=best_case_of(loser, reasons) if loser else None,
        flips=flips_of(here, knowledge),
        robustness=robustness(standing, knowledge.dialog.scoring),
        stacks=starter_stacks(reached, here.counted(), expertise),
        understood=understood(progress, expertise),
        settled=is_settled(here),
        skipped=here.may_come(),
        unsure=here.left_open(),
        options=knowledge.options,
        version=knowledge.version,
        origin=progress.origin,
    )


def _reasons(standing: Standing, expertise: Expertise) -> Iterator[Reason]:
    for contribution in sorted(standing.contributions, key=lambda c: -c.amount):
        yield _reason(contribution, expertise)


def _reason(contribution: Contribution, expertise: Expertise) -> Reason:
    lean = contribution.lean
    question = expertise.knowledge.dialog.question(contribution.question)
    answer = question.answer(contribution.answer) if question else None
    criterion = expertise.knowledge.criteria[lean.criterion]
    evidence = expertise.evidence(criterion, lean.point)
    if question is None or answer is None or evidence is None:
        raise LookupError(f"knowledge was not checked: {contribution}")
    return Reason(
        question=question,
        answer=answer,
        option=lean.option,
        criterion=criterion,
        strength=lean.strength,
        units=contribution.units,
        weight=contribution.weight,
        because=lean.because,
        part=lean.part,
        evidence=evidence,
    )


def _loser(reached: Outcome, standing: Standing) -> str | None:
    if not isinstance(reached, Clear):
        return None
    others = [option for option in standing.scores if option != reached.option]
    return max(others, key=lambda option: standing.scores[option])


def best_case_of(option: str, reasons: Sequence[Reason]) -> str | None:
    """An option's best case on the criterion that speaks for it most, or else that counted most.

    None where nothing counted.
    """
    ordered = sorted(reasons, key=lambda reason: (reason.option != option, -reason.amount))
    return ordered[0].criterion.best_case[option] if ordered else None
