"""Alembic runs this for every command; `bot.store.migrate` hands it the connection."""

from typing import Any, Literal

from alembic import context

from bot.store.schema import Moment, metadata


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write a moment's column without StackPick's own type, which may change later."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
    render_item=render_item,
)
context.run_migrations()
