"""Rows of decisions, and what every look at them begins with."""

import json
import logging
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, select

from bot.decisions.decision import Decision, RecordedVoice, read_receipt
from bot.store.schema import decisions

log = logging.getLogger(__name__)

VOICES = TypeAdapter(tuple[RecordedVoice, ...], config=ConfigDict(hide_input_in_errors=True))
"""The voices of a decision, which a row holds as JSON."""

_older = decisions.alias("older")
_newer = decisions.alias("newer")
WHOLE: Select[Any] = (
    select(
        decisions,
        _older.c.number.label("supersedes"),
        _newer.c.number.label("superseded_by"),
    )
    .outerjoin(_older, _older.c.id == decisions.c.supersedes_id)
    .outerjoin(_newer, _newer.c.supersedes_id == decisions.c.id)
)
"""Decisions with the numbers of what they supersede and of what superseded them."""

IN_FORCE: ColumnElement[bool] = _newer.c.id.is_(None)
"""Of those, the ones that nothing has superseded."""

THIS = and_(decisions.c.team == bindparam("of_team"), decisions.c.number == bindparam("wanted"))
"""The decision `wanted` of the workspace `of_team`."""

FIND = WHOLE.where(THIS)
"""That decision, with the numbers beside it."""


def readable(rows: Sequence[Row[Any]]) -> Iterator[Decision]:
    """Those that can be read; the others are logged."""
    for row in rows:
        try:
            yield decision_of(row)
        except ValidationError as error:
            log.warning("Decision %s/%s cannot be read: %s", row.team, row.number, kinds_of(error))


def kinds_of(error: ValidationError) -> str:
    """What is wrong and where, without a word of what people wrote."""
    wrong = error.errors(include_url=False, include_context=False, include_input=False)
    return "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['type']}" for one in wrong[:3])


def decision_of(row: Row[Any]) -> Decision:
    """A row of WHOLE as a decision."""
    return Decision(
        team=row.team,
        number=row.number,
        title=row.title,
        kind=row.kind,
        owner=row.owner,
        owner_name=row.owner_name,
        at=row.decided_at,
        voices=VOICES.validate_json(row.voices),
        receipt=read_receipt(row.kind, row.receipt),
        supersedes=row.supersedes,
        superseded_by=row.superseded_by,
    )


def named_in(person: str) -> str:
    """How the voices of a decision, as a row holds them, name a person."""
    return f'"person":{json.dumps(person)}'
