"""A decision that is written down, as all parts of its record read it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot import phrases
from bot.advisor.outcome import Outcome
from bot.decisions.decision import Decision, TeamReceipt
from bot.decisions.markdown import inline, link
from bot.decisions.reasons import outcome_of
from bot.knowledge.model import Knowledge

Links = Mapping[int, str]
"""File names of other records in the same folder, by the number of their decision."""


@dataclass(frozen=True, slots=True)
class Written:
    """A decision with the knowledge that it was taken on."""

    decision: Decision
    knowledge: Knowledge
    links: Links

    @property
    def outcome(self) -> Outcome:
        """What was decided."""
        return outcome_of(self.decision.receipt)

    @property
    def team(self) -> TeamReceipt | None:
        """What a team came to; None where one person decided."""
        receipt = self.decision.receipt
        return receipt if isinstance(receipt, TeamReceipt) else None

    def name(self, option: str) -> str:
        """What an option is called, as Markdown."""
        return inline(self.knowledge.options[option].name)

    def named(self, number: int) -> str:
        """Another decision, as a link where its record is in the same folder."""
        words = phrases.record_number(number)
        return link(words, self.links[number]) if number in self.links else words
