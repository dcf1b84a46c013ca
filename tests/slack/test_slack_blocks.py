"""Every reply there is, rendered over the real knowledge: it fits, and it says what it means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import ActionsBlock, ButtonElement, PlainTextObject

from bot import phrases
from bot.advisor.expertise import Expertise
from bot.advisor.moves import (
    Chose,
    DialogRef,
    Move,
    SharingMove,
    WantedChange,
)
from bot.advisor.replies import (
    BestCase,
    Clarification,
    Counterparts,
    Explanation,
    InBetween,
    NextQuestion,
    Recommendation,
    Reply,
    Shareable,
    SourceList,
    Summary,
    Understood,
    waiting,
)
from bot.knowledge.model import Answer, Dialog
from bot.slack.blocks import Sharing, render
from bot.slack.blocks.as_json import as_json
from bot.slack.blocks.parts import NEWER_BLOCKS
from bot.slack.decisions.ids import PRESS, unpack_decision
from bot.slack.ids import FEEDBACK, unpack
from bot.slack.rating import unpack_rating
from bot.slack.text import escaped
from tests.phrase_examples import example
from tests.slack import every_reply as said
from tests.slack.limits import (
    broken_limits,
    buttons,
    controls,
    emoji_in,
    texts,
    words_of,
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A reply and the body of the message that it becomes."""

    reply: Reply
    body: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{type(self.reply).__name__} “{self.body['text'][:80]}”"


@pytest.fixture(scope="module")
def results(expertise: Expertise) -> Mapping[str, list[Recommendation]]:
    return said.recommendations(expertise)


@pytest.fixture(scope="module")
def rendered(expertise: Expertise) -> list[Rendered]:
    """Every reply, alone and, where it can be so, above the longest open question."""
    return [one for reply in _all(expertise) for one in _both(reply)]


def _both(reply: Reply) -> Iterator[Rendered]:
    """A reply as every Slack takes it, and as one does that takes newer kinds of blocks."""
    body = render(reply, SHARING).both()
    newer = body.pop(NEWER_BLOCKS, None)
    yield Rendered(reply, body)
    if newer is not None:
        yield Rendered(reply, {**body, "blocks": newer})


SHARING = Sharing("C0BACKEND", "1700000000.000100")


def _all(expertise: Expertise) -> Iterator[Reply]:
    questions = [said.asked(q, expertise) for q in expertise.knowledge.dialog.questions]
    longest = max(questions, key=lambda asked: len(asked.question.model_dump_json()))
    for reply in said.every_reply(expertise):
        yield reply
        if isinstance(reply, InBetween) and not getattr(reply, "shared_by", None):
            yield replace(reply, resume=longest)


def of(kind: type[Any], rendered: list[Rendered]) -> list[Rendered]:
    found = [one for one in rendered if isinstance(one.reply, kind)]
    assert found, f"no {kind.__name__} was rendered"
    return found


def test_every_kind_of_reply_is_rendered_here(rendered: list[Rendered]) -> None:
    assert {type(one.reply) for one in rendered} == set(get_args(Reply))


def test_the_sampled_profiles_reach_all_five_outcomes(
    results: Mapping[str, list[Recommendation]],
) -> None:
    assert {outcome for outcome, found in results.items() if found} == said.OUTCOMES
    assert sum(map(len, results.values())) >= 2 * said.PROFILES


def test_every_block_is_written_as_slack_sdk_writes_it(expertise: Expertise) -> None:
    one_of_each = {type(reply): reply for reply in _all(expertise)}
    messages = [render(reply, SHARING) for reply in one_of_each.values()]

    for block in (block for m in messages for block in (*m.blocks, *m.newer)):
        assert as_json(block) == block.to_dict()


def test_what_slack_sdk_refuses_to_write_is_refused() -> None:
    button = ButtonElement(text=PlainTextObject(text="x" * 76), action_id="a", value="b")

    with pytest.raises(SlackObjectFormationError):
        as_json(ActionsBlock(elements=[button]))


