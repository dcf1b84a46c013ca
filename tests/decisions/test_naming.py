"""Names of record files, as adr-tools and log4brains take them."""

import re

import pytest

from bot.decisions.naming import file_name, next_number, slug

LISTED = re.compile(r"[0-9]+-[^/]*\.md")
"""What `adr list` takes for a record."""


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Use Node.js for the chat", "use-nodejs-for-the-chat"),
        ("  Ünïcode & slashes/../etc  ", "unicode-slashes-etc"),
        ("日本語", "decision"),
        ("!!!", "decision"),
        ("x" * 300, "x" * 100),
    ],
)
def test_a_title_becomes_a_name_that_every_file_system_takes(title: str, name: str) -> None:
    assert slug(title) == name
    assert LISTED.fullmatch(file_name(7, title))


def test_the_next_number_follows_the_greatest() -> None:
    assert next_number([]) == 1
    assert next_number(["README.md", "0001-a.md", "0012-b.md", "template.md"]) == 13
    assert file_name(13, "a") == "0013-a.md"
    assert file_name(12345, "a") == "12345-a.md"
