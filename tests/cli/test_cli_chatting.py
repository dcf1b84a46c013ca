"""`stackpick chat`: the conversation of Slack, typed into a terminal or a pipe."""

from pathlib import Path

from bot import phrases
from bot.knowledge.model import Knowledge
from tests.cli.conftest import Stackpick
from tests.cli.program import run

CONVERSATION = """\
what about hiring?
source?
recommend chat app, no machine learning
what about costs?
back
core
only_js
exit
what about performance?
"""


def test_a_conversation_goes_on_until_it_is_left(
    stackpick: Stackpick, knowledge: Knowledge
) -> None:
    chat = stackpick("chat", typed=CONVERSATION)
    assert (chat.code, chat.err) == (0, "")
    assert "\x1b" not in chat.out
    expected = (
        phrases.WHAT_IT_DOES,
        knowledge.criteria["hiring"].verdict.text,
        "Sources on hiring",
        "(from “chat app”)",
        knowledge.criteria["cost"].verdict.text,
        "Back to your recommendation:",
        "I would pick Node.js",
    )
    places = [chat.out.index(text) for text in expected]
    assert places == sorted(places)
    assert knowledge.criteria["performance"].verdict.text not in chat.out
    again = chat.out[chat.out.index("Back to your recommendation:") :].split("\n> ")[0]
    assert again.splitlines()[1:] == [phrases.ANSWER_BY_NUMBER], "the list is repeated"


def test_the_end_of_the_input_ends_the_conversation(tmp_path: Path) -> None:
    chat = run("chat", folder=tmp_path, typed="hello")
    assert (chat.code, chat.err) == (0, "")
