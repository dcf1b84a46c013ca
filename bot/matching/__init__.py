"""From what people write to what they mean: a text classifier that knows no subject by itself.

It learns labels from examples. Nothing here knows what the labels stand for.
"""

import importlib
import os
from typing import TYPE_CHECKING, Any

from bot.cache import Cache

# Sums this small are done before a second thread has woken: with two, a match takes three times
# as long where the processors are busy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

if TYPE_CHECKING:
    from bot.matching.calibration import Calibration, TradeOff
    from bot.matching.encoder import Encoder
    from bot.matching.language import Language
    from bot.matching.match import Alternative, Certainty, Engine, Match, Trial
    from bot.matching.matcher import Matcher
    from bot.matching.ranker import Ranker

__all__ = [
    "Alternative",
    "Cache",
    "Calibration",
    "Certainty",
    "Encoder",
    "Engine",
    "Language",
    "Match",
    "Matcher",
    "Ranker",
    "TradeOff",
    "Trial",
]

_HOMES = {
    "Alternative": "match", "Calibration": "calibration", "Certainty": "match",
    "Encoder": "encoder", "Engine": "match", "Language": "language", "Match": "match",
    "Matcher": "matcher", "Ranker": "ranker", "TradeOff": "calibration", "Trial": "match",
}  # fmt: skip
"""The module of each name: whoever needs the types alone does without the numeric libraries."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
