"""A person is led to a recommendation, and may turn round at any point."""

import pytest

from bot.advisor.dialog import fingerprint
from bot.advisor.moves import (
    Began,
    Chose,
    DialogMove,
    DialogRef,
    Reviewed,
    SharedResult,
    StartedOver,
    Stopped,
    WantedChange,
    WantedRest,
    WantedResult,
    WentBack,
)
from bot.advisor.outcome import Clear
from bot.advisor.replies import (
    AlreadyAnswered,
    DialogEnded,
    DialogStopped,
    Explanation,
    NextQuestion,
    NotYours,
    OutOfDate,
    Recommendation,
    ResultOutdated,
    Summary,
)
from bot.advisor.session import Given, Progress, Session
from bot.knowledge.model import Question
from tests.builders import (
    ANN,
    BOB,
    COFFEE,
    TEA,
    Talk,
    a_lean,
    a_question,
    an_answer,
    an_expertise,
    asked,
    leaning_to,
    recommended,
)


def four_questions() -> tuple[Question, ...]:
    """Level questions, so that they are asked in their order and the last one decides."""
    names = ("milk", "sugar", "lemon", "honey")
    return tuple(
        a_question(
            name,
            an_answer("tea", a_lean(TEA, "strongly"), label=f"For tea: {name}"),
            an_answer("coffee", a_lean(COFFEE, "strongly"), label=f"For coffee: {name}"),
            an_answer("even", label=f"For neither: {name}"),
        )
        for name in names
    )


@pytest.fixture
def talk() -> Talk:
    """Ann's dialog, with its first question asked."""
    talk = Talk(an_expertise(*four_questions()))
    assert asked(talk.move(Began())) == "milk"
    return talk


def question_in(reply: object) -> NextQuestion:
    assert isinstance(reply, NextQuestion), reply
    return reply


def answer_all(talk: Talk, answer: str = "tea") -> Recommendation:
    while isinstance(talk.reply, NextQuestion):
        talk.choose(talk.reply.question.id, answer)
    return recommended(talk.reply)


def test_pressing_and_typing_may_be_mixed(talk: Talk) -> None:
    assert asked(talk.choose("milk", "tea")) == "sugar"
    assert asked(talk.say("For coffee: sugar")) == "lemon"
    assert asked(talk.say("1")) == "honey"

    result = recommended(talk.choose("honey", "tea"))

    assert result.outcome == Clear(TEA)
    assert result.scores == {TEA: 15, COFFEE: 5}


def test_questions_are_numbered_and_say_how_many_may_follow(talk: Talk) -> None:
    first = question_in(talk.reply)
    second = question_in(talk.choose("milk", "even"))

    assert (first.number, first.left) == (1, 3)
    assert (second.number, second.left) == (2, 2)


@pytest.mark.parametrize("words", ["not sure", "skip", "I don't know", "Idk"])
def test_a_question_may_be_left_open(talk: Talk, words: str) -> None:
    assert asked(talk.say(words)) == "sugar"

    assert talk.answers() == {"milk": None}
    assert recommended(talk.say("result")).unsure == (four_questions()[0],)


def test_not_sure_may_be_pressed(talk: Talk) -> None:
    assert asked(talk.choose("milk", None)) == "sugar"


def test_back_asks_the_last_question_again(talk: Talk) -> None:
    talk.choose("milk", "tea")

    assert asked(talk.say("back")) == "milk"
    assert asked(talk.choose("milk", "coffee")) == "sugar"
    assert talk.answers() == {"milk": "coffee"}


def test_back_goes_on_going_back(talk: Talk) -> None:
    for question in ("milk", "sugar", "lemon"):
        talk.choose(question, "even")

    assert [asked(talk.move(WentBack(dialog=talk.dialog()))) for _ in range(3)] == [
        "lemon",
        "sugar",
        "milk",
    ]
    assert talk.answers() == {}


def test_back_at_the_first_question_says_that_it_is_the_first(talk: Talk) -> None:
    reply = question_in(talk.say("back"))

    assert reply.question.id == "milk"
    assert reply.note == "This is the first question."


def test_back_and_forth_loses_nothing(talk: Talk) -> None:
    talk.choose("milk", "tea")
    talk.choose("sugar", "even")
    talk.say("back")

    talk.choose("sugar", "even")

    assert talk.answers() == {"milk": "tea", "sugar": "even"}


