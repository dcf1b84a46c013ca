"""A record has the form of MADR 4, whatever was decided and whatever people wrote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.decisions.decision import Decision, Draft, read_receipt
from bot.decisions.judging import judged
from bot.decisions.markdown import inline
from bot.decisions.record import key_of, record
from bot.knowledge.files import load
from bot.knowledge.model import Knowledge
from tests.builders import TEA, a_knowledge, a_question, an_answer, leaning_to
from tests.decisions.builders import a_decision, a_team_draft, read_madr
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


WEATHER = a_question("weather", an_answer("cold", emphasises=["taste"]), an_answer("warm"))
SAID = {
    "ann": {"milk": "yes", "sugar": "no", "weather": "cold"},
    "bob": {"milk": "no", "sugar": "yes", "weather": "warm"},
    "cyd": {"milk": "yes", "sugar": None},
}


@pytest.fixture(scope="module")
def drinking() -> Knowledge:
    return a_knowledge(leaning_to("milk", TEA), leaning_to("sugar", "coffee"), WEATHER, POT)


POT = a_question("pot", an_answer("one", keeps_whole=True), an_answer("two"))


def of_a_team(draft: Draft) -> Decision:
    return Decision(**dict(draft), number=8)


def test_a_teams_record_says_who_took_part_what_was_disputed_and_what_decided(
    drinking: Knowledge,
) -> None:
    decision = of_a_team(a_team_draft(drinking, SAID, fixed={"pot": "one"}))

    madr = read_madr(record(decision, drinking))

    assert madr.meta["decision-makers"] == ["ann", "bob", "cyd"]
    assert madr.sections["## Decision Drivers"] == [
        "* Taste: 8.75 units (5 for Tea, 3.75 for Coffee), weighing 1.5 on average"
    ]
    context = madr.sections["## Context and Problem Statement"]
    assert "* About milk? **The answer yes** (2), **The answer no** (1)" in context
    more = "\n".join(madr.sections["## More Information"])
    assert "3 people answered. On the answers of each alone: Tea 2, Coffee 1." in more
    assert (
        "* About milk? **The answer yes** (2), **The answer no** (1). "
        "It decides: if all said “The answer yes”, it would be: Tea; "
        "if all said “The answer no”, it would be: Coffee." in more
    )
    assert "* About weather? **The answer cold** (1), **The answer warm** (1). It does not" in more
    assert "* About milk? **The answer yes** (2: ann, cyd), **The answer no** (1: bob)" in more
    assert "* About pot? **The answer one** (fixed for all)" in more
    assert "**left open** (1: cyd)" in more
    (_, turning) = madr.sections["### Confirmation"]
    assert turning == "If 1 person came over to “The answer no” (About milk?), it would be: Coffee."


def test_a_team_without_names_leaves_none_in_its_record(drinking: Knowledge) -> None:
    decision = of_a_team(a_team_draft(drinking, SAID, named=False))

    text = record(decision, drinking)

    madr = read_madr(text)
    assert madr.meta["decision-makers"] == []
    assert not any(name in text for name in SAID)
    context = madr.sections["## Context and Problem Statement"]
    assert "* About milk? **The answer yes** (2), **The answer no** (1)" in context


@settings(max_examples=8, deadline=None)
@given(st.lists(PROFILES, min_size=1, max_size=4), PROFILES)
def test_every_decision_of_a_team_gives_a_record_and_the_same_bytes_again(
    said: list[dict[str, str | None]], held: dict[str, str | None]
) -> None:
    fixed = {q: answer for q, answer in [*held.items()][:2] if answer}
    draft = a_team_draft(BUNDLED, {f"u{n}": own for n, own in enumerate(said)}, fixed=fixed)
    decision = of_a_team(draft)

    text = decision.receipt.text()

    read_madr(record(decision, BUNDLED))
    again = decision.model_copy(update={"receipt": read_receipt("team", text)})
    assert judged(again, BUNDLED).text() == again.receipt.text() == text


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
