"""The fewest answers that would have to change for another outcome."""

import random
from collections.abc import Iterator, Mapping
from itertools import combinations, product

from hypothesis import given, settings

from bot.advisor.outcome import name_of, outcome
from bot.advisor.scoring import Answers, in_force, standing
from bot.advisor.sensitivity.changing import ChangeSet, fewest_changes
from bot.advisor.sensitivity.trying import possible_changes
from bot.knowledge.model import Dialog, Knowledge
from tests.advisor.strategies import Case, cases
from tests.builders import COFFEE, OPTIONS, SCORING, TEA, a_lean, a_question, an_answer, leaning_to


def reached(dialog: Dialog, answers: Answers, options: tuple[str, ...]) -> str:
    return name_of(outcome(standing(dialog, answers, options), dialog.scoring))


def changed(answers: Answers, found: ChangeSet) -> Answers:
    return {**answers, **{change.question: change.answer for change in found.changes}}


def outcomes_with(
    number: int, dialog: Dialog, answers: Answers, options: tuple[str, ...]
) -> Iterator[str]:
    """The outcome of every way to change so many of the answers that count."""
    for chosen in combinations(tuple(in_force(dialog, answers)), number):
        for changes in product(*(possible_changes(*one) for one in chosen)):
            other = {**answers, **{change.question: change.answer for change in changes}}
            yield reached(dialog, other, options)


def by_brute_force(
    dialog: Dialog, answers: Answers, options: tuple[str, ...], most: int
) -> Mapping[str, int]:
    """For each other outcome the fewest changes that come to it, if at most so many do."""
    fewest: dict[str, int] = {}
    for number in range(1, most + 1):
        for name in outcomes_with(number, dialog, answers, options):
            fewest.setdefault(name, number)
    return {name: n for name, n in fewest.items() if name != reached(dialog, answers, options)}


@settings(max_examples=70, deadline=None)
@given(cases())
def test_the_fewest_changes_are_as_few_as_brute_force_finds(case: Case) -> None:
    answers = {name: answer for name, answer in case.profile.items() if answer}

    found = fewest_changes(case.dialog, answers, case.options)

    for one in found:
        assert reached(case.dialog, changed(answers, one), case.options) == one.outcome
    sizes = {one.outcome: len(one.changes) for one in found}
    expected = by_brute_force(case.dialog, answers, case.options, len(answers))
    assert sizes == {name: n for name, n in expected.items() if name != "neither"}
    assert list(sizes.values()) == sorted(sizes.values())


def test_no_two_answers_of_the_real_dialog_do_what_three_are_said_to_need(
    knowledge: Knowledge,
) -> None:
    chance = random.Random(3)  # noqa: S311 - a sample, not a secret
    dialog, options = knowledge.dialog, tuple(knowledge.options)
    for _ in range(4):
        answers = {q.id: chance.choice(q.answers).id for q in dialog.questions}
        answers["constraints"] = "none"
        found = fewest_changes(dialog, answers, options)

        for one in found:
            assert reached(dialog, changed(answers, one), options) == one.outcome
        few = {one.outcome: len(one.changes) for one in found if len(one.changes) <= 2}
        assert few == by_brute_force(dialog, answers, options, 2)


def test_a_clear_lead_takes_several_answers_to_turn() -> None:
    questions = [leaning_to(name, TEA, "clearly") for name in ("milk", "cup", "spoon")]
    allergy = a_question("allergy", an_answer("no"), an_answer("yes", rules_out=[TEA]))
    guest = a_question("guest", an_answer("ann"), an_answer("bob", a_lean(COFFEE, "slightly")))
    dialog = Dialog(scoring=SCORING, questions=(*questions, allergy, guest))
    answers = {"milk": "yes", "cup": "yes", "spoon": "yes", "allergy": "no", "guest": "ann"}

    found = fewest_changes(dialog, answers, OPTIONS)

    assert [(one.outcome, [c.question for c in one.changes]) for one in found] == [
        ("either", ["milk", "cup", "spoon"]),
        (COFFEE, ["milk", "cup", "spoon", "guest"]),
    ]


def test_nothing_known_gives_nothing_to_change() -> None:
    dialog = Dialog(scoring=SCORING, questions=(leaning_to("milk", TEA),))

    assert fewest_changes(dialog, {}, OPTIONS) == ()
