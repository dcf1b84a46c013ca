"""Knowledge that is kept between runs, since to read and check it takes half a second."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from bot.cache import Cache, code_of
from bot.knowledge.model import Knowledge
from bot.knowledge.model.values import CHECKED

_KIND = "knowledge"
_KEPT = 16


def kept(texts: Mapping[str, str], cache: Cache) -> Knowledge | None:
    """What the same code made of the same texts before, as far as *cache* has it."""
    key = _key(texts)
    content = cache.read(_KIND, [key]).get(key)
    if content is None:
        return None
    try:
        return Knowledge.model_validate_json(content, context=CHECKED)
    except ValidationError:  # another version of a library would write it otherwise
        return None


def keep(knowledge: Knowledge, texts: Mapping[str, str], cache: Cache) -> None:
    """Keep what was made of *texts*, free of faults."""
    content = knowledge.model_dump_json().encode()
    cache.write(_KIND, {_key(texts): content}, keep=_KEPT)


def digest(texts: Mapping[str, str]) -> str:
    """64 hexadecimal digits that change whenever any file's name or content does."""
    found = hashlib.sha256()
    for name, text in sorted(texts.items()):
        found.update(f"{name}\0{len(text)}\0{text}".encode())
    return found.hexdigest()


def _key(texts: Mapping[str, str]) -> str:
    code = sorted(Path(__file__).parent.rglob("*.py"))
    return f"{code_of(*code)}-{digest(texts)}"
