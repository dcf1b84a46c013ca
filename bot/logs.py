"""Logging: one line a record, for people or as JSON, and never the text of a message."""

import logging
import logging.config
from typing import Literal

QUIET = (
    "alembic",
    "slack_bolt",
    "slack_bolt.AsyncApp",
    "slack_sdk",
    "uvicorn.access",
    "aiohttp.access",
)
"""Libraries that would log whole payloads, and so people's words, below WARNING."""


def set_up(level: str, form: Literal["human", "json"]) -> None:
    """Log to standard error at `level`."""
    json_formatter = {
        "()": "pythonjsonlogger.json.JsonFormatter",
        "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
    }
    human = {"format": "%(asctime)s %(levelname)-7s %(name)s: %(message)s", "datefmt": "%H:%M:%S"}
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"chosen": json_formatter if form == "json" else human},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "chosen"}},
            "root": {"level": level, "handlers": ["stderr"]},
            "loggers": {name: {"level": "WARNING"} for name in QUIET},
        }
    )
    logging.getLogger("slack_bolt").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """False for Bolt's warning that it has found SLACK_BOT_TOKEN by itself and does not use it."""
    return "`token` will be unused" not in record.getMessage()
