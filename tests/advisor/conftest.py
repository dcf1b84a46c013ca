"""The knowledge that StackPick comes with, and what it learns from it."""

import pytest

from bot.advisor.expertise import Expertise
from bot.knowledge.files import load
from bot.knowledge.model import Knowledge
from bot.learning import understanding_of
from tests.builders import TODAY


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load()


@pytest.fixture(scope="session")
def expertise(knowledge: Knowledge) -> Expertise:
    return Expertise(knowledge, understanding_of(knowledge), TODAY)