@pytest.mark.parametrize("words", ["stop", "cancel", "never mind"])
def test_a_dialog_can_be_stopped_and_keeps_its_answers(talk: Talk, words: str) -> None:
    talk.choose("milk", "tea")

    assert isinstance(talk.say(words), DialogStopped)
    assert talk.progress().over
    assert talk.answers() == {"milk": "tea"}


def test_a_stopped_dialog_takes_no_more_answers(talk: Talk) -> None:
    talk.move(Stopped(dialog=talk.dialog()))

    assert isinstance(talk.choose("milk", "tea"), DialogEnded)
    assert isinstance(talk.move(WentBack(dialog=talk.dialog())), DialogEnded)
    assert isinstance(talk.move(Stopped(dialog=talk.dialog())), DialogEnded)
    assert talk.answers() == {}


def test_starting_over_forgets_the_answers_and_the_old_buttons(talk: Talk) -> None:
    talk.choose("milk", "tea")
    old = talk.dialog()

    assert asked(talk.say("start over")) == "milk"

    assert talk.answers() == {}
    assert talk.dialog().number == old.number + 1
    pressed = talk.move(Chose(dialog=old, question="milk", answer="coffee"))
    assert isinstance(pressed, DialogEnded)
    assert talk.answers() == {}


def test_starting_over_works_after_the_end(talk: Talk) -> None:
    answer_all(talk)

    assert asked(talk.move(StartedOver(dialog=talk.dialog()))) == "milk"


@pytest.mark.parametrize("words", ["review", "my answers", "change an answer"])
def test_the_answers_so_far_can_be_reviewed(talk: Talk, words: str) -> None:
    talk.choose("milk", "tea")
    talk.choose("sugar", None)

    summary = talk.say(words)

    assert isinstance(summary, Summary)
    assert [(u.question.id, u.answer.id if u.answer else None) for u in summary.answers] == [
        ("milk", "tea"),
        ("sugar", None),
    ]


@pytest.mark.parametrize("changed", ["milk", "sugar", "lemon"])
def test_any_answer_can_be_changed_and_the_others_stay(talk: Talk, changed: str) -> None:
    for question in ("milk", "sugar", "lemon"):
        talk.choose(question, "even")

    assert asked(talk.move(WantedChange(dialog=talk.dialog(), question=changed))) == changed
    assert asked(talk.choose(changed, "tea")) == "honey"

    assert talk.answers() == {"milk": "even", "sugar": "even", "lemon": "even", changed: "tea"}


def test_an_answer_can_be_changed_after_the_end_and_gives_a_new_result(talk: Talk) -> None:
    assert answer_all(talk, "tea").outcome == Clear(TEA)
    given = list(talk.answers())

    for question in given:
        assert asked(talk.move(WantedChange(dialog=talk.dialog(), question=question))) == question
        talk.choose(question, "coffee")
    result = answer_all(talk, "coffee")

    assert result.outcome == Clear(COFFEE)


def test_back_gives_up_changing_and_keeps_the_answer(talk: Talk) -> None:
    talk.choose("milk", "tea")
    talk.choose("sugar", "even")
    talk.move(WantedChange(dialog=talk.dialog(), question="milk"))

    assert asked(talk.say("back")) == "lemon"
    assert talk.answers() == {"milk": "tea", "sugar": "even"}


def test_a_question_that_is_asked_anew_can_still_change_the_outcome() -> None:
    talk = Talk(an_expertise(leaning_to("milk", TEA), leaning_to("cup", COFFEE, "slightly")))
    talk.move(Began())
    recommended(talk.choose("milk", "yes"))

    again = question_in(talk.move(WantedChange(dialog=talk.dialog(), question="milk")))

    assert not again.settled
    assert (again.number, again.left) == (1, 1)
    assert asked(talk.choose("milk", "no")) == "cup"


def conditional() -> Talk:
    """`foam` applies with milk alone; it is asked after it, and weighs most."""
    milk = a_question(
        "milk", an_answer("yes", a_lean(TEA, "slightly")), an_answer("no", a_lean(TEA, "slightly"))
    )
    foam = a_question(
        "foam",
        an_answer("much", a_lean(COFFEE, "strongly")),
        an_answer("little"),
        only_if={"milk": ["yes"]},
    )
    talk = Talk(an_expertise(milk, foam))
    assert asked(talk.move(Began())) == "milk"
    return talk


