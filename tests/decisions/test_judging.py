"""The result of a decision is computed from its answers and the knowledge alone."""

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor.dialog import position
from bot.advisor.expertise import Expertise
from bot.advisor.outcome import name_of
from bot.advisor.recommending import recommend
from bot.advisor.session import Given, Progress
from bot.decisions.decision import Receipt, RecordedVoice
from bot.decisions.judging import receipt_of
from bot.knowledge.files import load
from bot.knowledge.model import Knowledge
from tests.builders import (
    COFFEE,
    TEA,
    a_knowledge,
    a_lean,
    a_question,
    an_answer,
    an_understanding,
    leaning_to,
)
from tests.decisions.builders import NOON, a_voice

BUNDLED = load()
PROFILES = st.fixed_dictionaries(
    {},
    optional={
        question.id: st.sampled_from([None, *(answer.id for answer in question.answers)])
        for question in BUNDLED.dialog.questions
    },
)


@settings(max_examples=20, deadline=None)
@given(PROFILES)
def test_the_same_answers_and_knowledge_give_the_same_bytes(answers: dict[str, str | None]) -> None:
    """Also where the knowledge comes out of a snapshot, and the receipt out of its own bytes."""
    kept = Knowledge.model_validate_json(BUNDLED.model_dump_json())

    text = receipt_of(a_voice(answers), BUNDLED).text()

    assert receipt_of(a_voice(answers), kept).text() == text
    assert Receipt.model_validate_json(text).text() == text


REPLAY = """
import random
from bot.decisions.judging import receipt_of
from bot.decisions.team_judging import team_receipt_of
from bot.knowledge.files import load
from tests.decisions.builders import a_voice

knowledge, chance = load(), random.Random(12)
for _ in range(12):
    drawn = {q.id: chance.choice(q.answers).id for q in knowledge.dialog.questions}
    voice = a_voice(drawn | {"constraints": "none"})
    print(receipt_of(voice, knowledge).text())
    print(team_receipt_of([voice, a_voice({"priority": "speed"})], {}, knowledge).text())
"""


def replayed_with(hash_seed: str) -> bytes:
    """What a process with its own order of hashes makes of some answers."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", REPLAY],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_another_process_with_another_order_of_hashes_gives_the_same_bytes() -> None:
    first = replayed_with("1")

    assert len(first) > 10_000
    assert replayed_with("4242") == first


@settings(max_examples=20, deadline=None)
@given(PROFILES)
def test_a_receipt_says_what_the_recommendation_said(answers: dict[str, str | None]) -> None:
    expertise = Expertise(BUNDLED, an_understanding(BUNDLED), NOON.date())
    dealt_with = tuple(Given(question=q, answer=a) for q, a in answers.items())
    progress = Progress(number=1, given=dealt_with, over=True)
    result = recommend("U1", progress, expertise)

    receipt = receipt_of(RecordedVoice(person="U1", name=None, given=progress.given), BUNDLED)

    assert position(progress, expertise).answers == {q: a for q, a in answers.items() if a}
    assert receipt.outcome == name_of(result.outcome)
    assert receipt.leaning == result.leaning
    assert receipt.scores == {option: str(units) for option, units in result.scores.items()}
    assert receipt.margin == round(result.margin, 4)
    assert len(receipt.contributions) == len(result.reasons)
    assert (receipt.nearest is None) == (not result.flips.single)


def test_answers_that_the_knowledge_does_not_hold_count_for_nothing() -> None:
    knowledge = a_knowledge(leaning_to("milk", TEA))

    receipt = receipt_of(a_voice({"milk": "yes", "gone": "yes"}), knowledge)

    assert receipt == receipt_of(a_voice({"milk": "yes"}), knowledge)
    assert receipt.scores == {TEA: "5", COFFEE: "0"}


def test_the_nearest_change_is_the_smallest_that_gives_another_outcome() -> None:
    weak = a_question("sugar", an_answer("yes", a_lean(COFFEE, "strongly")), an_answer("no"))
    knowledge = a_knowledge(leaning_to("milk", TEA, "clearly"), weak)

    nearest = receipt_of(a_voice({"milk": "yes", "sugar": "no"}), knowledge).nearest

    assert nearest is not None
    assert (nearest.question, nearest.instead_of, nearest.answer) == ("milk", "yes", "no")
    assert (nearest.outcome, nearest.change) == ("either", "3")
