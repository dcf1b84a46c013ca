"""What one file of the knowledge cannot know about another."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.knowledge.model import (
    BOTH,
    CLAIMS_IN_ARTICLE,
    DEPENDS,
    NEITHER,
    Answer,
    Criterion,
    Knowledge,
    Lean,
    Point,
    Question,
    Role,
)
from bot.knowledge.model.phrasing import lists_named, parse
from bot.knowledge.yaml_text import Path

LEAST_OPTIONS = 2
EITHER = "either"
"""The outcome that is too close to call; `both` and `neither` are sides of points as well."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something that does not fit, at a place in one of the folder's files."""

    file: str
    path: Path
    text: str


def contradictions(knowledge: Knowledge) -> Iterator[Found]:
    """Everything that does not fit together; nothing when the knowledge can be used."""
    yield from _options(knowledge)
    for criterion in knowledge.criteria.values():
        yield from _criterion(criterion, knowledge)
    yield from _sources_unused(knowledge)
    yield from _claims(knowledge)
    yield from _utterances(knowledge)
    yield from _dialog(knowledge)
    yield from _stacks(knowledge)


def due_for_review(knowledge: Knowledge, today: dt.date) -> Iterator[Found]:
    """Points whose day of review has passed: a warning, since they can still be used."""
    for criterion in knowledge.criteria.values():
        for index, point in enumerate(criterion.points):
            if point.is_stale(today):
                text = f"the point '{point.id}' is due for review since {point.review_by}"
                yield Found(_file_of(criterion), ("points", index, "review_by"), text)


