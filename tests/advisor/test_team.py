"""What a team's answers come to together."""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor.expertise import Expertise
from bot.advisor.outcome import Both, Clear, Either, Outcome, margin, name_of, outcome
from bot.advisor.scoring import standing
from bot.advisor.team.agreeing import SMALL, Agreement, ComingOver, smallest_agreement
from bot.advisor.team.disagreeing import disagreements
from bot.advisor.team.leanings import leanings
from bot.advisor.team.poll import Poll
from bot.advisor.team.standing import contributions
from bot.advisor.team.telling import team_result
from bot.advisor.team.voices import Voice
from bot.knowledge.model import Dialog
from tests.advisor.teams import (
    Team,
    disputed,
    everybody_to,
    scores_by_hand,
    teams,
    waited_for,
)
from tests.builders import COFFEE, OPTIONS, SCORING, TEA, a_lean, a_question, an_answer, leaning_to

quick = settings(max_examples=25, deadline=None)


@quick
@given(teams())
def test_the_scores_are_those_of_the_plainest_reckoning_and_the_sum_of_what_is_contributed(
    team: Team,
) -> None:
    poll = team.poll()

    assert poll.standing.scores == scores_by_hand(team)
    sums = dict.fromkeys(team.options, Fraction(0))
    for one in contributions(team.dialog, poll.counts, poll.weights):
        sums[one.lean.option] += one.amount
    assert sums == poll.standing.scores


@quick
@given(teams(), st.randoms(use_true_random=False))
def test_the_order_of_the_people_does_not_matter(team: Team, chance: st.randoms) -> None:
    other = team.of(chance.sample(team.voices, len(team.voices)))

    assert essence(other) == essence(team)


@quick
@given(teams(), st.integers(2, 5))
def test_as_many_more_of_each_change_nothing(team: Team, times: int) -> None:
    more = team.of([Voice(f"{v.person}-{n}", v.answers) for n in range(times) for v in team.voices])

    assert (more.poll().standing, deciding(more)) == (team.poll().standing, deciding(team))


@quick
@given(teams(most=1), st.integers(1, 5))
def test_a_team_of_one_mind_comes_to_what_one_of_them_does(team: Team, people: int) -> None:
    (voice,) = team.voices
    alone = standing(team.dialog, {**voice.answers, **team.fixed}, team.options)
    poll = team.of([Voice(f"U{n}", voice.answers) for n in range(people)]).poll()

    assert poll.standing.scores == alone.scores
    assert poll.outcome == outcome(alone, team.dialog.scoring)
    assert margin(poll.standing, team.dialog.scoring) == margin(alone, team.dialog.scoring)
    assert not list(disagreements(poll))
    assert smallest_agreement(poll) is None


@quick
@given(teams(), st.data())
def test_what_one_person_leaves_open_changes_no_other_average(team: Team, data: st.data) -> None:
    voice = data.draw(st.sampled_from(team.voices))
    free = [q for q in voice.answers if not waited_for(team.dialog, q)]
    if not free:
        return
    left = data.draw(st.sampled_from(free))
    less = Voice(voice.person, {q: a for q, a in voice.answers.items() if q != left})
    others = team.of([less if v is voice else v for v in team.voices])

    assert means(others, but=left) == means(team, but=left)


@quick
@given(teams())
def test_a_disagreement_decides_as_asking_everybody_again_would_show(team: Team) -> None:
    found = list(disagreements(team.poll()))

    assert [one.question for one in found] == list(disputed(team))
    for one in found:
        assert Counter(team.on(one.question).values()) == {s.answer: s.people for s in one.sides}
        for side in one.sides:
            agreed = team.changed(everybody_to(team, one.question, side.answer))
            assert name_of(side.outcome) == agreed.outcome()
        outcomes = {name_of(side.outcome) for side in one.sides}
        assert one.decides == (outcomes != {team.outcome()})


@quick
@given(teams())
def test_what_is_fixed_is_what_all_would_have_answered(team: Team) -> None:
    same = Team(
        team.dialog,
        team.options,
        tuple(Voice(v.person, {**v.answers, **team.fixed}) for v in team.voices),
        {},
    )

    assert essence(same) == essence(team)
    assert not set(disputed(team)) & set(team.fixed)


