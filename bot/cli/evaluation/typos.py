"""Slips of the pen, the same for the same text each time."""

import random
import string

EVERY = 5
"""One word in so many gets a typo, and at least one of a text."""
_SHORTEST = 4
"""Letters of a word that gets one."""
_SEED = "StackPick"


def with_typos(text: str) -> str:
    """*text* with a letter left out, doubled, replaced or swapped in every fifth word."""
    chance = random.Random(f"{_SEED} {text}")  # noqa: S311 - no secret, and always the same
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if word.isalpha() and len(word) >= _SHORTEST]
    for place in chance.sample(long, min(len(long), max(1, round(len(words) / EVERY)))):
        words[place] = _slip(words[place], chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word) - 1)
    before, here, after = word[:place], word[place], word[place + 1 :]
    slips = (
        before + after,
        before + here + here + after,
        before + chance.choice(string.ascii_lowercase) + after,
        before + after[0] + here + after[1:],
    )
    return chance.choice(slips)