def same_wording(text: str) -> str:
    """What is left of a text when case, punctuation and spacing do not matter."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _options(knowledge: Knowledge) -> Iterator[Found]:
    if len(knowledge.options) < LEAST_OPTIONS:
        yield Found("options.yaml", (), f"needs at least {LEAST_OPTIONS} options to compare")
    for option in knowledge.options:
        if option in {BOTH, NEITHER, DEPENDS, EITHER}:
            yield Found("options.yaml", (option,), f"'{option}' has a meaning of its own here")


def _criterion(criterion: Criterion, knowledge: Knowledge) -> Iterator[Found]:
    file = _file_of(criterion)
    options = knowledge.options
    if criterion.verdict.favours not in {*options, DEPENDS, NEITHER}:
        yield Found(file, ("verdict", "favours"), _unknown("option", criterion.verdict.favours))
    for index, takeaway in enumerate(criterion.takeaways):
        if takeaway.pick not in options:
            yield Found(file, ("takeaways", index, "pick"), _unknown("option", takeaway.pick))
    for option in _differ(options, criterion.best_case):
        yield Found(file, ("best_case",), f"needs exactly one entry for each option: '{option}'")
    for index in _repeated([point.id for point in criterion.points]):
        yield Found(file, ("points", index, "id"), "another point has this id")
    for index, point in enumerate(criterion.points):
        yield from _point(file, ("points", index), point, knowledge)
    for option in options:
        if not any(point.side in {option, BOTH} for point in criterion.points):
            yield Found(file, ("points",), f"no point speaks for '{option}'")


def _point(file: str, path: Path, point: Point, knowledge: Knowledge) -> Iterator[Found]:
    if point.side not in {*knowledge.options, BOTH, NEITHER}:
        yield Found(file, (*path, "side"), _unknown("side", point.side))
    for index, source in enumerate(point.sources):
        if source not in knowledge.sources:
            yield Found(file, (*path, "sources", index), f"'{source}' is not in sources.yaml")


def _sources_unused(knowledge: Knowledge) -> Iterator[Found]:
    used = {source for _, point in knowledge.points() for source in point.sources}
    for source in knowledge.sources:
        if source not in used:
            yield Found("sources.yaml", (source,), f"no point names the source '{source}'")


def _claims(knowledge: Knowledge) -> Iterator[Found]:
    """A folder that answers the article at all answers the whole of it."""
    claims = Counter(p.article_claim for _, p in knowledge.points() if p.article_claim)
    if not claims:
        return
    for number in range(1, CLAIMS_IN_ARTICLE + 1):
        if claims[number] == 0:
            yield Found("criteria", (), f"no point answers the article's claim {number}")
    for criterion, point in knowledge.points():
        if point.article_claim and claims[point.article_claim] > 1:
            path = ("points", criterion.points.index(point), "article_claim")
            text = f"another point answers claim {point.article_claim} too"
            yield Found(_file_of(criterion), path, text)


def _utterances(knowledge: Knowledge) -> Iterator[Found]:
    """Two places that claim one utterance would leave it to chance which of them answers."""
    owners: dict[str, str] = {}
    for file, path, utterance in _all_utterances(knowledge):
        wording = same_wording(utterance)
        if wording in owners:
            yield Found(file, path, f"'{utterance}' stands in {owners[wording]} too")
        owners.setdefault(wording, f"{file} ({path[0]})")


def _all_utterances(knowledge: Knowledge) -> Iterator[tuple[str, Path, str]]:
    for criterion in knowledge.criteria.values():
        for index, utterance in enumerate(criterion.utterances):
            yield _file_of(criterion), ("utterances", index), utterance
    for kind, smalltalk in knowledge.smalltalk.items():
        for index, utterance in enumerate(smalltalk.utterances):
            yield "smalltalk.yaml", (kind, "utterances", index), utterance
    for intent, utterances in knowledge.intents:
        for index, utterance in enumerate(utterances):
            yield "intents.yaml", (intent, index), utterance


def _dialog(knowledge: Knowledge) -> Iterator[Found]:
    questions = knowledge.dialog.questions
    for index in _repeated([question.id for question in questions]):
        yield Found("dialog.yaml", ("questions", index, "id"), "another question has this id")
    for index, question in enumerate(questions):
        path: Path = ("questions", index)
        yield from _question_conditions(path, question, questions[:index])
        for number in _repeated([answer.id for answer in question.answers]):
            yield _in_dialog((*path, "answers", number, "id"), "another answer has this id")
        yield from _understood_twice(path, question)
        yield from _lists_unknown(path, question, knowledge)
        yield from _prevails(path, question)
        for number, answer in enumerate(question.answers):
            yield from _answer((*path, "answers", number), answer, knowledge)


def _question_conditions(
    path: Path, question: Question, earlier: Sequence[Question]
) -> Iterator[Found]:
    known = {other.id: other for other in earlier}
    for key, condition in (("only_if", question.only_if), ("unless", question.unless)):
        for name, answers in condition.items():
            where: Path = (*path, key, name)
            if name not in known:
                yield _in_dialog(where, f"no question '{name}' stands above")
                continue
            for answer in answers:
                if known[name].answer(answer) is None:
                    yield _in_dialog(where, f"'{name}' has no answer '{answer}'")


def _understood_twice(path: Path, question: Question) -> Iterator[Found]:
    owners: dict[str, str] = {}
    for number, answer in enumerate(question.answers):
        for index, phrase in enumerate(answer.understands):
            owner = owners.setdefault(same_wording(phrase), answer.id)
            if owner != answer.id:
                where = (*path, "answers", number, "understands", index)
                yield _in_dialog(where, f"'{phrase}' is understood as '{owner}' already")


def _lists_unknown(path: Path, question: Question, knowledge: Knowledge) -> Iterator[Found]:
    for where, phrase in _phrases(path, question):
        for name in sorted(lists_named(parse(phrase)) - set(knowledge.dialog.words)):
            yield _in_dialog(where, f"'words' has no list '{name}'")


def _phrases(path: Path, question: Question) -> Iterator[tuple[Path, str]]:
    for index, phrase in enumerate(question.ignores):
        yield (*path, "ignores", index), phrase
    for number, answer in enumerate(question.answers):
        for key, phrases in (("understands", answer.understands), ("replies", answer.replies)):
            for index, phrase in enumerate(phrases):
                yield (*path, "answers", number, key, index), phrase


def _prevails(path: Path, question: Question) -> Iterator[Found]:
    for number, answer in enumerate(question.answers):
        for index, other in enumerate(answer.prevails_over):
            if other == answer.id or question.answer(other) is None:
                where = (*path, "answers", number, "prevails_over", index)
                yield _in_dialog(where, f"the question has no other answer '{other}'")


def _answer(path: Path, answer: Answer, knowledge: Knowledge) -> Iterator[Found]:
    for index, lean in enumerate(answer.leans):
        yield from _lean((*path, "leans", index), lean, knowledge)
    for index, ruling in enumerate(answer.rules_out):
        if ruling.option not in knowledge.options:
            where = (*path, "rules_out", index, "option")
            yield _in_dialog(where, _unknown("option", ruling.option))
    for index, criterion in enumerate(answer.emphasises):
        if criterion not in knowledge.criteria:
            yield _in_dialog((*path, "emphasises", index), _unknown("criterion", criterion))


def _lean(path: Path, lean: Lean, knowledge: Knowledge) -> Iterator[Found]:
    if lean.option not in knowledge.options:
        yield _in_dialog((*path, "option"), _unknown("option", lean.option))
    criterion = knowledge.criteria.get(lean.criterion)
    if criterion is None:
        yield _in_dialog((*path, "criterion"), _unknown("criterion", lean.criterion))
        return
    point = criterion.point(lean.point)
    if point is None:
        yield _in_dialog((*path, "point"), f"'{criterion.id}' has no point '{lean.point}'")
    elif point.status != "supported":
        text = f"the point '{point.id}' is {point.status}; only what is supported is scored"
        yield _in_dialog((*path, "point"), text)


def _stacks(knowledge: Knowledge) -> Iterator[Found]:
    for option in _differ(knowledge.options, knowledge.stacks):
        yield Found(
            "stacks.yaml", (option,), f"needs exactly one stack for each option: '{option}'"
        )
    for option, roles in knowledge.stacks.items():
        known = {p.name for purpose in knowledge.packages for p in purpose.packages.get(option, ())}
        for index, role in enumerate(roles):
            for path, package in _packages_of(role):
                if package not in known:
                    text = f"packages.yaml has no '{package}' for '{option}'"
                    yield Found("stacks.yaml", (option, index, *path), text)
            yield from _conditions((option, index, "only_if"), role.only_if, knowledge)
            for number, instead in enumerate(role.instead):
                path = (option, index, "instead", number, "when")
                yield from _conditions(path, instead.when, knowledge)
    for number, purpose in enumerate(knowledge.packages):
        for option in _differ(knowledge.options, purpose.packages):
            yield Found(
                "packages.yaml", (number, "packages"), f"needs one list for each option: '{option}'"
            )


def _packages_of(role: Role) -> Iterator[tuple[Path, str]]:
    yield ("package",), role.package
    for number, instead in enumerate(role.instead):
        yield ("instead", number, "package"), instead.package


def _conditions(
    path: Path, conditions: Mapping[str, tuple[str, ...]], knowledge: Knowledge
) -> Iterator[Found]:
    for name, answers in conditions.items():
        question = knowledge.dialog.question(name)
        for answer in answers:
            if question is None or question.answer(answer) is None:
                text = f"the dialog has no answer '{answer}' to a question '{name}'"
                yield Found("stacks.yaml", path, text)


def _repeated(ids: list[str]) -> list[int]:
    return [index for index, name in enumerate(ids) if name in ids[:index]]


def _differ(wanted: Iterable[str], given: Iterable[str]) -> list[str]:
    return sorted(set(wanted) ^ set(given))


def _unknown(kind: str, name: str) -> str:
    return f"there is no {kind} '{name}'"


def _in_dialog(path: Path, text: str) -> Found:
    return Found("dialog.yaml", path, text)


def _file_of(criterion: Criterion) -> str:
    return f"criteria/{criterion.id}.yaml"
