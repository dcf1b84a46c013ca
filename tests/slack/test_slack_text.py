"""Text to and from Slack: what people wrote comes back as they wrote it, and reaches nobody."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.text import escaped, link, mentions, plain, quoted, shortened
from tests.faults.sink import BOT

INVISIBLE = "\u200b"
MARKUP = "<>&*_~`|@!# \n"
"""What Slack gives a meaning to; texts full of it are the ones that could go wrong."""

texts = st.text(
    st.one_of(
        st.sampled_from(MARKUP),
        st.characters(exclude_categories=["Cs"], exclude_characters=":"),  # ":name:" is an emoji
    )
)
calls_to_everybody = st.sampled_from(
    ["<!channel>", "<!here|@here>", "<@U0BOB>", "<#C1|general>", "<//example.com|here>",
     "@channel", "*bold*", "_slanted_", "~struck~", "`code`", "```code```"]
)  # fmt: skip
provoking = st.lists(st.one_of(texts, calls_to_everybody)).map("".join)


def tidied(text: str) -> str:
    """The lines that hold something, with single spaces."""
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.split())


@given(texts)
def test_what_is_escaped_reads_as_it_was_written(text: str) -> None:
    assert plain(escaped(text)) == tidied(text)


@given(provoking)
def test_what_is_quoted_reads_as_it_was_written(text: str) -> None:
    shown = plain(quoted(text)).replace(INVISIBLE, "")

    assert shown == tidied(text.replace(INVISIBLE, ""))


@given(provoking)
def test_what_is_quoted_names_nobody_links_nowhere_and_has_no_formatting(text: str) -> None:
    shown = quoted(text)

    assert "<" not in shown
    assert ">" not in shown
    assert re.findall(rf"(?<!{INVISIBLE})[*_~`]", shown) == []
    assert re.sub("&(amp|lt|gt);", "", shown).count("&") == 0


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d", id="escapes"),
        pytest.param("&amp;lt;", "&lt;", id="an escape that was typed"),
        pytest.param("<https://nodejs.org>", "https://nodejs.org", id="a bare link"),
        pytest.param("<https://nodejs.org|Node>", "Node", id="a link with a label"),
        pytest.param("<mailto:a@b.example|a@b.example>", "a@b.example", id="an address"),
        pytest.param(f"<@{BOT}> hello", "hello", id="a mention of StackPick"),
        pytest.param(f"ask <@{BOT}|stackpick> this", "ask this", id="a mention with a name"),
        pytest.param("<@U0BOB> knows", "<@U0BOB> knows", id="a mention of somebody else"),
        pytest.param("<!channel> which?", "<!channel> which?", id="a call to everybody"),
        pytest.param("<#C1|general> too", "<#C1|general> too", id="a channel"),
        pytest.param("  two \n\n   lines  here ", "two\nlines here", id="white space"),
        pytest.param("python :snake: or node :rocket:?", "python or node ?", id="emoji"),
        pytest.param("at 10:30:45 a::b", "at 10:30:45 a::b", id="colons"),
        pytest.param("half a \ud83d pair", "half a ? pair", id="half a surrogate pair"),
    ],
)
def test_markup_is_read_as_the_words_that_people_see(written: str, read: str) -> None:
    assert plain(written, BOT) == read


def test_without_a_known_bot_user_every_mention_stays() -> None:
    assert plain(f"<@{BOT}> hello") == f"<@{BOT}> hello"


@pytest.mark.parametrize(
    ("text", "is_mentioned"),
    [
        (f"<@{BOT}> hi", True),
        (f"hi <@{BOT}|stackpick>", True),
        (f"<@{BOT}2> hi", False),
        (f"@{BOT} hi", False),
        (f"&lt;@{BOT}&gt;", False),
    ],
)
def test_a_mention_is_one_that_slack_made(text: str, is_mentioned: bool) -> None:
    assert mentions(text, BOT) is is_mentioned


@given(texts)
def test_no_label_breaks_out_of_its_link(label: str) -> None:
    made = link("https://example.com/a", label)

    assert made.startswith("<https://example.com/a|")
    assert (made.count("<"), made.count("|"), made.count(">")) == (1, 1, 1)


@given(texts, st.integers(min_value=1, max_value=40))
def test_a_text_is_shortened_between_words_and_only_where_it_is_too_long(
    text: str, limit: int
) -> None:
    short = shortened(text, limit)

    if len(text) <= limit:
        assert short == text
        return
    kept = short.removesuffix("…")
    assert len(short) <= limit
    assert text.startswith(kept)
    assert text[len(kept)] == " " or " " not in text[: limit - 1]


def test_the_last_word_that_does_not_fit_is_left_out_whole() -> None:
    assert shortened("which one scales better", 12) == "which one…"
