"""The guided recommendation: what is asked, and how the answers count."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated

from pydantic import Field

from bot.knowledge.model.lexicon import Lexicon, lexicon
from bot.knowledge.model.phrasing import Phrased
from bot.knowledge.model.values import ButtonText, Id, Phrase, Strength, Text, Value


class Lean(Value):
    """Why an answer speaks for an option."""

    option: Id
    strength: Strength
    criterion: Id
    """The criterion, named like its file, that holds the evidence."""
    point: Id
    """The point of that criterion that is the evidence; it must be `supported`."""
    because: Text
    """The reason as a sentence."""
    part: Phrase | None = None
    """The part of the system that this is about, in the words of a sentence ("the live
    connections"), where that part can be a service of its own."""


class Ruling(Value):
    """An answer that rules `option` out, whatever else is answered."""

    option: Id
    because: Text


class Answer(Value):
    """One answer to a question of the dialog."""

    id: Id
    label: ButtonText
    """What stands on the button; at most 75 characters."""
    understands: tuple[Phrased, ...] = ()
    """Words that people type instead of pressing, or use when they describe their project."""
    replies: tuple[Phrased, ...] = ()
    """What people type as the whole of their reply to this question ("react"); in a description it
    would say too little to fill the answer in."""
    prevails_over: tuple[Id, ...] = ()
    """Other answers to the same question that do not count where words for this one are read."""
    leans: tuple[Lean, ...] = ()
    """Which options the answer speaks for; none where it speaks for neither."""
    rules_out: tuple[Ruling, ...] = ()
    """Options that the answer rules out, whatever else is answered."""
    emphasises: tuple[Id, ...] = ()
    """Criteria that this answer makes count more."""
    keeps_whole: bool = False
    """Whether the answer means that the system cannot be split into services."""


class Question(Value):
    """A question of the dialog."""

    id: Id
    ask: Phrase
    """The question as it is put to a person."""
    why: Text
    """Why it is asked, in one sentence."""
    only_if: Mapping[Id, tuple[Id, ...]] = {}
    """Questions above, each with the answers that make this one worth asking."""
    unless: Mapping[Id, tuple[Id, ...]] = {}
    """Questions above, each with the answers that make this one pointless; asked after them."""
    ignores: tuple[Phrased, ...] = ()
    """What looks like an answer and is none: a phrase within one of these does not count."""
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=8)]

    def answer(self, answer_id: str) -> Answer | None:
        """The answer with this id; None where there is none."""
        return next((answer for answer in self.answers if answer.id == answer_id), None)

    def phrases(self) -> Iterator[tuple[str, str | None]]:
        """Every phrase with the id of its answer, or with None where it is to be ignored."""
        yield from ((phrase, None) for phrase in self.ignores)
        for answer in self.answers:
            yield from ((phrase, answer.id) for phrase in answer.understands)


class Scoring(Value):
    """How answers become a recommendation."""

    strengths: Mapping[Strength, Annotated[int, Field(ge=1, le=100)]]
    """The units that a lean adds to its option."""
    emphasis: Annotated[int, Field(ge=1, le=10)]
    """What leans of an emphasised criterion are multiplied by."""
    margin_percent: Annotated[int, Field(ge=1, le=99)]
    """The lead, in percent of the units of both sides, below which it is too close to call."""
    least: Annotated[int, Field(ge=1, le=1000)]
    """The units that both sides are taken to have at the least, so that a lone slight lean
    decides nothing."""


class Dialog(Value):
    """The guided recommendation: its questions and how their answers count."""

    scoring: Scoring
    words: Mapping[Id, tuple[Phrased, ...]] = {}
    """Lists of words that phrases draw on: `<people>` is any phrase of the list `people`."""
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    """In the order of their importance."""

    @cached_property
    def lexicon(self) -> Lexicon[tuple[str, str | None]]:
        """What the questions understand: each phrase with its question and its answer."""
        phrases = (
            (phrase, (question.id, answer))
            for question in self.questions
            for phrase, answer in question.phrases()
        )
        return lexicon(phrases, self.words)

    @cached_property
    def reply_lexicon(self) -> Lexicon[tuple[str, str | None]]:
        """What the questions understand as the whole of a reply."""
        phrases: Iterator[tuple[str, tuple[str, str | None]]] = (
            (phrase, (question.id, answer.id))
            for question in self.questions
            for answer in question.answers
            for phrase in answer.replies
        )
        return lexicon(phrases, self.words)

    def question(self, question_id: str) -> Question | None:
        """The question with this id; None where there is none."""
        return next((q for q in self.questions if q.id == question_id), None)
