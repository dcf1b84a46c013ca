"""The dialog that most tests here begin with."""

import pytest

from bot.advisor.moves import (
    Began,
)
from tests.advisor.dialog.questions import four_questions
from tests.builders import (
    Talk,
    an_expertise,
    asked,
)


@pytest.fixture
def talk() -> Talk:
    """Ann's dialog, with its first question asked."""
    talk = Talk(an_expertise(*four_questions()))
    assert asked(talk.move(Began())) == "milk"
    return talk
