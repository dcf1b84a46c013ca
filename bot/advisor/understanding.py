"""What somebody means: from a text to a subject, an intent, small talk, or nothing of ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, cast, get_args

from bot.advisor.memory import Memory
from bot.advisor.names import NameTable
from bot.knowledge.model import Criterion, Knowledge
from bot.matching.match import Certainty, Match

Intent = Literal["recommend", "packages", "more", "sources", "other_side", "why"]

OFF_TOPIC = "off_topic"
_CRITERION, _INTENT, _SMALLTALK = "criterion", "intent", "smalltalk"
MOST_CHOICES = 3
"""Subjects that are offered at once when it is not clear which was meant."""
LEAST_OFFERED = 0.04
"""Confidence in a subject, at the least, for it to be offered: of the questions in tests/questions
that offered something else, none was about a subject below that."""


class Classifier(Protocol):
    """Labels a text, or says that no label fits."""

    def match(self, text: str) -> Match: ...


class Ranker(Protocol):
    """Orders items by how well each fits a text, best first, as (item, score).

    Only those whose names have this beginning.
    """

    def rank(self, text: str, beginning: str) -> Sequence[tuple[str, float]]: ...


class Language(Protocol):
    """Tells English from other languages."""

    def is_english(self, text: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Subject:
    """A question about a criterion."""

    criterion: Criterion


@dataclass(frozen=True, slots=True)
class Wish:
    """One of the things that can be asked for besides a criterion."""

    intent: Intent


@dataclass(frozen=True, slots=True)
class Chat:
    """Small talk of a kind named in smalltalk.yaml."""

    kind: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something of ours, and not sure what: the nearest criteria, best first."""

    nearest: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Foreign:
    """Nothing of ours."""


Meaning = Subject | Wish | Chat | Unclear | Foreign


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text means, with a confidence from 0 to 1 and the criteria that came near."""

    meaning: Meaning
    confidence: float
    alternatives: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """Tells what is meant, and which points of a criterion fit a question best.

    `language` is for texts that nothing was made of: was it the language? `memory` is for all that
    follows from a text and the knowledge alone.
    """

    knowledge: Knowledge
    names: NameTable
    labels: Classifier
    points: Ranker
    language: Language
    memory: Memory = field(default_factory=Memory, compare=False, repr=False)

    def hear(self, text: str) -> Heard:
        """What a text asks, with the confidence in that and the subjects near it."""
        match = self.labels.match(text)
        near = tuple(self._criteria(match))
        return Heard(self._meaning(match, near), match.confidence, near)

    def best_points(self, criterion: Criterion, text: str) -> tuple[str, ...]:
        """The ids of the criterion's points, the best for `text` first."""
        wanted = f"{criterion.id}/"
        return tuple(name.removeprefix(wanted) for name, _ in self.points.rank(text, wanted))

    def _meaning(self, match: Match, near: Sequence[tuple[str, float]]) -> Meaning:
        if match.label is None:
            return Foreign()
        kind, _, name = match.label.partition("/")
        if match.certainty is not Certainty.SURE:
            return self._unclear(near)
        if kind == _CRITERION:
            return Subject(self.knowledge.criteria[name])
        if kind == _SMALLTALK:
            return Chat(name)
        return Wish(_intent(name))

    def _unclear(self, near: Sequence[tuple[str, float]]) -> Unclear | Foreign:
        likely = [name for name, confidence in near if confidence >= LEAST_OFFERED]
        nearest = tuple(self.knowledge.criteria[name] for name in likely[:MOST_CHOICES])
        return Unclear(nearest) if nearest else Foreign()

    def _criteria(self, match: Match) -> Iterator[tuple[str, float]]:
        for alternative in match.alternatives:
            kind, _, name = alternative.label.partition("/")
            if kind == _CRITERION:
                yield name, alternative.confidence


def examples(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Every utterance with its label, to fit a classifier on."""
    for criterion in knowledge.criteria.values():
        for utterance in (*criterion.utterances, *criterion.also_called):
            yield utterance, f"{_CRITERION}/{criterion.id}"
    for kind, smalltalk in knowledge.smalltalk.items():
        for utterance in smalltalk.utterances:
            yield utterance, f"{_SMALLTALK}/{kind}"
    for intent, utterances in knowledge.intents:
        label = OFF_TOPIC if intent == OFF_TOPIC else f"{_INTENT}/{intent}"
        for utterance in utterances:
            yield utterance, label


def point_texts(knowledge: Knowledge) -> Mapping[str, Sequence[str]]:
    """What describes each point, by `criterion/point`, to fit a ranker on."""
    return {
        f"{criterion.id}/{point.id}": (point.text, *point.about)
        for criterion, point in knowledge.points()
    }


def _intent(name: str) -> Intent:
    if name not in get_args(Intent):
        raise ValueError(f"no such intent: {name}")
    return cast("Intent", name)
