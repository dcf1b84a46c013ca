"""Small valid knowledge for tests; about tea and coffee, so that no fact matters."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.advisor.expertise import Expertise
from bot.advisor.moves import Chose, DialogRef, Move, Said
from bot.advisor.names import NameTable
from bot.advisor.replies import NextQuestion, Recommendation, Reply
from bot.advisor.responding import respond
from bot.advisor.session import Progress, Session
from bot.advisor.understanding import Understanding
from bot.knowledge.model import (
    CLAIMS_IN_ARTICLE,
    Answer,
    Criterion,
    Dialog,
    Instead,
    Intents,
    Knowledge,
    Lean,
    Option,
    Other,
    Package,
    Point,
    Purpose,
    Question,
    Role,
    Ruling,
    Scoring,
    Smalltalk,
    Source,
    Strength,
    Takeaway,
    Verdict,
)
from bot.matching.match import Alternative, Certainty, Match

TEA, COFFEE = "tea", "coffee"
OPTIONS = (TEA, COFFEE)
TASTE, PRICE = "taste", "price"
ANN, BOB = "U0ANN", "U0BOB"
TODAY = dt.date(2030, 1, 1)
SCORING = Scoring(
    strengths={"slightly": 1, "clearly": 3, "strongly": 5}, emphasis=2, margin_percent=20, least=5
)


def a_lean(
    option: str = TEA,
    strength: Strength = "clearly",
    *,
    criterion: str = TASTE,
    part: str | None = None,
) -> Lean:
    """A lean on the criterion's first point for the option."""
    because = f"It speaks for {option}."
    return Lean(
        option=option,
        strength=strength,
        criterion=criterion,
        point=f"for-{option}",
        because=because,
        part=part,
    )


def an_answer(
    name: str,
    *leans: Lean,
    label: str | None = None,
    understands: Sequence[str] = (),
    rules_out: Iterable[str] = (),
    emphasises: Sequence[str] = (),
    keeps_whole: bool = False,
) -> Answer:
    return Answer(
        id=name,
        label=label or f"The answer {name}",
        understands=tuple(understands),
        leans=leans,
        rules_out=tuple(Ruling(option=o, because=f"{o} is not allowed.") for o in rules_out),
        emphasises=tuple(emphasises),
        keeps_whole=keeps_whole,
    )


def a_question(
    name: str,
    *answers: Answer,
    only_if: Mapping[str, Sequence[str]] | None = None,
    unless: Mapping[str, Sequence[str]] | None = None,
    ignores: Sequence[str] = (),
) -> Question:
    """A question; without answers of its own, one that can be answered with yes or no."""
    return Question(
        id=name,
        ask=f"About {name}?",
        why="It matters.",
        only_if={other: tuple(wanted) for other, wanted in (only_if or {}).items()},
        unless={other: tuple(unwanted) for other, unwanted in (unless or {}).items()},
        ignores=tuple(ignores),
        answers=answers or (an_answer("yes"), an_answer("no")),
    )


def leaning_to(name: str, option: str, strength: Strength = "strongly") -> Question:
    """A question whose answer `yes` leans to an option, and whose `no` leans nowhere."""
    return a_question(name, an_answer("yes", a_lean(option, strength)), an_answer("no"))


def a_point(
    name: str, side: str, *, claim: int | None = None, review_by: dt.date = dt.date(2031, 1, 1)
) -> Point:
    return Point(
        id=name,
        text=f"What {name} says of {side}.",
        side=side,
        status="supported",
        sources=("handbook",),
        as_of="2029",
        review_by=review_by,
        article_claim=claim,
    )


def a_criterion(
    name: str,
    *points: Point,
    favours: str = "depends",
    options: Sequence[str] = OPTIONS,
    utterances: Sequence[str] = (),
) -> Criterion:
    """A criterion with a point for each option, and those that are given after them."""
    own = tuple(a_point(f"for-{option}", option) for option in options)
    return Criterion(
        id=name,
        title=name.replace("_", " ").capitalize(),
        verdict=Verdict(favours=favours, text=f"On {name} it is {favours}."),
        utterances=tuple(utterances) or tuple(f"{name} in wording {n}" for n in range(8)),
        points=(*own, *points),
        takeaways=(Takeaway(pick=options[0], when="it rains"),),
        best_case={option: f"The best case for {option} on {name}." for option in options},
    )


def a_knowledge(
    *questions: Question,
    options: Sequence[str] = OPTIONS,
    criteria: Sequence[Criterion] | None = None,
    scoring: Scoring = SCORING,
) -> Knowledge:
    """Knowledge that its own checks find nothing wrong with."""
    claims = [a_point(f"claim-{n}", "both", claim=n) for n in range(1, CLAIMS_IN_ARTICLE + 1)]
    if criteria is None:
        criteria = [
            a_criterion(TASTE, *claims, favours=options[0], options=options),
            a_criterion(PRICE, options=options),
        ]
    return Knowledge(
        version="0123456789ab",
        options={o: Option(name=o.title(), tagline="A drink.", emoji=":cup:") for o in options},
        sources={"handbook": Source(title="The handbook", publisher="A press", date="2029")},
        criteria={criterion.id: criterion for criterion in criteria},
        dialog=Dialog(scoring=scoring, questions=questions or (a_question("milk"),)),
        packages=(_vessel(options),),
        stacks={option: (_role(option, questions),) for option in options},
        smalltalk={"greeting": Smalltalk(utterances=_numbered("hello"), reply="Good day.")},
        intents=_intents(),
        others=(Other(name="Cocoa", also_called=("hot chocolate",)),),
    )


