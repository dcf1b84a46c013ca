"""JSON as text, quickly: a reply's body is written and read several times on its way to Slack."""

import json
from typing import Any

import orjson


def written(value: object) -> bytes:
    """The value as JSON, in UTF-8."""
    try:
        return orjson.dumps(value)
    except TypeError:  # half of a surrogate pair, which somebody's client may send
        return json.dumps(value).encode()


def read(text: str | bytes) -> Any:
    """The value of a JSON text. Raises ValueError where it is none."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:  # or half of a surrogate pair again
        return json.loads(text)
