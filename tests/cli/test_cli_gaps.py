"""`stackpick gaps`: what was not understood, in groups, as lines for the knowledge."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from bot.advisor.gap import Missed, Near, Picked, Unhelpful
from bot.cli.gap_groups import grouped
from bot.cli.gaps import NOTHING, as_json, as_yaml
from bot.store.engine import open_store
from bot.store.protocol import Delivery, KeptGap, Place
from tests.cli.program import call

NOON = dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC)


def a_gap(
    text: str,
    *near: str,
    picked: str | None = None,
    unhelpful: bool = False,
    expected: str = "",
) -> KeptGap:
    nearest = tuple(Near(name, 0.4 - place / 10) for place, name in enumerate(near))
    return KeptGap(text, "clarify", nearest, picked, unhelpful, expected, NOON)


def test_nearly_the_same_wording_is_one_group_and_the_largest_comes_first() -> None:
    groups = grouped(
        [
            a_gap("does pip cache wheels", "tooling"),
            a_gap("Is the GIL gone for good?", "concurrency"),
            a_gap("is the gil gone for good", "concurrency"),
            a_gap("is the gil really gone for good", "concurrency"),
        ]
    )

    assert [len(group.gaps) for group in groups] == [3, 1]
    assert groups[0].texts[0] == "Is the GIL gone for good?"


def test_what_was_pressed_decides_where_a_question_belongs() -> None:
    (group,) = grouped(
        [a_gap("is it fair", "cost", "hiring"), a_gap("is it fair", "cost", picked="hiring")]
    )

    assert group.belongs_to == "hiring"
    assert [near.criterion for near in group.nearest] == ["cost", "hiring"]


def test_the_lines_can_be_pasted_below_utterances() -> None:
    printed = as_yaml(
        [
            a_gap("yes: is it #1, really?", "cost", picked="cost"),
            a_gap("what of the moon"),
            a_gap("no good", "hiring", unhelpful=True, expected="salaries in Spain"),
        ]
    )

    assert yaml.safe_load(printed.split("# knowledge/criteria/hiring.yaml")[0]) == [
        "yes: is it #1, really?"
    ]
    assert "pressed: cost 1x" in printed
    assert "no help: 1x; expected: salaries in Spain" in printed
    assert printed.index("# nothing came near") > printed.index("hiring.yaml")


def test_an_utterance_that_is_too_long_for_the_knowledge_is_a_comment() -> None:
    assert yaml.safe_load(as_yaml([a_gap("long " * 60, "cost")])) is None


def test_nothing_missed_is_said_in_a_sentence() -> None:
    assert as_yaml([]) == NOTHING
    assert as_json([]) == []


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A database in which a question was missed, then picked, and an answer was of no help."""
    url = f"sqlite:///{tmp_path}/stackpick.db"
    store = open_store(url)
    shown = (
        Missed("is it fair", "clarify", (Near("cost", 0.4), Near("hiring", 0.3))),
        Picked("is it fair", "hiring"),
        Unhelpful("which is faster", "answer", (Near("performance", 0.9),), "a benchmark"),
    )
    for number, gap in enumerate(shown):
        with store.hold(Delivery("T1", "command", (str(number),)), Place("T1", "C1")) as held:
            assert held is not None
            held.keep(held.session, (), gap)
    store.close()
    return url


def test_the_command_prints_what_is_kept(database: str, tmp_path: Path) -> None:
    shown = call("gaps", "--json", folder=tmp_path, settings={"DATABASE_URL": database})

    assert (shown.code, shown.err) == (0, "")
    fair, faster = shown.json
    assert (fair["texts"], fair["count"], fair["picked"]) == (["is it fair"], 1, {"hiring": 1})
    assert fair["nearest"][0] == {"criterion": "cost", "confidence": 0.4}
    assert (faster["unhelpful"], faster["expected"]) == (1, ["a benchmark"])


def test_days_must_be_a_sensible_number(tmp_path: Path) -> None:
    refused = call("gaps", "--days", "0", folder=tmp_path)

    assert refused.code == 2
    assert "--days" in refused.err
