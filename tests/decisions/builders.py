"""Decisions about tea and coffee, and a reader of MADR records."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yaml import safe_load

from bot.advisor.session import Given
from bot.decisions.decision import Decision, Draft, RecordedVoice
from bot.decisions.judging import receipt_of
from bot.decisions.team_judging import team_receipt_of, without_names
from bot.knowledge.model import Knowledge
from tests.builders import ANN

TEAM = "T1"
NOON = dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC)


def a_voice(
    answers: Mapping[str, str | None],
    *,
    person: str | None = ANN,
    name: str | None = "ann",
    words: str | None = None,
) -> RecordedVoice:
    given = tuple(Given(question=q, answer=a, words=words) for q, a in answers.items())
    return RecordedVoice(person=person, name=name, given=given)


def a_draft(
    knowledge: Knowledge,
    answers: Mapping[str, str | None] | None = None,
    *,
    title: str = "Drink tea at work",
    supersedes: int | None = None,
    owner: str = ANN,
    words: str | None = None,
) -> Draft:
    voice = a_voice(answers or {}, person=owner, words=words)
    return Draft(
        team=TEAM,
        title=title,
        kind="personal",
        owner=owner,
        owner_name="ann",
        at=NOON,
        voices=(voice,),
        receipt=receipt_of(voice, knowledge),
        supersedes=supersedes,
    )


def a_team_draft(
    knowledge: Knowledge,
    answers: Mapping[str, Mapping[str, str | None]],
    *,
    fixed: Mapping[str, str] | None = None,
    named: bool = True,
    owner: str = ANN,
) -> Draft:
    """What people decided together, each with answers by question under a name.

    The id of a person is U0 and their name in capitals.
    """
    said = [a_voice(own, person=f"U0{name.upper()}", name=name) for name, own in answers.items()]
    voices = tuple(said) if named else without_names(said)
    return Draft(
        team=TEAM,
        title="Drink tea together",
        kind="team",
        owner=owner,
        owner_name="ann",
        at=NOON,
        voices=voices,
        receipt=team_receipt_of(voices, fixed or {}, knowledge),
    )


def a_decision(
    knowledge: Knowledge,
    answers: Mapping[str, str | None] | None = None,
    *,
    number: int = 7,
    superseded_by: int | None = None,
    **given: Any,
) -> Decision:
    draft = a_draft(knowledge, answers, **given)
    return Decision(**dict(draft), number=number, superseded_by=superseded_by)


@dataclass(frozen=True)
class Madr:
    """A record as a reader of MADR takes it: front matter, title, and sections by heading."""

    meta: Mapping[str, Any]
    title: str
    sections: Mapping[str, Sequence[str]]


IN_ORDER = (
    "## Context and Problem Statement",
    "## Decision Drivers",
    "## Considered Options",
    "## Decision Outcome",
    "### Consequences",
    "### Confirmation",
    "## Pros and Cons of the Options",
    "## More Information",
)
"""The headings of MADR 4 but those of the options, in their order."""

ARGUMENT = re.compile(r"\* (Good|Neutral|Bad), because \S")


def read_madr(text: str) -> Madr:
    """Read a record; fails where it is not one in the form of MADR 4."""
    _, front, body = text.split("---\n", 2)
    lines = [line for line in body.splitlines() if line]
    assert lines[0].startswith("# "), lines[0]
    assert text.endswith("\n")
    assert not re.search(r"\n\n\n|[ \t]\n", text), "empty lines or spaces that no one wants"
    sections = _sections(lines[1:])
    madr = Madr(safe_load(front), lines[0].removeprefix("# "), sections)
    _check(madr)
    return madr


def _sections(lines: Sequence[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for line in lines:
        if re.match(r"#{1,6} ", line):
            assert line not in found, f"{line} stands twice"
            found[line] = []
        else:
            found[next(reversed(found))].append(line)
    return found


def _check(madr: Madr) -> None:
    assert {"status", "date", "decision-makers"} <= set(madr.meta)
    assert re.fullmatch(r"accepted|superseded by .+", madr.meta["status"])
    assert isinstance(madr.meta["date"], dt.date)
    options = [line.removeprefix("* ") for line in madr.sections["## Considered Options"]]
    described = [line for line in madr.sections if line.removeprefix("### ") in options]
    expected = [*IN_ORDER[:-1], *described, IN_ORDER[-1]]
    assert list(madr.sections) == expected
    assert all(madr.sections[name] for name in expected if "Pros and Cons" not in name)
    chosen = re.match(r'Chosen option: "(.+)", because \S', madr.sections["## Decision Outcome"][0])
    assert chosen, madr.sections["## Decision Outcome"]
    assert chosen.group(1) in options
    assert all(map(ARGUMENT.match, madr.sections["### Consequences"]))
    for name in described:
        lines = [line for line in madr.sections[name] if line.startswith("* ")]
        assert lines, f"{name} has no argument"
        assert all(map(ARGUMENT.match, lines))
