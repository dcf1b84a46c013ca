"""What people wrote stands in no error, for errors are logged."""

import pytest
from pydantic import BaseModel, ValidationError

from bot.advisor.moves import Said
from bot.advisor.session import Session
from bot.decisions.decision import RecordedVoice
from bot.slack.modals import OfAnswer
from bot.slack.rating import Rating

WRITTEN = "zanzibar"


@pytest.mark.parametrize("model", [Session, Said, RecordedVoice, OfAnswer, Rating])
def test_an_error_does_not_quote_what_could_not_be_read(model: type[BaseModel]) -> None:
    fields = {name: [WRITTEN] for name in model.model_fields}

    with pytest.raises(ValidationError) as caught:
        model.model_validate(fields)

    assert WRITTEN not in str(caught.value)
