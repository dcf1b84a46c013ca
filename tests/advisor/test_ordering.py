"""The next question is the one that is expected to settle most."""

import pytest

from bot.advisor.asking.ordering import next_question
from bot.advisor.asking.position import Position
from bot.knowledge.model import Dialog, Question
from tests.builders import (
    COFFEE,
    OPTIONS,
    SCORING,
    TASTE,
    TEA,
    a_lean,
    a_question,
    an_answer,
    leaning_to,
)

MILK = leaning_to("milk", TEA)
SLIGHT = leaning_to("cup", COFFEE, "slightly")
ALLERGY = a_question("allergy", an_answer("yes", rules_out=[TEA]), an_answer("no"))
DAWN = a_question("dawn", an_answer("yes", a_lean(TEA, "slightly", part="dawn")), an_answer("no"))
DUSK = a_question(
    "dusk", an_answer("yes", a_lean(COFFEE, "slightly", part="dusk")), an_answer("no")
)
POTS = a_question("pots", an_answer("one", keeps_whole=True), an_answer("two"))
GUESTS = a_question("guests", an_answer("picky", emphasises=[TASTE]), an_answer("few"))


@pytest.mark.parametrize(
    ("questions", "answers", "first"),
    [
        pytest.param([MILK, ALLERGY], {}, "allergy", id="what-rules-an-option-out"),
        pytest.param([SLIGHT, MILK], {}, "milk", id="what-moves-more"),
        pytest.param([MILK, DAWN, DUSK], {}, "dusk", id="what-may-split-the-system"),
        pytest.param([MILK, DAWN, DUSK], {"dawn": "yes"}, "dusk", id="the-part-of-the-other-side"),
        pytest.param(
            [MILK, DAWN, DUSK, POTS], {"dawn": "yes", "dusk": "yes"}, "pots", id="what-keeps-whole"
        ),
        pytest.param([MILK, DAWN, POTS], {"dawn": "yes"}, "milk", id="no-split-to-be-kept-from"),
        pytest.param([MILK, SLIGHT, GUESTS], {}, "guests", id="what-counts-double"),
        pytest.param(
            [MILK, a_question("cream", unless={"milk": ["yes"]})], {}, "milk", id="its-condition"
        ),
        pytest.param([leaning_to("rum", TEA), MILK], {}, "rum", id="their-order-where-level"),
    ],
)
def test_what_settles_most_comes_first(
    questions: list[Question], answers: dict[str, str], first: str
) -> None:
    dialog = Dialog(scoring=SCORING, questions=tuple(questions))

    question = next_question(Position(dialog, OPTIONS, answers, frozenset(answers)))

    assert question is not None
    assert question.id == first


def test_a_question_that_an_answer_makes_pointless_is_not_asked() -> None:
    cream = a_question("cream", unless={"milk": ["yes"]})
    dialog = Dialog(scoring=SCORING, questions=(MILK, cream))

    assert next_question(Position(dialog, OPTIONS, {"milk": "yes"}, frozenset({"milk"}))) is None
    assert next_question(Position(dialog, OPTIONS, {"milk": "no"}, frozenset({"milk"}))) == cream
    assert next_question(Position(dialog, OPTIONS, {}, frozenset({"milk"}))) == cream
