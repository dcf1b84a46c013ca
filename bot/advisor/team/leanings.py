"""What each person's own answers come to, in numbers."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot.advisor.outcome import name_of, outcome
from bot.advisor.scoring import Answers, standing
from bot.advisor.team.voices import Voice
from bot.knowledge.model import Dialog


def leanings(
    voices: Iterable[Voice], fixed: Answers, dialog: Dialog, options: tuple[str, ...]
) -> Mapping[str, int]:
    """How many people's answers, taken alone, come to each outcome, by its name; most first."""
    found = Counter(
        name_of(outcome(standing(dialog, {**voice.answers, **fixed}, options), dialog.scoring))
        for voice in voices
    )
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
