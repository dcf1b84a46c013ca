"""What StackPick makes of what people write."""

import pytest

from bot.advisor.ellipsis import Side
from bot.advisor.guiding import IN_THE_MIDDLE, NO_ANSWER
from bot.advisor.moves import (
    AskedAbout,
    AskedForHelp,
    Began,
    Opened,
    SharedAnswer,
    WantedMore,
    WantedOtherSide,
    WantedSources,
)
from bot.advisor.replies import (
    BestCase,
    Clarification,
    Counterparts,
    Declined,
    Explanation,
    Help,
    Menu,
    NextQuestion,
    NothingToRead,
    OutOfDate,
    Recommendation,
    Reply,
    Smalltalk,
    SourceList,
    TooLong,
)
from bot.advisor.session import Session
from bot.advisor.wording import LONGEST_TEXT
from tests.builders import (
    ANN,
    BOB,
    COFFEE,
    PRICE,
    TASTE,
    TEA,
    Talk,
    a_lean,
    a_question,
    an_answer,
    an_expertise,
    asked,
    recommended,
)

MILK = a_question(
    "milk",
    an_answer(
        "cow",
        a_lean(COFFEE, "strongly"),
        label="From cattle",
        understands=["dairy", "can be cream"],
    ),
    an_answer("none", a_lean(TEA, "strongly"), label="None", understands=["black"]),
)
TIME = a_question(
    "time",
    an_answer("early", a_lean(TEA, "strongly"), label="Early", understands=["at dawn"]),
    an_answer("late", a_lean(COFFEE, "strongly"), label="After dinner", understands=["at night"]),
)


@pytest.fixture
def talk() -> Talk:
    return Talk(an_expertise(MILK, TIME))


@pytest.fixture
def open_dialog(talk: Talk) -> Talk:
    """Ann was asked about milk."""
    assert asked(talk.move(Began())) == "milk"
    return talk


def explanation(reply: Reply | None) -> Explanation:
    assert isinstance(reply, Explanation), reply
    return reply


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_said_opens_the_menu(talk: Talk, text: str) -> None:
    reply = talk.say(text)

    assert isinstance(reply, Menu)
    assert [criterion.id for criterion in reply.criteria] == [TASTE, PRICE]


@pytest.mark.parametrize("text", ["\U0001f389", "\U0001f44d\U0001f3fd \U0001f680", "!!!", "..."])
def test_a_text_without_a_word_is_nothing_to_read(talk: Talk, text: str) -> None:
    assert isinstance(talk.say(text), NothingToRead)


@pytest.mark.parametrize("length", [LONGEST_TEXT + 1, 10_000])
def test_a_text_that_is_too_long_is_not_read(talk: Talk, length: int) -> None:
    assert talk.say("a" * length) == TooLong(length, LONGEST_TEXT)
    assert talk.session == Session(spoke_to=ANN)


def test_the_longest_text_is_read(talk: Talk) -> None:
    assert isinstance(talk.say("a" * LONGEST_TEXT), Declined)


@pytest.mark.parametrize("text", ["help", "Help!", "?", "how does this work?"])
def test_help_is_given(talk: Talk, text: str) -> None:
    reply = talk.say(text)

    assert isinstance(reply, Help)
    assert [criterion.id for criterion in reply.criteria] == [TASTE, PRICE]


def test_help_does_not_lose_the_dialog(open_dialog: Talk) -> None:
    assert isinstance(open_dialog.say("help"), Help)
    assert asked(open_dialog.say("1")) == "time"


def test_help_and_the_menu_can_be_opened_without_a_word(talk: Talk) -> None:
    assert isinstance(talk.move(AskedForHelp()), Help)
    assert isinstance(talk.move(Opened()), Menu)


@pytest.mark.parametrize("text", ["recommend", "Recommend.", "help me choose"])
def test_a_recommendation_is_begun(talk: Talk, text: str) -> None:
    assert asked(talk.say(text)) == "milk"


def test_a_question_gets_the_verdict_and_three_points(talk: Talk) -> None:
    reply = explanation(talk.say("which tastes better?"))

    assert reply.criterion.id == TASTE
    assert reply.shown == ("for-tea", "for-coffee", "claim-1")
    assert [evidence.point.id for evidence in reply.evidence] == list(reply.shown)
    assert [source.title for source in reply.evidence[0].sources] == ["The handbook"]
    assert reply.more == len(reply.criterion.points) - 3
    assert reply.others == (COFFEE,)
    assert not reply.continued


