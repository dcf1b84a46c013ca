"""Statements that the driver runs itself: bound as SQLAlchemy would bind them."""

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, bindparam, insert, select

from bot.store.engine import create_engine
from bot.store.prepared import Prepared
from bot.store.transactions import transaction

_told = Table(
    "told", MetaData(), Column("word", Text), Column("said_by", Text), Column("number", Integer)
)
_TELL = Prepared(
    insert(_told).values(word=bindparam("word"), said_by=bindparam("said_by"), number=1)
)


def rows_after(given: dict[str, object]) -> list[tuple[object, ...]]:
    """What is there once the statement was run with these values."""
    engine = create_engine("sqlite://")
    with transaction(engine) as connection:
        _told.create(connection)
        _TELL.run(connection, given)
        return [tuple(row) for row in connection.execute(select(_told))]


def test_what_is_given_is_bound_beside_what_the_statement_holds() -> None:
    assert rows_after({"word": "hello", "said_by": None}) == [("hello", None, 1)]


@pytest.mark.parametrize("given", [{"word": "hello"}, {"word": "hello", "said_bye": "Ann"}])
def test_a_value_that_is_missing_or_misspelt_is_no_null(given: dict[str, object]) -> None:
    with pytest.raises(KeyError, match="said_by"):
        rows_after(given)
