"""Fits a stack to start with to the answers."""

from collections.abc import Iterator, Mapping

from bot.advisor.expertise import Expertise
from bot.advisor.outcome import Both, Clear, Either, Neither, Outcome
from bot.advisor.replies import StackPlace
from bot.advisor.scoring import Answers
from bot.knowledge.model import Answer, Role

Conditions = Mapping[str, tuple[str, ...]]
"""Questions, each with the answers that are wanted to it, by their ids."""


def starter_stacks(
    reached: Outcome, answers: Answers, expertise: Expertise
) -> Mapping[str, tuple[StackPlace, ...]]:
    """A stack for each option that the outcome leaves to be used; none where nothing is known."""
    stacks = expertise.knowledge.stacks
    return {
        option: tuple(_places(stacks[option], answers, expertise))
        for option in (_wanted(reached, expertise) if answers else ())
    }


def _wanted(reached: Outcome, expertise: Expertise) -> tuple[str, ...]:
    match reached:
        case Clear(option):
            return (option,)
        case Both(parts):
            return tuple(parts)
        case Either():
            return expertise.options
        case Neither():
            return ()


def _places(
    roles: tuple[Role, ...], answers: Answers, expertise: Expertise
) -> Iterator[StackPlace]:
    for role in roles:
        if not _met(role.only_if, answers):
            continue
        best = next((one for one in role.instead if _met(one.when, answers)), None)
        called_for = {**role.only_if, **(best.when if best else {})}
        yield StackPlace(
            role.role,
            best.package if best else role.package,
            best.because if best else role.because,
            tuple(_given(called_for, answers, expertise)),
        )


def _met(conditions: Conditions, answers: Answers) -> bool:
    return all(answers.get(question) in wanted for question, wanted in conditions.items())


def _given(conditions: Conditions, answers: Answers, expertise: Expertise) -> Iterator[Answer]:
    """The answers that meet the conditions, which are met."""
    for name in conditions:
        question = expertise.knowledge.dialog.question(name)
        answer = question.answer(answers[name]) if question else None
        if answer is not None:
            yield answer