def test_no_message_breaks_a_limit_of_slack(rendered: list[Rendered]) -> None:
    broken = [(str(one), list(broken_limits(one.body))) for one in rendered]

    assert [found for found in broken if found[1]] == []


def test_every_button_makes_a_move_and_every_pick_names_a_criterion(
    rendered: list[Rendered], expertise: Expertise
) -> None:
    for one in rendered:
        for control in controls(one.body["blocks"]):
            if control["action_id"].startswith(FEEDBACK):
                assert all(map(unpack_rating, ratings(control))), str(one)
            elif PRESS.match(control["action_id"]):
                assert unpack_decision(control["value"]) is not None, str(one)
            elif control["type"] == "button":
                assert unpack(control["value"]) is not None, str(one)
            else:
                picks = [option["value"] for option in control["options"]]
                assert picks == list(expertise.knowledge.criteria), str(one)


def test_nothing_rests_on_an_emoji_and_nothing_is_exclaimed(
    rendered: list[Rendered], expertise: Expertise
) -> None:
    """Titles of sources are left out: they are their authors' words."""
    titles = [s.title for s in expertise.knowledge.sources.values() if "!" in s.title]
    loud, pictured = [], []
    for one in rendered:
        words = words_of(one.body)
        for title in titles:
            words = words.replace(escaped(title), "")
        loud += [str(one)] if "!" in words else []
        pictured += [str(one)] if emoji_in(words) else []

    assert (loud, pictured) == ([], [])


def test_the_text_is_plain(rendered: list[Rendered]) -> None:
    """Slack makes links, mentions and entities of what is not escaped, in this text as well."""
    marked = [
        str(one)
        for one in rendered
        if set("<>") & set(one.body["text"])
        or "&" in one.body["text"].replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    ]

    assert marked == []


def test_without_its_blocks_a_result_states_its_outcome(rendered: list[Rendered]) -> None:
    for one in of(Recommendation, rendered):
        title = phrases.result_title(one.reply)
        assert one.body["text"].startswith(title)


def test_without_its_blocks_a_message_says_what_it_comes_to(rendered: list[Rendered]) -> None:
    for one in rendered:
        missing = [part for part in _gist(one.reply) if escaped(part) not in one.body["text"]]
        assert missing == [], str(one)


def _gist(reply: Reply) -> Iterator[str]:
    """What a message must say in its text, whatever becomes of its blocks."""
    match reply:
        case Explanation(continued=True):
            yield from (evidence.point.text for evidence in reply.evidence)
        case Explanation():
            yield reply.criterion.verdict.text
        case SourceList():
            yield from (source.title for e in reply.evidence[:3] for source in e.sources)
        case BestCase():
            yield reply.criterion.best_case[reply.option]
        case Clarification():
            yield from (choice.title for choice in reply.choices)
        case NextQuestion():
            yield from (reply.question.ask, *(answer.label for answer in reply.question.answers))
        case _:
            return
    again = waiting(reply)
    if again is not None and not isinstance(reply, SourceList):
        yield again.question.ask


def test_an_answer_shows_each_point_with_its_side_its_sources_and_its_date(
    rendered: list[Rendered],
) -> None:
    for one in of(Explanation, rendered):
        shown = "\n".join(texts(one.body["blocks"]))
        for evidence in one.reply.evidence:
            assert escaped(evidence.point.text) in shown
            assert f"as of {evidence.point.as_of}" in shown
            assert f"*{phrases.speaks_for(evidence.point.side, one.reply.options)}*" in shown
            assert all(escaped(source.publisher) in shown for source in evidence.sources)


def test_a_point_that_does_not_hold_says_what_is_claimed_and_that_it_does_not_hold(
    rendered: list[Rendered],
) -> None:
    claims = [
        (one, evidence.point)
        for one in of(Explanation, rendered)
        for evidence in one.reply.evidence
        if evidence.point.status != "supported" and evidence.point.article_says
    ]

    assert claims
    for one, point in claims:
        assert escaped(f"“{point.article_says}” That") in "\n".join(texts(one.body["blocks"]))