@settings(max_examples=50, deadline=None)
@given(teams(questions=3))
def test_the_smallest_agreement_is_as_small_as_brute_force_finds(team: Team) -> None:
    found = smallest_agreement(team.poll())

    sizes = list(sizes_by_brute_force(team))
    assert (size_of(found) if found else None) == min(sizes, default=None)
    if found:
        after = agreed(team, found)
        assert after.outcome() == name_of(found.outcome) != team.outcome()


@settings(max_examples=40, deadline=None)
@given(teams(questions=2), st.integers(3, 12))
def test_in_a_large_team_an_agreement_turns_it_and_with_one_less_it_would_not(
    small: Team, times: int
) -> None:
    team = small.of(
        [Voice(f"{v.person}-{n}", v.answers) for n in range(times * SMALL) for v in small.voices]
    )

    found = smallest_agreement(team.poll())

    assert found or not any(deciding(team).values())
    if found:
        assert agreed(team, found).outcome() == name_of(found.outcome) != team.outcome()
    if found and len(found.changes) == 1 and not waited_for(team.dialog, found.changes[0].question):
        assert agreed(team, found, less=1).outcome() == team.outcome()


def test_in_a_large_team_no_more_come_over_than_have_to() -> None:
    """Tea has 5 units from each who says yes, and is clear from 1 unit on: from 4 of 20 people."""
    dialog = Dialog(scoring=SCORING, questions=(leaning_to("milk", TEA),))
    voices = [Voice(f"U{n}", {"milk": "yes" if n < 12 else "no"}) for n in range(20)]

    found = smallest_agreement(Poll.of(voices, {}, dialog, OPTIONS))

    assert found == Agreement((ComingOver("milk", "yes", "no", 9),), Either())


def test_in_a_small_team_people_may_come_over_from_several_answers() -> None:
    """Tea has 5 units from each of three in seven, and is not clear below 7 units in all."""
    strong = (an_answer(name, a_lean(TEA, "strongly")) for name in ("black", "green", "white"))
    dialog = Dialog(scoring=SCORING, questions=(a_question("leaf", *strong, an_answer("none")),))
    said = ["black", "green", "white", *["none"] * 4]
    voices = [Voice(f"U{n}", {"leaf": leaf}) for n, leaf in enumerate(said)]

    found = smallest_agreement(Poll.of(voices, {}, dialog, OPTIONS))

    assert found is not None
    assert (found.people, {one.answer for one in found.changes}) == (2, {"none"})


def test_of_agreements_on_two_questions_that_is_named_which_fewest_come_over_to() -> None:
    """Neither is enough alone; on the milk two said a little and one said no."""
    little = an_answer("little", a_lean(COFFEE, "slightly"))
    milk = a_question("milk", *leaning_to("milk", TEA).answers, little)
    dialog = Dialog(scoring=SCORING, questions=(milk, leaning_to("cup", TEA)))
    said = ["no", "little", "little", *["yes"] * 7]
    voices = [
        Voice(f"U{n}", {"milk": how, "cup": "yes" if n else "no"}) for n, how in enumerate(said)
    ]

    found = smallest_agreement(Poll.of(voices, {}, dialog, OPTIONS))

    assert found is not None
    assert (found.questions, found.people) == (2, 8 + 9)


ALLERGY = a_question("allergy", an_answer("no"), an_answer("yes", rules_out=[TEA]))
MORNING = a_question(
    "morning", an_answer("tea", a_lean(TEA, part="the morning")), an_answer("never")
)
EVENING = a_question(
    "evening", an_answer("late", a_lean(COFFEE, part="the night")), an_answer("never")
)
POT = a_question("pot", an_answer("one", keeps_whole=True), an_answer("two"))