def test_an_unclear_question_offers_the_nearest_subjects(talk: Talk) -> None:
    reply = talk.say("is it worth it")

    assert isinstance(reply, Clarification)
    assert [criterion.id for criterion in reply.choices] == [PRICE, TASTE]


def test_a_choice_from_the_nearest_subjects_is_explained(talk: Talk) -> None:
    talk.say("is it worth it")

    assert explanation(talk.move(AskedAbout(criterion=PRICE))).criterion.id == PRICE
    assert talk.session.topic == PRICE


def test_small_talk_is_answered(talk: Talk) -> None:
    reply = talk.say("hello")

    assert isinstance(reply, Smalltalk)
    assert reply.text == "Good day."


def test_what_is_off_topic_is_declined(talk: Talk) -> None:
    assert isinstance(talk.say("where is the nearest cinema"), Declined)


def test_the_counterpart_of_a_package_is_named(talk: Talk) -> None:
    reply = talk.say("what stands in for a teapot")

    assert isinstance(reply, Counterparts)
    assert [purpose.id for purpose in reply.purposes] == ["vessel"]


class TestFollowUps:
    """`more`, `sources`, `the other side` and `why` go on about what was just discussed."""

    @pytest.fixture
    def talk(self) -> Talk:
        talk = Talk(an_expertise(MILK, TIME))
        talk.say("which tastes better?")
        return talk

    @pytest.mark.parametrize("text", ["more", "why"])
    def test_more_points_follow_those_that_were_shown(self, talk: Talk, text: str) -> None:
        before = talk.session.shown

        reply = explanation(talk.say(text))

        assert reply.continued
        assert [e.point.id for e in reply.evidence] == ["claim-2", "claim-3", "claim-4"]
        assert talk.session.shown == (*before, "claim-2", "claim-3", "claim-4")

    def test_more_comes_to_an_end(self, talk: Talk) -> None:
        while explanation(talk.say("more")).more:
            pass

        reply = explanation(talk.say("more"))

        assert reply.evidence == ()
        assert len(talk.session.shown) == len(reply.criterion.points)
        assert len(set(talk.session.shown)) == len(talk.session.shown)

    def test_sources_are_those_of_the_points_that_were_shown(self, talk: Talk) -> None:
        reply = talk.say("sources")

        assert isinstance(reply, SourceList)
        assert [e.point.id for e in reply.evidence] == ["for-tea", "for-coffee", "claim-1"]

    def test_the_other_side_is_the_one_that_the_verdict_does_not_favour(self, talk: Talk) -> None:
        reply = talk.say("the other side")

        assert isinstance(reply, BestCase)
        assert (reply.criterion.id, reply.option) == (TASTE, COFFEE)
        assert [e.point.id for e in reply.evidence] == ["for-coffee"]

    @pytest.mark.parametrize("text", ["and coffee?", "what about coffee", "coffee then?"])
    def test_an_option_can_be_named(self, talk: Talk, text: str) -> None:
        reply = explanation(talk.say(text))

        assert (reply.criterion.id, reply.wanted) == (TASTE, Side(COFFEE))
        assert [e.point.side for e in reply.evidence] == [COFFEE]

    def test_the_other_side_is_the_one_that_was_not_asked_for(self, talk: Talk) -> None:
        talk.say("and coffee?")

        reply = talk.say("and the other side?")

        assert isinstance(reply, BestCase)
        assert reply.option == TEA

    def test_they_follow_the_newer_subject(self, talk: Talk) -> None:
        talk.say("what does it cost?")

        reply = talk.say("sources")

        assert isinstance(reply, SourceList)
        assert reply.criterion.id == PRICE


@pytest.mark.parametrize("text", ["more", "sources", "the other side", "and coffee?", "why"])
def test_a_follow_up_without_a_subject_is_declined(talk: Talk, text: str) -> None:
    assert isinstance(talk.say(text), Declined)


