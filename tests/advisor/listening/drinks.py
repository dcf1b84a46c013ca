"""Two questions about drinks, and what an answer on one is."""

from bot.advisor.replies import (
    Explanation,
    Reply,
)
from tests.builders import (
    COFFEE,
    TEA,
    a_lean,
    a_question,
    an_answer,
)

MILK = a_question(
    "milk",
    an_answer(
        "cow",
        a_lean(COFFEE, "strongly"),
        label="From cattle",
        understands=["dairy", "can be cream"],
    ),
    an_answer("none", a_lean(TEA, "strongly"), label="None", understands=["black"]),
)


TIME = a_question(
    "time",
    an_answer("early", a_lean(TEA, "strongly"), label="Early", understands=["at dawn"]),
    an_answer("late", a_lean(COFFEE, "strongly"), label="After dinner", understands=["at night"]),
)


def explanation(reply: Reply | None) -> Explanation:
    assert isinstance(reply, Explanation), reply
    return reply