def test_an_answer_that_no_longer_applies_is_set_aside_and_comes_back() -> None:
    talk = conditional()
    assert asked(talk.choose("milk", "yes")) == "foam"
    assert recommended(talk.choose("foam", "much")).scores == {TEA: 1, COFFEE: 5}

    talk.move(WantedChange(dialog=talk.dialog(), question="milk"))
    assert recommended(talk.choose("milk", "no")).scores == {TEA: 1, COFFEE: 0}
    assert talk.answers() == {"milk": "no", "foam": "much"}

    talk.move(WantedChange(dialog=talk.dialog(), question="milk"))
    assert recommended(talk.choose("milk", "yes")).scores == {TEA: 1, COFFEE: 5}


def test_a_question_is_asked_only_where_it_applies() -> None:
    talk = conditional()

    assert recommended(talk.choose("milk", "no")).skipped == ()


def test_a_question_asked_in_between_is_answered_and_the_dialog_goes_on(talk: Talk) -> None:
    talk.choose("milk", "tea")

    reply = talk.say("what does it cost?")

    assert isinstance(reply, Explanation)
    assert reply.criterion.id == "price"
    assert asked(reply.resume) == "sugar"
    assert asked(talk.choose("sugar", "even")) == "lemon"


def test_a_press_on_a_question_that_was_answered_changes_nothing(talk: Talk) -> None:
    talk.choose("milk", "tea")

    reply = talk.choose("milk", "coffee")

    assert isinstance(reply, AlreadyAnswered)
    assert reply.answer is not None
    assert reply.answer.id == "tea"
    assert talk.answers() == {"milk": "tea"}


def test_a_press_on_a_question_that_was_skipped_says_so(talk: Talk) -> None:
    talk.choose("milk", None)

    reply = talk.choose("milk", "coffee")

    assert isinstance(reply, AlreadyAnswered)
    assert reply.answer is None


def test_one_button_pressed_twice_counts_once(talk: Talk) -> None:
    talk.choose("milk", "tea")
    talk.choose("milk", "tea")

    assert talk.answers() == {"milk": "tea"}


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        pytest.param("salt", "tea", id="question"),
        pytest.param("milk", "goat", id="answer"),
        pytest.param("", "", id="empty"),
        pytest.param("milk'; drop table sessions; --", None, id="quotes"),
    ],
)
def test_a_forged_press_changes_nothing(talk: Talk, question: str, answer: str | None) -> None:
    before = talk.session

    talk.choose(question, answer)

    assert isinstance(talk.reply, OutOfDate)
    assert talk.session == before


def test_a_change_of_an_unknown_question_changes_nothing(talk: Talk) -> None:
    assert isinstance(talk.move(WantedChange(dialog=talk.dialog(), question="salt")), OutOfDate)
    assert talk.progress().changing is None


OWN_BUTTONS: list[type[DialogMove]] = [
    Reviewed,
    SharedResult,
    StartedOver,
    Stopped,
    WantedRest,
    WantedResult,
    WentBack,
]


@pytest.mark.parametrize("button", OWN_BUTTONS)
def test_a_button_works_only_for_whom_it_is_meant(talk: Talk, button: type[DialogMove]) -> None:
    talk.choose("milk", "tea")
    before = talk.session

    reply = talk.move(button(dialog=talk.dialog(ANN)), by=BOB)

    assert reply == NotYours(ANN)
    assert talk.session == before


@pytest.mark.parametrize("button", OWN_BUTTONS)
@pytest.mark.parametrize("number", [2, 1_000_000])
def test_a_button_of_another_dialog_does_nothing(
    talk: Talk, button: type[DialogMove], number: int
) -> None:
    before = talk.session

    reply = talk.move(button(dialog=DialogRef(owner=ANN, number=number)))

    assert isinstance(reply, DialogEnded)
    assert talk.session == before


def test_a_button_without_any_dialog_does_nothing() -> None:
    talk = Talk(an_expertise())

    assert isinstance(talk.move(WentBack(dialog=DialogRef(owner=ANN, number=1))), DialogEnded)
    assert talk.session == Session()


def test_two_people_have_a_dialog_each(talk: Talk) -> None:
    talk.choose("milk", "tea", by=ANN)

    assert asked(talk.move(Began(), by=BOB)) == "milk"
    assert asked(talk.say("2", by=BOB)) == "sugar"
    assert asked(talk.choose("sugar", "even", by=ANN)) == "lemon"
    assert isinstance(talk.say("stop", by=BOB), DialogStopped)

    assert talk.answers(ANN) == {"milk": "tea", "sugar": "even"}
    assert talk.answers(BOB) == {"milk": "coffee"}
    assert not talk.progress(ANN).over


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


