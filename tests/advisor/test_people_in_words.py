"""Words that are kept of an answer name nobody: who is forgotten stands in no other's answers."""

import pytest

from bot.advisor.session import Given


@pytest.mark.parametrize("named", ["<@U0ANN>", "<@U0ANN|ann>", "ann@acme.example"])
def test_kept_words_name_nobody(named: str) -> None:
    given = Given(question="team", answer="python", words=f"{named} knows Python")

    assert given.words == "@somebody knows Python"
