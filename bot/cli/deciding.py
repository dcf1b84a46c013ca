"""`stackpick decisions`: decisions listed, shown, exported, computed again and reviewed."""

import difflib
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml
from pydantic import ValidationError

from bot import phrases
from bot.cli.console import UsageError, complain, show
from bot.deciding.keeping import knowledge_of
from bot.decisions.decision import Decision
from bot.decisions.judging import change_of, judged
from bot.decisions.naming import file_name, next_number
from bot.decisions.record import KEY_FIELD, key_of, record
from bot.decisions.reviewing import reading_of
from bot.knowledge.model import Knowledge
from bot.store.workspace import WholeStore


def print_list(store: WholeStore, knowledge: Knowledge) -> None:
    """One line for each decision, with its workspace where there are several."""
    found = store.decisions.of_all()
    several = len({decision.team for decision in found}) > 1
    for one in found:
        name = key_of(one) if several else str(one.number)
        outcome = phrases.decided_for(one.receipt.outcome, knowledge.options)
        print(f"{name}\t{one.at.date()}\t{one.status}\t{outcome}\t{one.title}")
    if not found:
        show("No decision is kept.")


def print_record(store: WholeStore, wanted: str) -> None:
    """Print a record; raises UsageError as `found_by` does, or where it cannot be computed."""
    decision = found_by(store, wanted)
    print(record(decision, _knowledge(store, decision)), end="")


def export(store: WholeStore, wanted: str, folder: Path, *, force: bool) -> None:
    """Write a record into a folder under the next free number, once; raises UsageError.

    A record that is there already is written anew only with `force`, under the name that it has.
    """
    decision = found_by(store, wanted)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        there = dict(_exported(folder))
        links = {number: name for (team, number), name in there.items() if team == decision.team}
        name = links.get(decision.number)
        if name and not force:
            show(f"{folder / name} holds it already; --force writes it anew")
            return
        text = record(decision, _knowledge(store, decision), links)
        path = folder / (name or file_name(_next_in(folder), decision.title))
        with path.open("w" if name else "x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"{error.filename or folder}: {error.strerror}") from None
    show(str(path))
    _remind(decision, links, folder)


def replay(store: WholeStore, wanted: str) -> bool:
    """Compute a decision anew from its answers and its knowledge, and print the result.

    Where that is not what was kept, byte for byte, the difference is printed, and False given.
    """
    decision = found_by(store, wanted)
    kept = store.decisions.receipt(decision.team, decision.number) or ""
    again = judged(decision, _knowledge(store, decision)).text()
    if again == kept:
        print(again)
        return True
    before, now = (f"{text}\n".splitlines(keepends=True) for text in (kept, again))
    sys.stdout.writelines(difflib.unified_diff(before, now, "as it was kept", "computed again"))
    return False


def print_review(store: WholeStore, knowledge: Knowledge) -> None:
    """The decisions in force that come out otherwise on this knowledge than when taken."""
    every = store.decisions.of_all()
    found = [one for one in every if one.status == "accepted"]
    for decision in found:
        change = change_of(decision, reading_of(decision.receipt), knowledge)
        if change:
            print(f"{key_of(decision)} {decision.title}")
            for line in phrases.changes(change, knowledge.options):
                print(f"  {line}")
    complain(f"{len(found)} in force, reviewed on knowledge version {knowledge.version}.")


def found_by(store: WholeStore, wanted: str) -> Decision:
    """The decision with this number, or with this workspace and number ("T0ACME/7").

    Raises UsageError where there is none, or where several workspaces have one.
    """
    team, _, number = wanted.rpartition("/")
    if not number.isdecimal():
        raise UsageError(f"{wanted}: a decision goes by its number, as `decisions list` shows it")
    found = [
        one
        for one in store.decisions.of_all()
        if one.number == int(number) and team in ("", one.team)
    ]
    if not found:
        raise UsageError(f"There is no decision {wanted}.")
    if len(found) > 1:
        raise UsageError(f"{wanted} is one of: {', '.join(map(key_of, found))}")
    return found[0]


def _knowledge(store: WholeStore, decision: Decision) -> Knowledge:
    try:
        return knowledge_of(store, decision)
    except LookupError as error:
        raise UsageError(f"Decision {decision.number}: {error}") from None
    except ValidationError:
        raise UsageError(
            f"Decision {decision.number}: its knowledge was kept by another version of StackPick, "
            "in a form that this one cannot read."
        ) from None


def _exported(folder: Path) -> Iterator[tuple[tuple[str, int], str]]:
    """The decisions that files of the folder hold, with the files' names."""
    for path in sorted(folder.glob("[0-9]*-*.md")):
        team, _, number = _key_in(path.read_text("utf-8", "replace")).rpartition("/")
        if team and number.isdecimal():
            yield (team, int(number)), path.name


def _key_in(text: str) -> str:
    if not text.startswith("---\n"):
        return ""
    try:
        front = yaml.safe_load(text.split("---\n", 2)[1])
    except yaml.YAMLError:  # somebody else's file
        return ""
    return str(front.get(KEY_FIELD, "")) if isinstance(front, dict) else ""


def _next_in(folder: Path) -> int:
    return next_number(path.name for path in folder.iterdir())


def _remind(decision: Decision, links: Mapping[int, str], folder: Path) -> None:
    """Say which record beside it does not know yet that it is superseded."""
    older: Sequence[int] = [decision.supersedes] if decision.supersedes else []
    for number in older:
        if number in links:
            complain(f"{folder / links[number]} is superseded now: export {number} with --force.")