class TestDescriptions:
    """What a description says is filled in, and quoted."""

    @pytest.fixture
    def talk(self) -> Talk:
        milk = a_question(
            "milk",
            an_answer("much", a_lean(COFFEE, "slightly"), understands=["whole milk", "cream"]),
            an_answer("none", understands=["black", "no whole milk"]),
        )
        time = a_question(
            "time",
            an_answer("early", a_lean(COFFEE, "slightly"), understands=["at dawn"]),
            an_answer("late", a_lean(TEA, "slightly"), understands=["at night"]),
        )
        return Talk(an_expertise(milk, time, leaning_to("cup", TEA)))

    def test_its_words_are_quoted_and_its_questions_are_not_asked(self, talk: Talk) -> None:
        reply = question_in(talk.move(Began(description="With cream, at dawn.")))

        assert [(u.question.id, u.answer and u.answer.id, u.words) for u in reply.understood] == [
            ("milk", "much", "cream"),
            ("time", "early", "at dawn"),
        ]
        assert reply.question.id == "cup"

    def test_a_negation_is_heard(self, talk: Talk) -> None:
        talk.move(Began(description="no whole milk"))

        assert talk.progress().given == (
            Given(question="milk", answer="none", words="no whole milk"),
        )

    @pytest.mark.parametrize(
        "text", ["recommend with cream", "Recommend: with cream", "recommend\nwith cream"]
    )
    def test_it_may_follow_the_word_recommend(self, talk: Talk, text: str) -> None:
        talk.say(text)

        assert talk.answers() == {"milk": "much"}

    def test_what_was_read_can_be_changed(self, talk: Talk) -> None:
        talk.move(Began(description="with cream"))
        talk.move(WantedChange(dialog=talk.dialog(), question="milk"))
        talk.choose("milk", "none")

        assert talk.progress().given == (Given(question="milk", answer="none"),)

    def test_one_that_settles_everything_gives_the_result_at_once(self) -> None:
        cup = a_question("cup", an_answer("big", understands=["mug"]), an_answer("small"))
        talk = Talk(an_expertise(cup))

        result = recommended(talk.move(Began(description="in a mug")))

        assert [u.words for u in result.understood] == ["mug"]

    def test_an_answer_to_another_question_is_taken_and_said_so(self, talk: Talk) -> None:
        first = question_in(talk.move(Began())).question.id

        reply = question_in(talk.say("with whole milk"))

        assert first == "cup"
        assert talk.answers() == {"milk": "much"}
        assert reply.question.id == "cup"
        assert reply.note == "I took that as an answer to another question."

    def test_an_earlier_answer_can_be_corrected_in_words(self, talk: Talk) -> None:
        talk.move(Began(description="with cream"))

        talk.say("sorry, black")

        assert talk.answers() == {"milk": "none"}


class TestOldSessions:
    """Knowledge changes while dialogs are open."""

    def given(self, *given: Given, changing: str | None = None) -> Talk:
        progress = Progress(number=1, given=given, changing=changing)
        talk = Talk(an_expertise(*four_questions()))
        talk.session = Session(topic="temperature", shown=("hot",)).with_dialog(ANN, progress)
        return talk

    def test_a_question_that_is_gone_is_passed_over(self) -> None:
        talk = self.given(Given(question="salt", answer="much"))

        assert asked(talk.say("1")) == "sugar"
        result = recommended(talk.say("result"))
        assert result.scores == {TEA: 5, COFFEE: 0}
        assert [u.question.id for u in result.understood] == ["milk"]

    def test_an_answer_that_is_gone_does_not_count(self) -> None:
        talk = self.given(Given(question="milk", answer="goat"))

        assert recommended(talk.say("result")).scores == {TEA: 0, COFFEE: 0}

    def test_changing_a_question_that_is_gone_goes_on_with_the_dialog(self) -> None:
        talk = self.given(Given(question="salt", answer="much"), changing="salt")

        assert asked(talk.say("1")) == "sugar"
        assert talk.answers() == {"salt": "much", "milk": "tea"}

    def test_going_back_past_a_question_that_is_gone_does_not_end_the_dialog(self) -> None:
        talk = self.given(Given(question="salt", answer="much"))

        assert asked(talk.say("back")) == "milk"

    def test_a_subject_that_is_gone_is_no_longer_talked_about(self) -> None:
        talk = self.given()

        assert asked(talk.say("sources")) == "milk"
