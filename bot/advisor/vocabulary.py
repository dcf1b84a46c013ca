"""Sets of words, written down as they read."""


def word_set(text: str) -> frozenset[str]:
    """The words of a text, which spaces and line ends part."""
    return frozenset(text.split())