@pytest.mark.parametrize(
    ("question", "given", "reached"),
    [
        pytest.param("allergy", ["yes", "no"], Either(), id="half rule out"),
        pytest.param("allergy", ["yes", "no", "yes"], Clear(COFFEE), id="most rule out"),
        pytest.param("allergy", ["yes", None, None], Clear(COFFEE), id="all who answered"),
        pytest.param(
            "pot", ["one", "two"], Both({TEA: "the morning", COFFEE: "the night"}), id="half"
        ),
        pytest.param("pot", ["one", "one", "two"], Either(), id="most keep it whole"),
    ],
)
def test_what_holds_or_not_holds_where_more_than_half_of_those_who_answered_say_so(
    question: str, given: list[str | None], reached: Outcome
) -> None:
    """Tea and coffee are level without it."""
    asked = (ALLERGY,) if question == "allergy" else (MORNING, EVENING, POT)
    dialog = Dialog(scoring=SCORING, questions=(leaning_to("cup", TEA, "clearly"), *asked))
    rest = {"cup": "no"} if question == "allergy" else {"morning": "tea", "evening": "late"}
    voices = [
        Voice(f"U{n}", {**rest, **({question: answer} if answer else {})})
        for n, answer in enumerate(given)
    ]

    assert Poll.of(voices, {}, dialog, OPTIONS).outcome == reached


def test_a_result_carries_who_said_what_only_where_names_are_shown(expertise: Expertise) -> None:
    voices = [Voice("U0ANN", {"team": "python"}), Voice("U0BOB", {"team": "javascript"})]

    shown = team_result("Chat", voices, {}, expertise, names_shown=True)
    hidden = team_result("Chat", voices, {}, expertise, names_shown=False)

    (team,) = shown.questions
    assert [side.persons for side in team.sides] == [("U0BOB",), ("U0ANN",)]
    assert "U0" not in repr(hidden)


def essence(team: Team) -> tuple[object, ...]:
    """All that a team comes to."""
    poll = team.poll()
    alone = leanings(team.voices, team.fixed, team.dialog, team.options)
    found = tuple(disagreements(poll))
    return poll.standing, poll.counts, alone, found, smallest_agreement(poll)


def deciding(team: Team) -> Mapping[str, bool]:
    return {one.question: one.decides for one in disagreements(team.poll())}


def means(team: Team, but: str) -> Counter[tuple[str, str, str, Fraction]]:
    """What each answer adds to each criterion before its weight, but those to one question."""
    poll = team.poll()
    return Counter(
        (c.question, c.answer, c.lean.criterion, c.amount / c.weight)
        for c in contributions(team.dialog, poll.counts, poll.weights)
        if c.question != but
    )


def sizes_by_brute_force(team: Team) -> Iterator[tuple[int, int]]:
    """Questions and people of every agreement within the bounds that gives another outcome."""
    reached, asked = team.outcome(), tuple(disputed(team))
    for question in asked:
        if not waited_for(team.dialog, question):
            given = team.on(question)
            for chosen in product(sorted(set(given.values())), repeat=len(given)):
                changes = {(p, question): a for p, a in zip(given, chosen, strict=True)}
                if team.changed(changes).outcome() != reached:
                    yield 1, sum(given[p] != a for p, a in zip(given, chosen, strict=True))
    for questions in (*((question,) for question in asked), *combinations(asked, 2)):
        for answers in product(*(sorted(set(team.on(q).values())) for q in questions)):
            way = dict(zip(questions, answers, strict=True))
            if together(team, way).outcome() != reached:
                others = (a != way[q] for q in questions for a in team.on(q).values())
                yield len(questions), sum(others)


def together(team: Team, way: Mapping[str, str]) -> Team:
    """The team if all who answered these questions gave these answers."""
    changes: dict[tuple[str, str], str] = {}
    for question, answer in way.items():
        changes |= everybody_to(team, question, answer)
    return team.changed(changes)


def size_of(agreement: Agreement) -> tuple[int, int]:
    return agreement.questions, agreement.people


def agreed(team: Team, agreement: Agreement, less: int = 0) -> Team:
    """The team after people have come over, `less` of them left out."""
    if agreement.questions > 1 or waited_for(team.dialog, agreement.changes[0].question):
        return together(team, {one.question: one.answer for one in agreement.changes})
    changes: dict[tuple[str, str], str] = {}
    for one in agreement.changes:
        those = [p for p, a in team.on(one.question).items() if a == one.instead_of]
        changes |= {(p, one.question): one.answer for p in those[: one.people - less]}
    return team.changed(changes)
