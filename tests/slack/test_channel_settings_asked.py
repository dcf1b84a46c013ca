"""The settings of a channel are asked for by a word, also with a slip of the pen in it."""

import pytest

from bot.slack.channel_settings import asks_for_settings


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("settings", True), (" Setings ", True), ("setting", True), ("testing", False),
        ("what are your settings", False), ("", False),
    ],
)  # fmt: skip
def test_the_word_is_known_with_a_slip(text: str, asked: bool) -> None:
    assert asks_for_settings({"text": text}) is asked
