"""What a person wrote to StackPick alone stays with them."""

from dataclasses import replace

from bot.advisor.dialog import begin
from bot.advisor.expertise import Expertise
from bot.advisor.recommending import recommend
from bot.advisor.replies import NextQuestion
from bot.slack.blocks import Sharing, render
from bot.slack.ids import COMMAND
from tests.builders import Talk
from tests.slack.limits import texts
from tests.slack.payloads import ANN, CHANNEL

WRITTEN = "chat app"


def test_a_shared_recommendation_shows_answers_and_not_the_words_for_them(
    expertise: Expertise,
) -> None:
    own = recommend(ANN, begin(f"a {WRITTEN} for our team", 1, expertise), expertise)

    private = "\n".join(texts(render(own).body()["blocks"]))
    shared = "\n".join(texts(render(replace(own, shared_by=ANN)).body()["blocks"]))

    assert WRITTEN in private
    assert WRITTEN not in shared


def test_a_question_in_a_channel_asks_for_no_answer_that_others_would_read(
    expertise: Expertise,
) -> None:
    question = Talk(expertise).say("recommend")
    assert isinstance(question, NextQuestion)

    in_channel = "\n".join(texts(render(question, Sharing(CHANNEL)).body()["blocks"]))
    in_direct_messages = "\n".join(texts(render(question).body()["blocks"]))

    assert f"type {COMMAND} and the answer" in in_channel
    assert COMMAND not in in_direct_messages