class TestButtons:
    """Buttons below an answer name what they are about, whatever was said since."""

    def test_more(self, talk: Talk) -> None:
        reply = explanation(talk.move(WantedMore(criterion=TASTE, shown=("for-tea",))))

        assert [e.point.id for e in reply.evidence] == ["for-coffee", "claim-1", "claim-2"]

    def test_sources(self, talk: Talk) -> None:
        reply = talk.move(WantedSources(criterion=TASTE, shown=("claim-9",)))

        assert isinstance(reply, SourceList)
        assert [e.point.id for e in reply.evidence] == ["claim-9"]

    def test_other_side(self, talk: Talk) -> None:
        reply = talk.move(WantedOtherSide(criterion=PRICE, option=TEA))

        assert isinstance(reply, BestCase)
        assert reply.option == TEA

    def test_share(self, talk: Talk) -> None:
        reply = explanation(talk.move(SharedAnswer(criterion=TASTE, shown=("claim-9",)), by=BOB))

        assert reply.shared_by == BOB
        assert [e.point.id for e in reply.evidence] == ["claim-9"]

    @pytest.mark.parametrize(
        "move",
        [
            AskedAbout(criterion="colour"),
            WantedMore(criterion="colour"),
            WantedSources(criterion="colour"),
            WantedOtherSide(criterion="colour", option=TEA),
            WantedOtherSide(criterion=TASTE, option="cocoa"),
            SharedAnswer(criterion="colour"),
        ],
    )
    def test_what_the_knowledge_no_longer_holds_is_out_of_date(
        self, talk: Talk, move: AskedAbout
    ) -> None:
        assert isinstance(talk.move(move), OutOfDate)

    def test_points_that_are_gone_are_left_out(self, talk: Talk) -> None:
        reply = explanation(
            talk.move(SharedAnswer(criterion=TASTE, shown=("for-tea", "for-cocoa")))
        )

        assert [e.point.id for e in reply.evidence] == ["for-tea"]


class TestInTheMiddleOfADialog:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("which tastes better?", Explanation),
            ("is it worth it", Clarification),
            ("hello", Smalltalk),
            ("\U0001f389", NothingToRead),
            ("a" * 2001, TooLong),
            ("what stands in for a teapot", Counterparts),
        ],
    )
    def test_the_open_question_is_put_again(
        self, open_dialog: Talk, text: str, kind: type[Explanation]
    ) -> None:
        reply = open_dialog.say(text)

        assert isinstance(reply, kind)
        assert asked(reply.resume) == "milk"
        assert asked(open_dialog.say("1")) == "time"

    def test_a_question_of_no_concern_is_declined_above_the_open_one(
        self, open_dialog: Talk
    ) -> None:
        reply = open_dialog.say("where is the nearest cinema")

        assert isinstance(reply, Declined)
        assert asked(reply.resume) == "milk"

    @pytest.mark.parametrize("text", ["the cinema is near", "more"])
    def test_what_is_no_answer_is_said_to_be_none(self, open_dialog: Talk, text: str) -> None:
        reply = open_dialog.say(text)

        assert asked(reply) == "milk"
        assert isinstance(reply, NextQuestion)
        assert reply.note == NO_ANSWER
        assert open_dialog.answers() == {}

    @pytest.mark.parametrize("text", ["recommend", "help me choose"])
    def test_a_wish_for_what_is_under_way_does_not_begin_it_anew(
        self, open_dialog: Talk, text: str
    ) -> None:
        reply = open_dialog.say(text)

        assert asked(reply) == "milk"
        assert isinstance(reply, NextQuestion)
        assert reply.note == IN_THE_MIDDLE

    def test_a_question_that_holds_words_of_an_answer_is_no_answer(self, open_dialog: Talk) -> None:
        open_dialog.say("is dairy any good?")

        assert open_dialog.answers() == {}

    @pytest.mark.parametrize("text", ["can be cream", "Can be cream."])
    def test_an_answer_that_begins_like_a_question_is_an_answer(
        self, open_dialog: Talk, text: str
    ) -> None:
        assert asked(open_dialog.say(text)) == "time"
        assert open_dialog.answers() == {"milk": "cow"}

    def test_somebody_else_talks_to_stackpick_without_answering(self, open_dialog: Talk) -> None:
        reply = explanation(open_dialog.say("which tastes better?", by=BOB))

        assert reply.resume is None
        assert open_dialog.answers() == {}


