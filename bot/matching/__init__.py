"""From what people write to what they mean: a text classifier that knows no subject by itself.

It learns labels from examples. Nothing here knows what the labels stand for.
"""

import os

# Sums this small are done before a second thread has woken: with two, a match takes three times
# as long where the processors are busy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from bot.cache import Cache
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
