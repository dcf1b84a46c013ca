"""A question says how many more there may be at the most, and that holds."""

import random

import pytest

from bot.advisor.dialog import ask, begin, open_question
from bot.advisor.expertise import Expertise
from bot.advisor.replies import NextQuestion
from bot.advisor.session import Given, Progress
from tests.builders import ANN

PROFILES = 60


def asked_in(progress: Progress, expertise: Expertise, chance: random.Random) -> list[NextQuestion]:
    """Every question of a dialog, from here to its end, that is answered by chance."""
    asked = []
    while (question := open_question(progress, expertise)) is not None:
        asked.append(ask(question, ANN, progress, expertise))
        answer = chance.choice([None, *(answer.id for answer in question.answers)])
        progress = progress.plus(Given(question=question.id, answer=answer))
    return asked


@pytest.mark.parametrize("description", ["", "chat app, the team knows python, plain jobs"])
@pytest.mark.parametrize("anyway", [False, True])
def test_no_more_questions_come_than_any_of_them_said(
    expertise: Expertise, description: str, anyway: bool
) -> None:
    chance = random.Random(7)  # noqa: S311 - a sample, no secret
    for _ in range(PROFILES // 4):
        begun = begin(description, 1, expertise).model_copy(update={"anyway": anyway})
        asked = asked_in(begun, expertise, chance)

        for after, question in enumerate(asked, start=1):
            assert len(asked) - after <= question.left


def test_an_answer_that_is_changed_says_anew_how_many_may_come(expertise: Expertise) -> None:
    chance = random.Random(8)  # noqa: S311 - a sample, no secret
    for _ in range(PROFILES // 4):
        begun = begin("", 1, expertise)
        dealt_with = asked_in(begun, expertise, chance)
        names = [question.question for question in dealt_with]
        given = tuple(Given(question=q.id, answer=chance.choice(q.answers).id) for q in names)
        changing = begun.model_copy(update={"given": given, "changing": chance.choice(names).id})
        asked = asked_in(changing, expertise, chance)

        assert len(asked) - 1 <= asked[0].left
