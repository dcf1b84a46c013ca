"""A dialog of four questions, all alike."""

from bot.advisor.replies import (
    NextQuestion,
    Recommendation,
)
from bot.knowledge.model import Question
from tests.builders import (
    COFFEE,
    TEA,
    Talk,
    a_lean,
    a_question,
    an_answer,
    recommended,
)


def four_questions() -> tuple[Question, ...]:
    """Level questions, so that they are asked in their order and the last one decides."""
    names = ("milk", "sugar", "lemon", "honey")
    return tuple(
        a_question(
            name,
            an_answer("tea", a_lean(TEA, "strongly"), label=f"For tea: {name}"),
            an_answer("coffee", a_lean(COFFEE, "strongly"), label=f"For coffee: {name}"),
            an_answer("even", label=f"For neither: {name}"),
        )
        for name in names
    )


def question_in(reply: object) -> NextQuestion:
    assert isinstance(reply, NextQuestion), reply
    return reply


def answer_all(talk: Talk, answer: str = "tea") -> Recommendation:
    while isinstance(talk.reply, NextQuestion):
        talk.choose(talk.reply.question.id, answer)
    return recommended(talk.reply)
