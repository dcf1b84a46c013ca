"""What people may say: each utterance leads to one thing."""

from collections.abc import Iterator

from bot.knowledge.checks.found import Found, file_of, same_wording
from bot.knowledge.model import Knowledge
from bot.knowledge.yaml_text import Path


def faults(knowledge: Knowledge) -> Iterator[Found]:
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
            yield file_of(criterion), ("utterances", index), utterance
    for kind, smalltalk in knowledge.smalltalk.items():
        for index, utterance in enumerate(smalltalk.utterances):
            yield "smalltalk.yaml", (kind, "utterances", index), utterance
    for intent, utterances in knowledge.intents:
        for index, utterance in enumerate(utterances):
            yield "intents.yaml", (intent, index), utterance
