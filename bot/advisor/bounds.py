"""How far the scores can still move: exact bounds on sums over the open questions."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.advisor.outcome import slacks
from bot.advisor.scoring import Standing, amount
from bot.knowledge.model import Lean, Question, Scoring

Slacks = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bounds:
    """What any answers to `open_questions` can make of a lead, with `emphasis` on some criteria.

    Each question may be answered in any way or left open, on its own; since the slacks of a lead
    are linear in the scores, adding up each question's extreme gives their bounds.
    """

    scoring: Scoring
    now: Standing
    open_questions: tuple[Question, ...]
    emphasis: frozenset[str]

    def surely_clear(self, ahead: str, behind: str) -> bool:
        """Whether `ahead` keeps its margin over `behind` whatever is answered."""
        return all(slack >= 0 for slack in self._slacks(ahead, behind, worst=True))

    def never_clear(self, ahead: str, behind: str) -> bool:
        """Whether `ahead` stays below its margin over `behind` whatever is answered."""
        return any(slack < 0 for slack in self._slacks(ahead, behind, worst=False))

    def _slacks(self, ahead: str, behind: str, *, worst: bool) -> Slacks:
        leans = [contribution.lean for contribution in self.now.contributions]
        share, least = slacks(self._units(leans, ahead), self._units(leans, behind), self.scoring)
        for question in self.open_questions:
            changes = [self._change(answer.leans, ahead, behind) for answer in question.answers]
            extreme = min if worst else max
            share += extreme(0, *(change[0] for change in changes))
            least += extreme(0, *(change[1] for change in changes))
        return share, least

    def _change(self, leans: Iterable[Lean], ahead: str, behind: str) -> Slacks:
        leans = tuple(leans)
        gain, loss = self._units(leans, ahead), self._units(leans, behind)
        nothing = slacks(0, 0, self.scoring)
        share, least = slacks(gain, loss, self.scoring)
        return share - nothing[0], least - nothing[1]

    def _units(self, leans: Iterable[Lean], option: str) -> int:
        return sum(
            amount(lean, self.emphasis, self.scoring) for lean in leans if lean.option == option
        )
