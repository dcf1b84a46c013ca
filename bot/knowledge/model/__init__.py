"""What StackPick knows, as frozen values. The YAML files in `knowledge/` mirror these classes."""

from collections.abc import Iterator, Mapping

from bot.knowledge.model.criteria import (
    CLAIMS_IN_ARTICLE,
    Criterion,
    Option,
    Options,
    Point,
    Source,
    Takeaway,
    Verdict,
)
from bot.knowledge.model.dialog import Answer, Dialog, Lean, Question, Ruling, Scoring
from bot.knowledge.model.packages import Instead, Other, Package, Purpose, Role
from bot.knowledge.model.talk import Intents, Smalltalk
from bot.knowledge.model.values import (
    BOTH,
    DEPENDS,
    NEITHER,
    ButtonText,
    Id,
    Phrase,
    Status,
    Strength,
    Text,
    Value,
    When,
)

__all__ = [
    "BOTH",
    "CLAIMS_IN_ARTICLE",
    "DEPENDS",
    "NEITHER",
    "Answer",
    "ButtonText",
    "Criterion",
    "Dialog",
    "Id",
    "Instead",
    "Intents",
    "Knowledge",
    "Lean",
    "Option",
    "Options",
    "Other",
    "Package",
    "Phrase",
    "Point",
    "Purpose",
    "Question",
    "Role",
    "Ruling",
    "Scoring",
    "Smalltalk",
    "Source",
    "Status",
    "Strength",
    "Takeaway",
    "Text",
    "Value",
    "Verdict",
    "When",
]


class Knowledge(Value):
    """Everything that StackPick knows."""

    version: str
    """A digest of the files' content."""
    options: Mapping[Id, Option]
    sources: Mapping[Id, Source]
    criteria: Mapping[Id, Criterion]
    dialog: Dialog
    packages: tuple[Purpose, ...]
    stacks: Mapping[Id, tuple[Role, ...]]
    smalltalk: Mapping[Id, Smalltalk]
    intents: Intents
    others: tuple[Other, ...] = ()
    """What is not compared; knowledge that was kept before there was this list has none."""

    def points(self) -> Iterator[tuple[Criterion, Point]]:
        """Every point with the criterion that it belongs to."""
        for criterion in self.criteria.values():
            for point in criterion.points:
                yield criterion, point
