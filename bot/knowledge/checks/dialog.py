"""The dialog: its questions, their answers, and what these lean on."""

from collections.abc import Iterator, Sequence

from bot.knowledge.checks.found import Found, repeated, same_wording, unknown
from bot.knowledge.model import Answer, Knowledge, Lean, Question
from bot.knowledge.model.phrasing import lists_named, parse
from bot.knowledge.yaml_text import Path


def faults(knowledge: Knowledge) -> Iterator[Found]:
    """What does not fit in it; nothing where all does."""
    questions = knowledge.dialog.questions
    for index in repeated([question.id for question in questions]):
        yield Found("dialog.yaml", ("questions", index, "id"), "another question has this id")
    for index, question in enumerate(questions):
        path: Path = ("questions", index)
        yield from _question_conditions(path, question, questions[:index])
        for number in repeated([answer.id for answer in question.answers]):
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
            yield _in_dialog(where, unknown("option", ruling.option))
    for index, criterion in enumerate(answer.emphasises):
        if criterion not in knowledge.criteria:
            yield _in_dialog((*path, "emphasises", index), unknown("criterion", criterion))


def _lean(path: Path, lean: Lean, knowledge: Knowledge) -> Iterator[Found]:
    if lean.option not in knowledge.options:
        yield _in_dialog((*path, "option"), unknown("option", lean.option))
    criterion = knowledge.criteria.get(lean.criterion)
    if criterion is None:
        yield _in_dialog((*path, "criterion"), unknown("criterion", lean.criterion))
        return
    point = criterion.point(lean.point)
    if point is None:
        yield _in_dialog((*path, "point"), f"'{criterion.id}' has no point '{lean.point}'")
    elif point.status != "supported":
        text = f"the point '{point.id}' is {point.status}; only what is supported is scored"
        yield _in_dialog((*path, "point"), text)


def _in_dialog(path: Path, text: str) -> Found:
    return Found("dialog.yaml", path, text)