class TestOverhearing:
    """In a thread people need not mention StackPick, and mostly do not mean it."""

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("which tastes better?", id="question"),
            pytest.param("which tastes better", id="question-without-its-mark"),
        ],
    )
    def test_a_plain_question_of_ours_is_answered(self, talk: Talk, text: str) -> None:
        assert explanation(talk.overhear(text)).criterion.id == TASTE

    def test_a_plain_wish_for_a_recommendation_is_granted(self, talk: Talk) -> None:
        assert asked(talk.overhear("can you help us choose?")) == "milk"

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("", id="empty"),
            pytest.param("\U0001f389", id="emoji"),
            pytest.param("hello", id="greeting"),
            pytest.param("help", id="help"),
            pytest.param("recommend", id="recommend"),
            pytest.param("help me choose", id="wish-without-a-question"),
            pytest.param("stop", id="steering-without-a-dialog"),
            pytest.param("is it worth it?", id="unclear"),
            pytest.param("where is the nearest cinema?", id="off-topic"),
            pytest.param("I like the smell", id="statement"),
            pytest.param("which tastes better? " * 200, id="too-long"),
            pytest.param("why?", id="follow-up-without-a-subject"),
            pytest.param("and coffee?", id="other-side-without-a-subject"),
            pytest.param("what is the python of this?", id="packages-without-a-package"),
        ],
    )
    def test_anything_else_meets_with_silence(self, talk: Talk, text: str) -> None:
        assert talk.overhear(text) is None
        assert talk.session == Session(since=(ANN,))

    @pytest.mark.parametrize(
        "text",
        [
            "<@U0BOB> which tastes better?",
            "which tastes better <@W0BOB>",
            "<@U0BOB|bob> which tastes better?",
        ],
    )
    def test_a_mention_of_somebody_else_keeps_silence(self, text: str) -> None:
        talk = Talk(an_expertise(MILK, TIME, meanings={text.casefold(): "criterion/taste"}))
        assert isinstance(talk.say(text), Explanation)

        assert talk.overhear(text) is None

    def test_a_follow_up_question_goes_on_about_the_subject(self, talk: Talk) -> None:
        talk.say("which tastes better?")

        assert explanation(talk.overhear("why?", by=BOB)).continued
        assert explanation(talk.overhear("and coffee?", by=BOB)).wanted == Side(COFFEE)

    @pytest.mark.parametrize("text", ["1", "From cattle", "dairy", "we only use dairy here"])
    def test_the_owner_of_the_open_question_may_answer_it(
        self, open_dialog: Talk, text: str
    ) -> None:
        assert asked(open_dialog.overhear(text)) == "time"

    @pytest.mark.parametrize("text", ["back", "skip", "stop", "my answers", "result"])
    def test_the_owner_may_steer(self, open_dialog: Talk, text: str) -> None:
        assert open_dialog.overhear(text) is not None

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("I saw cattle on my way", id="a-telling-word"),
            pytest.param("see you at dawn, Bob", id="words-of-another-question"),
            pytest.param("can you help us choose?", id="a-wish-that-is-granted-already"),
            pytest.param("hello", id="greeting"),
            pytest.param("thanks all", id="thanks"),
        ],
    )
    def test_what_the_owner_says_to_others_is_no_answer(self, open_dialog: Talk, text: str) -> None:
        assert open_dialog.overhear(text) is None
        assert open_dialog.answers() == {}

    @pytest.mark.parametrize("text", ["1", "From cattle", "dairy", "back", "stop"])
    def test_nobody_else_answers_or_steers(self, open_dialog: Talk, text: str) -> None:
        assert open_dialog.overhear(text, by=BOB) is None
        assert open_dialog.answers(ANN) == {}

    def test_a_question_asked_in_between_is_answered(self, open_dialog: Talk) -> None:
        reply = explanation(open_dialog.overhear("what does it cost?"))

        assert asked(reply.resume) == "milk"


class TestEditing:
    """An edited message gets a new answer, and never moves a dialog."""

    def test_a_new_wording_gets_a_new_answer(self, talk: Talk) -> None:
        talk.say("which tastes better?")

        assert explanation(talk.edit("what does it cost?")).criterion.id == PRICE

    def test_a_new_wording_answers_no_open_question(self, open_dialog: Talk) -> None:
        assert open_dialog.edit("1") is None
        assert open_dialog.answers() == {}


def test_recommendation_names_the_best_case_for_the_loser_and_a_stack(talk: Talk) -> None:
    talk.say("recommend")
    talk.say("dairy")

    result = recommended(talk.say("at night"))

    assert (result.loser, result.best_case) == (TEA, "The best case for tea on taste.")
    assert [role.package for role in result.stacks[COFFEE]] == ["coffeemug"]
    assert list(result.stacks) == [COFFEE]
    assert sum(reason.amount for reason in result.reasons) == result.scores[COFFEE]


def test_what_is_told_of_a_project_begins_a_dialog_and_a_question_in_it_does_not(
    talk: Talk,
) -> None:
    asks = talk.say("we take dairy at dawn, is tea any better")
    told = talk.say("we take dairy at dawn")

    assert not isinstance(asks, NextQuestion | Recommendation)
    assert isinstance(told, NextQuestion | Recommendation)
    assert {u.question.id for u in told.understood} == {"milk", "time"}
