"""Who talks about drinks, without a dialog and in one."""

import pytest

from bot.advisor.moves import (
    Began,
)
from tests.advisor.listening.drinks import MILK, TIME
from tests.builders import (
    Talk,
    an_expertise,
    asked,
)


@pytest.fixture
def talk() -> Talk:
    return Talk(an_expertise(MILK, TIME))


@pytest.fixture
def open_dialog(talk: Talk) -> Talk:
    """Ann was asked about milk."""
    assert asked(talk.move(Began())) == "milk"
    return talk
