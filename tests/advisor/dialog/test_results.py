"""When a dialog has a result, and whom it is shown to."""

from bot.advisor.dialog import fingerprint
from bot.advisor.moves import (
    Began,
    SharedResult,
    WantedChange,
    WantedRest,
    WantedResult,
)
from bot.advisor.outcome import Clear
from bot.advisor.replies import (
    Recommendation,
    ResultOutdated,
)
from tests.advisor.dialog.questions import answer_all, question_in
from tests.builders import (
    ANN,
    COFFEE,
    TEA,
    Talk,
    an_expertise,
    asked,
    leaning_to,
    recommended,
)


def test_it_stops_asking_when_nothing_can_change_and_asks_on_when_told_to() -> None:
    talk = Talk(
        an_expertise(
            leaning_to("milk", TEA),
            leaning_to("cup", COFFEE, "slightly"),
            leaning_to("spoon", COFFEE, "slightly"),
        )
    )
    talk.move(Began())

    result = recommended(talk.choose("milk", "yes"))
    assert result.settled
    assert [question.id for question in result.skipped] == ["cup", "spoon"]

    more = question_in(talk.move(WantedRest(dialog=talk.dialog())))
    assert more.settled
    first, second = "cup", "spoon"
    assert more.question.id == first
    assert asked(talk.choose(first, "yes")) == second
    final = recommended(talk.choose(second, "yes"))
    assert final.outcome == Clear(TEA)
    assert final.scores == {TEA: 5, COFFEE: 2}
    assert final.skipped == ()


def test_the_result_can_be_had_at_any_time_and_says_what_is_open(talk: Talk) -> None:
    talk.choose("milk", "tea")

    result = recommended(talk.move(WantedResult(dialog=talk.dialog())))

    assert not result.settled
    assert [question.id for question in result.skipped] == ["sugar", "lemon", "honey"]


def test_a_result_can_be_shared_and_an_open_dialog_cannot(talk: Talk) -> None:
    early = SharedResult(dialog=talk.dialog(), answers=fingerprint(()))
    assert isinstance(talk.move(early), ResultOutdated)

    talk.choose("milk", "tea")
    result = answer_all(talk)
    shared = recommended(talk.move(share_of(result)))

    assert result.shared_by is None
    assert shared.shared_by == ANN
    assert shared.scores == result.scores


def test_a_result_that_has_changed_since_is_not_shared_in_its_place(talk: Talk) -> None:
    talk.choose("milk", "tea")
    older = share_of(answer_all(talk))
    talk.move(WantedChange(dialog=talk.dialog(), question="milk"))
    talk.choose("milk", None)

    assert isinstance(talk.move(older), ResultOutdated)


def share_of(result: Recommendation) -> SharedResult:
    return SharedResult(dialog=result.dialog, answers=fingerprint(result.understood))