def test_a_question_offers_each_answer_and_that_one_is_not_sure(rendered: list[Rendered]) -> None:
    for one in of(NextQuestion, rendered):
        offered = [m.answer for m in moves(one) if isinstance(m, Chose)]
        assert offered == [*(answer.id for answer in one.reply.question.answers), None]


def test_a_summary_offers_to_change_each_answer(rendered: list[Rendered]) -> None:
    for one in of(Summary, rendered):
        offered = [move.question for move in moves(one) if isinstance(move, WantedChange)]
        assert offered == [answer.question.id for answer in one.reply.answers]


def ratings(control: Mapping[str, Any]) -> list[str]:
    """The values of a feedback button, or of both in one."""
    if "value" in control:
        return [control["value"]]
    return [control[name]["value"] for name in ("positive_button", "negative_button")]


def moves(one: Rendered) -> list[Move]:
    found = [unpack(b["value"]) for b in controls(one.body["blocks"]) if b["type"] == "button"]
    return [move for move in found if move is not None]


@pytest.mark.parametrize("kind", get_args(Shareable))
def test_sharing_is_offered_only_where_it_would_show_others_something(
    kind: type[Reply], rendered: list[Rendered]
) -> None:
    for reply in _shareable(kind, rendered):
        for newer in (False, True):
            in_channel, in_thread, among_others = (
                [name for name in buttons(body) if name.startswith("Share")]
                for body in (
                    render(reply, sharing).body(newer=newer)
                    for sharing in (Sharing("C0BACKEND"), SHARING, None)
                )
            )
            is_own = reply.shared_by is None
            assert in_channel == ["Share to channel"] * is_own, reply
            assert in_thread == ["Share to channel", "Share to thread"] * is_own, reply
            assert among_others == []


def _shareable(kind: type[Any], rendered: list[Rendered]) -> Iterator[Any]:
    """Some of what can be shared: that of a criterion each, or a few of the others."""
    for reply in (one.reply for one in of(kind, rendered)[::23]):
        if isinstance(reply, Recommendation):
            yield replace(reply, origin=None)
        elif not isinstance(reply, Counterparts) or reply.purposes:
            yield reply


def test_what_is_shared_has_no_button_of_its_owners_dialog(rendered: list[Rendered]) -> None:
    shared = [one for one in rendered if getattr(one.reply, "shared_by", None)]

    assert shared
    for one in shared:
        assert not [m for m in moves(one) if hasattr(m, "dialog") or isinstance(m, SharingMove)]
        assert f"<@{said.OWNER}>" in "\n".join(texts(one.body["blocks"]))


def _examples(answer: Answer, dialog: Dialog) -> Iterator[str]:
    return (example(phrase, dialog.words) for phrase in answer.understands)


def test_nothing_is_cut_from_what_a_full_description_leads_to(expertise: Expertise) -> None:
    """A description that answers every question, each with the longest phrase that it knows."""
    dialog = expertise.knowledge.dialog
    asked = said.asked(dialog.questions[0], expertise)
    read = tuple(
        Understood(question, answer, max(_examples(answer, dialog), key=len))
        for question in dialog.questions
        for answer in question.answers[:1]
    )

    blocks = render(replace(asked, understood=read)).body()["blocks"]

    assert not [text for text in texts(blocks) if text.endswith("…")]


PING = "<!channel> <@U0BOB> <https://evil.example|*free* `money`>"


def test_what_people_wrote_is_quoted_and_reaches_nobody(expertise: Expertise) -> None:
    question = expertise.knowledge.dialog.questions[0]
    quoting = Understood(question, question.answers[0], PING)
    dialog = DialogRef(owner=said.OWNER, number=1)

    for reply in (
        replace(said.asked(question, expertise), understood=(quoting,), origin=None),
        Summary(dialog, (quoting,)),
    ):
        body = render(reply).body()
        everything = "\n".join((body["text"], *texts(body["blocks"])))
        assert "&lt;!channel&gt;" in everything
        assert not set("<>") & set(everything)
        assert "*free*" not in "\n".join(texts(body["blocks"]))
