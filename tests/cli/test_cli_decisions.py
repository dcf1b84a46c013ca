"""`stackpick decisions`: what is kept, listed, exported, computed again and reviewed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.knowledge.files import BUNDLED, load
from bot.store.engine import open_store
from bot.store.protocol import Place
from tests.cli.program import Ended, call
from tests.decisions.builders import TEAM, a_draft, a_team_draft, read_madr
from tests.store.builders import a_delivery

Run = Callable[..., Ended]

ANSWERS = {"team": "python", "machine_learning": "own_models"}
SAID = {
    "ann": {"team": "python", "priority": "speed"},
    "bob": {"team": "javascript", "io": "mostly"},
    "cyd": {"team": "python", "ml": "serve"},
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database: two decisions, the second for the first, and one of a team."""
    folder = tmp_path_factory.mktemp("decisions")
    store, knowledge = open_store(f"sqlite:///{folder}/stackpick.db"), load()
    for draft in (
        a_draft(knowledge, ANSWERS, title="Use Python for the reports"),
        a_draft(knowledge, ANSWERS, title="Use <b>Python</b>", supersedes=1),
        a_team_draft(knowledge, SAID, fixed={"constraints": "none"}, named=False),
    ):
        with store.hold(a_delivery(), Place(TEAM, "", person="U0ANN")) as held:
            assert held is not None
            held.decide(draft, knowledge.model_dump_json())
    store.close()
    return folder


@pytest.fixture
def decisions(kept: Path) -> Run:
    """Runs `stackpick decisions` where they are kept."""

    def decisions(*arguments: str, **settings: str) -> Ended:
        return call("decisions", *arguments, folder=kept, settings=settings)

    return decisions


def test_they_are_listed_a_line_each_and_shown_as_records(decisions: Run) -> None:
    listed, shown = decisions("list"), decisions("show", "1")

    assert [line.split("\t")[0:3:2] for line in listed.out.splitlines()] == [
        ["1", "superseded"],
        ["2", "accepted"],
        ["3", "accepted"],
    ]
    assert read_madr(shown.out).title == "Use Python for the reports"
    assert decisions("show", f"{TEAM}/1").out == shown.out


def test_a_record_is_exported_once_under_the_next_number(decisions: Run, tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "adr"
    folder.mkdir(parents=True)
    (folder / "0004-somebody-elses.md").write_text("# 4. Somebody else's\n", "utf-8")
    given = ("--dir", str(folder))

    first = decisions("export", "1", *given)
    second = decisions("export", "2", *given)
    again = decisions("export", "1", *given)
    old, new = folder / "0005-use-python-for-the-reports.md", folder / "0006-use-b-python-b.md"

    assert (first.out, second.out) == (f"{old}\n", f"{new}\n")
    assert "export 1 with --force" in second.err
    assert "--force" in again.out
    assert read_madr(old.read_text("utf-8")).meta["status"] == "superseded by decision 2"

    decisions("export", "1", "--force", *given)

    status = read_madr(old.read_text("utf-8")).meta["status"]
    assert status == f"superseded by [decision 2]({new.name})"
    assert f"It supersedes [decision 1]({old.name})." in new.read_text("utf-8")
    assert len(list(folder.iterdir())) == 3


def test_a_replay_prints_the_bytes_that_were_kept_or_what_differs(
    decisions: Run, kept: Path
) -> None:
    again = decisions("replay", "2")
    assert again.code == 0

    store = open_store(f"sqlite:///{kept}/stackpick.db")
    assert again.out == f"{store.decisions.receipt(TEAM, 2)}\n"
    with store.engine.begin() as connection:
        forged = "UPDATE decisions SET receipt = replace(receipt, '\"margin\": ', '\"margin\": 1')"
        connection.execute(text(f"{forged} WHERE number = 1"))
    store.close()

    differs = decisions("replay", "1")
    assert differs.code == 1
    assert differs.out.startswith("--- as it was kept\n+++ computed again\n")


def test_what_a_team_decided_is_shown_and_computed_again_byte_for_byte(
    decisions: Run, kept: Path
) -> None:
    shown, again = decisions("show", "3"), decisions("replay", "3")

    store = open_store(f"sqlite:///{kept}/stackpick.db")
    assert (again.code, again.out) == (0, f"{store.decisions.receipt(TEAM, 3)}\n")
    store.close()
    assert "Is anything fixed already? **No, we can choose freely** (fixed for all)" in shown.out
    assert not any(name in read_madr(shown.out).meta["decision-makers"] for name in SAID)


def test_a_replay_does_not_depend_on_the_knowledge_of_today(decisions: Run, tmp_path: Path) -> None:
    """Nor does a review: it is about nothing else."""
    folder = tmp_path / "knowledge"
    shutil.copytree(BUNDLED, folder)
    dialog = folder / "dialog.yaml"
    was = dialog.read_text("utf-8")
    dialog.write_text(was.replace("margin_percent: 20", "margin_percent: 99"), "utf-8")
    assert dialog.read_text("utf-8") != was

    again = decisions("replay", "2", KNOWLEDGE_DIR=str(folder))
    review = decisions("review", KNOWLEDGE_DIR=str(folder))

    assert again.out == decisions("replay", "2").out
    assert review.out.startswith(f"{TEAM}/2 Use <b>Python</b>\n")
    assert "now Either" in review.out
    assert decisions("review").out == ""


@pytest.mark.parametrize(("wanted", "said"), [("9", "no decision 9"), ("x", "by its number")])
def test_a_decision_that_is_not_there_is_told(decisions: Run, wanted: str, said: str) -> None:
    ended = decisions("show", wanted)

    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
