"""A record has the form of MADR 4, whatever was decided and whatever people wrote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.decisions.decision import Decision
from bot.decisions.judging import receipt_of
from bot.decisions.markdown import inline
from bot.decisions.record import key_of, record
from bot.knowledge.files import load
from tests.builders import TEA, a_knowledge, a_question, an_answer, leaning_to
from tests.decisions.builders import a_decision, a_voice, read_madr
from tests.decisions.test_judging import PROFILES

BUNDLED = load()
READ = MarkdownIt("gfm-like", {"linkify": False})
HOSTILE = (
    "# Heading", "- item", "1. item", "> quote", "<script>alert(1)</script>", "<!channel> & <@U1>",
    "*bold* _it_ ~~no~~ `code`", "[a](http://b)", "![](@U123)", "a\n\n## b", "| a | b |", "$x$ {y}",
    "&lt;b&gt;", "ends in # ##", "---", "+ plus", "= setext", "\u202eright to left",
    "back\\slash\\",
)  # fmt: skip


def shown(markdown: str) -> str:
    """The text that a reader of the Markdown sees; fails where it is more than text."""
    (inline_token,) = [t for t in READ.parse(markdown) if t.type == "inline"]
    assert {t.type for t in inline_token.children or []} <= {"text", "text_special"}, markdown
    return "".join(t.content for t in inline_token.children or [])


@settings(max_examples=20, deadline=None)
@given(PROFILES)
def test_every_decision_gives_a_record_in_the_form_of_madr(answers: dict[str, str | None]) -> None:
    decision = a_decision(BUNDLED, answers, words="our <b>words</b> # here")

    text = record(decision, BUNDLED)

    read_madr(text)
    assert record(decision, BUNDLED) == text


def test_a_record_says_who_decided_what_and_when() -> None:
    knowledge = a_knowledge(leaning_to("milk", TEA))
    decision = a_decision(knowledge, {"milk": "yes"}, words="lots of milk")

    madr = read_madr(record(decision, knowledge))

    assert madr.title == "Drink tea at work"
    assert (madr.meta["status"], str(madr.meta["date"])) == ("accepted", "2030-01-01")
    assert madr.meta["decision-makers"] == ["ann"]
    assert madr.meta["stackpick"] == key_of(decision)
    assert madr.sections["## Considered Options"] == ["* Tea", "* Coffee"]
    assert madr.sections["## Decision Outcome"][0].startswith('Chosen option: "Tea", because')
    assert madr.sections["## Decision Drivers"] == ["* Taste: 5 units (5 for Tea)"]
    more = "\n".join(madr.sections["## More Information"])
    assert "knowledge version `0123456789ab`" in more
    assert "* About milk? **The answer yes** (from “lots of milk”)" in more


@pytest.mark.parametrize(
    ("answers", "chosen"),
    [
        ({"milk": "yes"}, "Tea"),
        ({}, "Either of them"),
        ({"law": "no-tea"}, "Coffee"),
        ({"law": "nothing"}, "Neither of them"),
    ],
)
def test_the_outcome_stands_among_the_options(answers: dict[str, str | None], chosen: str) -> None:
    law = a_question(
        "law", an_answer("no-tea", rules_out=[TEA]), an_answer("nothing", rules_out=[TEA, "coffee"])
    )
    knowledge = a_knowledge(leaning_to("milk", TEA), law)

    madr = read_madr(record(a_decision(knowledge, answers), knowledge))

    assert madr.sections["## Decision Outcome"][0].startswith(f'Chosen option: "{chosen}"')


def test_a_record_names_what_it_supersedes_and_what_superseded_it() -> None:
    knowledge = a_knowledge()
    decision = a_decision(knowledge, number=7, supersedes=3, superseded_by=9)

    plain = read_madr(record(decision, knowledge))
    linked = read_madr(record(decision, knowledge, {3: "0001-old.md", 9: "0005-new.md"}))

    assert plain.meta["status"] == "superseded by decision 9"
    assert "It supersedes decision 3." in plain.sections["## More Information"]
    assert linked.meta["status"] == "superseded by [decision 9](0005-new.md)"
    assert "It supersedes [decision 3](0001-old.md)." in linked.sections["## More Information"]


def test_a_team_without_names_leaves_none_in_its_record() -> None:
    knowledge = a_knowledge(leaning_to("milk", TEA))
    voices = tuple(a_voice({"milk": a}, person=None, name=None) for a in ("yes", "yes", "no", None))
    receipt = receipt_of(voices[0], knowledge)
    known = dict(a_decision(knowledge, {"milk": "yes"}, number=8))
    decision = Decision(**{**known, "kind": "team", "voices": voices, "receipt": receipt})

    text = record(decision, knowledge)

    madr = read_madr(text)
    assert madr.meta["decision-makers"] == []
    assert "ann" not in text
    context = madr.sections["## Context and Problem Statement"]
    assert (
        "* About milk? **The answer yes** (2), **The answer no** (1), **left open** (1)" in context
    )


def test_a_record_is_never_written_on_other_knowledge() -> None:
    knowledge = a_knowledge()
    other = knowledge.model_copy(update={"version": "ba9876543210"})

    with pytest.raises(LookupError):
        record(a_decision(knowledge), other)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_stays_text(text: str) -> None:
    wanted = " ".join("".join(c for c in " ".join(text.split()) if c.isprintable()).split())

    assert shown(f"* Good, because {inline(text)}") == f"Good, because {wanted}"
    assert shown(f"# {inline(text)}") == wanted


@given(st.text(max_size=40))
def test_any_text_is_shown_as_it_was_written(text: str) -> None:
    kept = "".join(letter for letter in " ".join(text.split()) if letter.isprintable()).strip()

    if kept and "  " not in kept:
        assert shown(f"* {inline(text)}") == kept


@pytest.mark.parametrize("text", HOSTILE)
def test_a_record_survives_any_title_and_words(text: str) -> None:
    knowledge = a_knowledge(leaning_to("milk", TEA))
    decision = a_decision(knowledge, {"milk": "yes"}, title=text, words=text)

    madr = read_madr(record(decision, knowledge))

    assert shown(f"# {madr.title}")
