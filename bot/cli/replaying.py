"""The same answers and the same knowledge give the same recommendation, to the byte. Pure."""

import json
from collections.abc import Sequence

from bot.advisor.expertise import Expertise
from bot.advisor.recommending import recommend
from bot.advisor.session import Given, Progress
from bot.cli import json_shapes


def replayed(given: Sequence[Given], expertise: Expertise) -> bytes:
    """The recommendation on stored answers, as JSON in UTF-8.

    It depends on the answers and the knowledge alone: not on who gave them, where, or when.
    """
    progress = Progress(number=1, given=tuple(given), over=True)
    told = json_shapes.recommendation(recommend("", progress, expertise))
    return json.dumps(told, ensure_ascii=False, indent=2).encode()