def _vessel(options: Sequence[str]) -> Purpose:
    packages = {o: (Package(name=f"{o}pot"), Package(name=f"{o}mug")) for o in options}
    return Purpose(id="vessel", name="Vessel", packages=packages)


def _role(option: str, questions: Sequence[Question]) -> Role:
    """A role that is filled otherwise on the first answer to the first question."""
    instead = tuple(
        Instead(when={q.id: (q.answers[0].id,)}, package=f"{option}mug", because="It is small.")
        for q in questions[:1]
    )
    return Role(role="Vessel", package=f"{option}pot", because="It pours.", instead=instead)


def _intents() -> Intents:
    names = ("recommend", "packages", "more", "sources", "other_side", "why", "off_topic")
    return Intents.model_validate({name: _numbered(name) for name in names})


def _numbered(text: str) -> tuple[str, ...]:
    return tuple(f"{text} in wording {number}" for number in range(8))


MEANINGS: Mapping[str, str | tuple[str, ...]] = {
    "which tastes better": "criterion/taste",
    "which tastes better?": "criterion/taste",
    "what does it cost?": "criterion/price",
    "is it worth it": ("criterion/price", "criterion/taste"),
    "hello": "smalltalk/greeting",
    "help me choose": "intent/recommend",
    "recommend with cream": "intent/recommend",
    "recommend: with cream": "intent/recommend",
    "can you help us choose?": "intent/recommend",
    "what stands in for a teapot": "intent/packages",
    "what is the python of this?": "intent/packages",
    "more": "intent/more",
    "anything else?": "intent/more",
    "sources": "intent/sources",
    "says who?": "intent/sources",
    "the other side": "intent/other_side",
    "and coffee?": "intent/other_side",
    "why": "intent/why",
    "why?": "intent/why",
}
"""What `Phrasebook` knows: texts with a label, or with several where it is not clear which."""


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """A classifier that knows some texts by heart and no others."""

    meanings: Mapping[str, str | tuple[str, ...]] = field(default_factory=lambda: MEANINGS)

    def match(self, text: str) -> Match:
        labels = self.meanings.get(" ".join(text.casefold().split()), ())
        if isinstance(labels, str):
            return Match(labels, 0.9, Certainty.SURE, (Alternative(labels, 0.9),))
        near = tuple(Alternative(label, 0.4) for label in labels)
        if not near:
            return Match(None, 0.0, Certainty.NOTHING, ())
        return Match(near[0].label, 0.4, Certainty.UNSURE, near)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A ranker whose order never changes."""

    names: tuple[str, ...]

    def rank(self, text: str, beginning: str) -> Sequence[tuple[str, float]]:  # noqa: ARG002
        return [(name, 0.5) for name in self.names if name.startswith(beginning)]


@dataclass(frozen=True, slots=True)
class Ear:
    """Takes a text for English unless it stands in *foreign*."""

    foreign: tuple[str, ...] = ("was schmeckt besser",)

    def is_english(self, text: str) -> bool:
        return text not in self.foreign


def an_understanding(
    knowledge: Knowledge, meanings: Mapping[str, str | tuple[str, ...]] = MEANINGS
) -> Understanding:
    shelf = Shelf(tuple(f"{criterion.id}/{point.id}" for criterion, point in knowledge.points()))
    return Understanding(knowledge, NameTable(knowledge), Phrasebook(meanings), shelf, Ear())


def an_expertise(
    *questions: Question,
    options: Sequence[str] = OPTIONS,
    meanings: Mapping[str, str | tuple[str, ...]] = MEANINGS,
) -> Expertise:
    knowledge = a_knowledge(*questions, options=options)
    return Expertise(knowledge, an_understanding(knowledge, meanings), TODAY)


@dataclass
class Talk:
    """A conversation in one place: moves go in, and what was last said stands in `reply`."""

    expertise: Expertise
    session: Session = field(default_factory=Session)
    reply: Reply | None = None

    def move(self, move: Move, by: str = ANN) -> Reply | None:
        turn = respond(move, self.session, self.expertise, by)
        self.session, self.reply = turn.session, turn.reply
        return turn.reply

    def say(self, text: str, by: str = ANN) -> Reply | None:
        return self.move(Said(text=text), by)

    def overhear(self, text: str, by: str = ANN) -> Reply | None:
        """Something that is written in the thread without a mention of StackPick."""
        return self.move(Said(text=text, addressed=False), by)

    def edit(self, text: str, by: str = ANN) -> Reply | None:
        """A new wording of what was said before."""
        return self.move(Said(text=text, edited=True), by)

    def choose(self, question: str, answer: str | None, by: str = ANN) -> Reply | None:
        """A press in a person's own dialog; None is "not sure"."""
        return self.press(self.dialog(by), question, answer, by)

    def press(
        self, dialog: DialogRef, question: str, answer: str | None, by: str = ANN
    ) -> Reply | None:
        return self.move(Chose(dialog=dialog, question=question, answer=answer), by)

    def dialog(self, of: str = ANN) -> DialogRef:
        return DialogRef(owner=of, number=self.progress(of).number)

    def progress(self, of: str = ANN) -> Progress:
        progress = self.session.dialog_of(of)
        assert progress is not None, f"{of} has no dialog"
        return progress

    def answers(self, of: str = ANN) -> dict[str, str | None]:
        return {given.question: given.answer for given in self.progress(of).given}


def asked(reply: Reply | None) -> str:
    """The id of the question that a reply asks."""
    assert isinstance(reply, NextQuestion), reply
    return reply.question.id


def recommended(reply: Reply | None) -> Recommendation:
    assert isinstance(reply, Recommendation), reply
    return reply
