"""How far a lead can still move: exact bounds on sums over the questions to come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.advisor.asking.position import Pending
from bot.advisor.asking.waiting import Tree
from bot.advisor.outcome import slacks
from bot.advisor.scoring import Standing, weight
from bot.knowledge.model import Answer, Lean, Scoring

Case = Literal[0, 1]
"""Which of a lead's two slacks is meant, as `outcome.slacks` gives them."""

SHARE: Case = 0
LEAST: Case = 1


@dataclass(frozen=True, slots=True)
class Reach:
    """The lowest, or the highest, that a slack can come to.

    `extreme` is that over all the questions to come. `of` is what each question has in it, and
    `after` the same for each of its choices, in their order; both with the questions that wait
    for it.
    """

    extreme: int
    of: Mapping[str, int]
    after: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the questions to come can make of a lead, with `emphasis` on some criteria.

    A slack is a sum over answers, so its extremes are sums of each question's own. A question that
    waits for another is counted with it, in the choices after which it applies. That is exact
    where each waits for one question at the most; where one waits for several, the bounds are
    wider than what can happen, never narrower.
    """

    scoring: Scoring
    now: Standing
    pending: tuple[Pending, ...]
    emphasis: frozenset[str]

    def surely_clear(self, ahead: str, behind: str) -> bool:
        """Whether `ahead` keeps its margin over `behind` whatever is answered."""
        return all(self.lowest(ahead, behind, case).extreme >= 0 for case in (SHARE, LEAST))

    def never_clear(self, ahead: str, behind: str) -> bool:
        """Whether `ahead` stays below its margin over `behind` whatever is answered."""
        return any(self.highest(ahead, behind, case).extreme < 0 for case in (SHARE, LEAST))

    def lowest(self, ahead: str, behind: str, case: Case) -> Reach:
        """The lowest that the slack of `ahead` over `behind` can come to."""
        return self._reach(ahead, behind, case, sign=1)

    def highest(self, ahead: str, behind: str, case: Case) -> Reach:
        """The highest that the slack of `ahead` over `behind` can come to."""
        return self._reach(ahead, behind, case, sign=-1)

    def _reach(self, ahead: str, behind: str, case: Case, sign: int) -> Reach:
        tree = Tree.of(self.pending)
        for coming in reversed(self.pending):
            own = [sign * self._change(choice, ahead, behind, case) for choice in coming.choices()]
            tree.settle(coming, own)
        leans = (contribution.lean for contribution in self.now.contributions)
        now = self._slack(leans, ahead, behind, case)
        return Reach(
            now + sign * sum(tree.lowest[coming.question.id] for coming in tree.roots),
            {name: sign * low for name, low in tree.lowest.items()},
            {name: [sign * value for value in values] for name, values in tree.after.items()},
        )

    def _change(self, choice: Answer | None, ahead: str, behind: str, case: Case) -> int:
        if choice is None or not choice.leans:
            return 0
        nothing = slacks(0, 0, self.scoring)[case]
        return self._slack(choice.leans, ahead, behind, case) - nothing

    def _slack(self, leans: Iterable[Lean], ahead: str, behind: str, case: Case) -> int:
        units = {ahead: 0, behind: 0}
        for lean in leans:
            if lean.option in units:
                units[lean.option] += self.scoring.strengths[lean.strength] * weight(
                    lean.criterion, self.emphasis, self.scoring
                )
        return slacks(units[ahead], units[behind], self.scoring)[case]
