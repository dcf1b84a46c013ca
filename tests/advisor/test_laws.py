"""What holds for every dialog."""

from collections.abc import Mapping
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.advisor.outcome import Clear, Either, outcome
from bot.advisor.scoring import Standing, standing
from bot.advisor.session import Given, Progress, Session
from bot.knowledge.model import Answer, Dialog, Question, Strength
from tests.advisor.strategies import STRENGTHS, Case, cases, named
from tests.builders import a_question, an_answer


def stand(case: Case, dialog: Dialog | None = None) -> Standing:
    answers = {name: answer for name, answer in case.profile.items() if answer}
    return standing(dialog or case.dialog, answers, case.options)


def without_conditions(dialog: Dialog) -> Dialog:
    free = tuple(
        question.model_copy(update={"only_if": {}, "unless": {}}) for question in dialog.questions
    )
    return dialog.model_copy(update={"questions": free})


def renamed(dialog: Dialog, names: Mapping[str, str]) -> Dialog:
    """The dialog with the options' names exchanged."""

    def answer(given: Answer) -> Answer:
        leans = [a.model_copy(update={"option": names[a.option]}) for a in given.leans]
        out = [r.model_copy(update={"option": names[r.option]}) for r in given.rules_out]
        return given.model_copy(update={"leans": tuple(leans), "rules_out": tuple(out)})

    questions = tuple(
        question.model_copy(update={"answers": tuple(answer(a) for a in question.answers)})
        for question in dialog.questions
    )
    return dialog.model_copy(update={"questions": questions})


@settings(max_examples=150, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_exchanging_options_exchanges_scores_and_outcome(case: Case, chance: Random) -> None:
    shuffled = list(case.options)
    chance.shuffle(shuffled)
    names = dict(zip(case.options, shuffled, strict=True))

    before, after = stand(case), stand(case, renamed(case.dialog, names))

    assert after.scores == {names[option]: score for option, score in before.scores.items()}
    name, parts = named(outcome(before, case.dialog.scoring))
    expected = (names.get(name, name), frozenset(names[option] for option in parts))
    assert named(outcome(after, case.dialog.scoring)) == expected


@settings(max_examples=100, deadline=None)
@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_options_changes_nothing(case: Case, chance: Random) -> None:
    shuffled = list(case.options)
    chance.shuffle(shuffled)

    other = Case(case.dialog, tuple(shuffled), case.profile)

    assert stand(other).scores == stand(case).scores
    assert named(outcome(stand(other), case.dialog.scoring)) == named(
        outcome(stand(case), case.dialog.scoring)
    )


@settings(max_examples=100, deadline=None)
@given(cases(), st.data())
def test_the_order_of_questions_changes_no_score(case: Case, data: st.DataObject) -> None:
    dialog = without_conditions(case.dialog)
    shuffled = tuple(data.draw(st.permutations(dialog.questions)))

    other = stand(case, dialog.model_copy(update={"questions": shuffled}))

    assert other.scores == stand(case, dialog).scores
    assert named(outcome(other, dialog.scoring)) == named(
        outcome(stand(case, dialog), dialog.scoring)
    )


def strengthened(dialog: Dialog, question: Question, answer: Answer, strength: Strength) -> Dialog:
    first, *rest = answer.leans
    stronger = answer.model_copy(
        update={"leans": (first.model_copy(update={"strength": strength}), *rest)}
    )
    answers = tuple(stronger if a.id == answer.id else a for a in question.answers)
    changed = question.model_copy(update={"answers": answers})
    questions = tuple(changed if q.id == question.id else q for q in dialog.questions)
    return dialog.model_copy(update={"questions": questions})


@settings(max_examples=200, deadline=None)
@given(cases(), st.data())
def test_a_stronger_lean_never_hurts_its_side(case: Case, data: st.DataObject) -> None:
    leaning = [(q, a) for q in case.dialog.questions for a in q.answers if a.leans]
    if not leaning:
        return
    question, answer = data.draw(st.sampled_from(leaning))
    side, before = answer.leans[0].option, STRENGTHS.index(answer.leans[0].strength)
    stronger = data.draw(st.sampled_from(STRENGTHS[before:]))

    dialog = strengthened(case.dialog, question, answer, stronger)

    assert stand(case, dialog).scores[side] >= stand(case).scores[side]
    was, then = (
        outcome(standing_, case.dialog.scoring) for standing_ in (stand(case), stand(case, dialog))
    )
    if was == Clear(side):
        assert then == Clear(side)
    elif isinstance(was, Either):
        assert then in (Either(), Clear(side))


@settings(max_examples=100, deadline=None)
@given(cases(), st.data())
def test_an_answer_without_leans_changes_nothing(case: Case, data: st.DataObject) -> None:
    idle = a_question("idle", an_answer("a"), an_answer("b"))
    place = data.draw(st.integers(0, len(case.dialog.questions)))
    questions = list(case.dialog.questions)
    questions.insert(place, idle)
    dialog = case.dialog.model_copy(update={"questions": tuple(questions)})

    answered = Case(dialog, case.options, {**case.profile, "idle": "b"})

    assert stand(answered) == stand(case)


@settings(max_examples=150, deadline=None)
@given(cases())
def test_a_score_is_the_sum_of_its_contributions(case: Case) -> None:
    now = stand(case)

    assert now.scores == {
        option: sum(c.amount for c in now.contributions if c.lean.option == option)
        for option in case.options
    }


ids = st.text(max_size=12)
progresses = st.builds(
    Progress,
    number=st.integers(1, 10**6),
    given=st.lists(
        st.builds(Given, question=ids, answer=st.none() | ids, words=st.none() | st.text())
    ).map(tuple),
    changing=st.none() | ids,
    anyway=st.booleans(),
    over=st.booleans(),
)
sessions = st.builds(
    Session,
    topic=st.none() | ids,
    shown=st.lists(ids, max_size=4).map(tuple),
    dialogs=st.dictionaries(ids, progresses, max_size=3),
)


@settings(max_examples=100, deadline=None)
@given(sessions)
def test_a_session_survives_being_kept_as_json(session: Session) -> None:
    assert Session.model_validate_json(session.model_dump_json()) == session


def test_a_session_of_a_newer_version_is_read_without_what_is_unknown() -> None:
    kept = '{"topic": "taste", "mood": "good", "dialogs": {"U1": {"number": 1, "pace": 3}}}'

    session = Session.model_validate_json(kept)

    assert session == Session(topic="taste", dialogs={"U1": Progress(number=1)})
