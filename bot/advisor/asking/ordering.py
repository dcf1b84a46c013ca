"""Which question to ask next: the one that is expected to settle most."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from bot.advisor.asking.bounds import SHARE, Bounds
from bot.advisor.asking.position import Outlook, Position
from bot.advisor.asking.settling import has_two_parts, may_split, splits_further
from bot.advisor.scoring import emphasised
from bot.knowledge.model import Answer, Question


def next_question(position: Position) -> Question | None:
    """The open question that is expected to settle most; None when none is left.

    First what can decide alone: a question that can rule an option out; while two sides have a
    part of their own, one that can keep the system whole. Then what widens all bounds: parts that
    may yet speak for another side, and what counts double. Of several such, and of all the rest,
    the one whose answers cover, on their average, the greatest share of the distances to certainty.
    """
    outlook = position.outlook()
    askable = position.askable(outlook)
    if not askable:
        return None
    for concerns in _concerns(outlook):
        if concerned := [q for q in askable if any(concerns(answer) for answer in q.answers)]:
            return _most_settling(concerned, position, outlook)
    return _most_settling(askable, position, outlook)


def _concerns(outlook: Outlook) -> Iterator[Callable[[Answer], bool]]:
    """What an answer must be able to do for its question to come before all others, in order."""
    now = outlook.now
    yield lambda answer: bool(answer.rules_out)
    if has_two_parts(now):
        yield lambda answer: answer.keeps_whole
    elif may_split(outlook):
        yield lambda answer: splits_further(answer, now)
    yield lambda answer: bool(answer.emphasises)


def _most_settling(questions: Sequence[Question], position: Position, outlook: Outlook) -> Question:
    """The first of those that cover the greatest share of the distances."""
    if len(questions) == 1:
        return questions[0]
    emphasis = emphasised(position.dialog, outlook.certain)
    bounds = Bounds(position.dialog.scoring, outlook.now, outlook.pending, emphasis)
    certainties = [c for c in _certainties(bounds, outlook.now.left()) if c.distance > 0]
    return max(questions, key=lambda question: sum(c.covered_by(question) for c in certainties))


@dataclass(frozen=True, slots=True)
class _Certainty:
    """That an option's lead over another is clear, or never will be.

    `distance` is how far the bound of the lead's slack is from it, in hundredths of units; `steps`
    how much nearer each choice of a question brings it, the first being to leave it open.
    """

    distance: int
    steps: Mapping[str, Sequence[int]]

    def covered_by(self, question: Question) -> Fraction:
        """The share of the distance (0 to 1) that an answer covers on the average."""
        _, *steps = self.steps[question.id]
        return Fraction(sum(min(self.distance, s) for s in steps), self.distance * len(steps))


def _certainties(bounds: Bounds, left: Sequence[str]) -> Iterator[_Certainty]:
    for ahead, behind in permutations(left, 2):
        low, high = bounds.lowest(ahead, behind, SHARE), bounds.highest(ahead, behind, SHARE)
        up = {name: [v - low.of[name] for v in values] for name, values in low.after.items()}
        down = {name: [high.of[name] - v for v in values] for name, values in high.after.items()}
        yield _Certainty(-low.extreme, up)
        yield _Certainty(high.extreme + 1, down)
