"""Logging: one line a record, for people or as JSON, and never the text of a message."""

import logging
import logging.config
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

_reference: ContextVar[str] = ContextVar("reference", default="-")

QUIET = (
    "alembic",
    "slack_bolt",
    "slack_bolt.AsyncApp",
    "slack_sdk",
    "uvicorn.access",
    "aiohttp.access",
    "matplotlib",
)
"""Libraries that would log whole payloads, and so people's words, below WARNING; or every font."""


FORMATTERS: Mapping[Literal["human", "json"], Mapping[str, str]] = {
    "human": {
        "format": "%(asctime)s %(levelname)-7s %(reference)s %(name)s: %(message)s",
        "datefmt": "%H:%M:%S",
    },
    "json": {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "fmt": "%(asctime)s %(levelname)s %(name)s %(reference)s %(message)s",
    },
}


def new_reference() -> str:
    """Eight characters by which a record of the log is found again."""
    return secrets.token_hex(4)


@contextmanager
def delivery(known: str = "") -> Iterator[str]:
    """Give all that is logged meanwhile, on the threads of this delivery too, one reference.

    `known` is the one that an earlier part of the delivery had; without it there is a new one.
    """
    token = _reference.set(known or new_reference())
    try:
        yield _reference.get()
    finally:
        _reference.reset(token)


def reference() -> str:
    """The reference of the delivery in hand, or a new one outside of any."""
    known = _reference.get()
    return new_reference() if known == "-" else known


def set_up(level: str, form: Literal["human", "json"]) -> None:
    """Log to standard error at `level`."""
    _leave_out_what_no_line_shows()
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"chosen": FORMATTERS[form]},
            "filters": {"referred": {"()": lambda: _refer}},
            "handlers": {
                "stderr": {
                    "class": "logging.StreamHandler",
                    "formatter": "chosen",
                    "filters": ["referred"],
                }
            },
            "root": {"level": level, "handlers": ["stderr"]},
            "loggers": {name: {"level": "WARNING"} for name in QUIET},
        }
    )
    logging.getLogger("slack_bolt").addFilter(_is_news)


def _leave_out_what_no_line_shows() -> None:
    """As Python's own logging guide advises: it takes longer to find out than to write a line."""
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None  # noqa: SLF001  # where it is logged from


def _is_news(record: logging.LogRecord) -> bool:
    """False for Bolt's warning that it has found SLACK_BOT_TOKEN by itself and does not use it."""
    return "`token` will be unused" not in record.getMessage()


def _refer(record: logging.LogRecord) -> bool:
    record.reference = _reference.get()
    return True
