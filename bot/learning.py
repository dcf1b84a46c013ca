"""Loads the knowledge and learns from it: what every way of running StackPick begins with."""

import dataclasses
import datetime as dt
import logging
from collections.abc import Callable
from pathlib import Path

from bot.advisor.expertise import Expertise
from bot.advisor.names import NameTable
from bot.advisor.understanding import OFF_TOPIC, Understanding, examples, point_texts
from bot.knowledge.faults import Fault, KnowledgeError
from bot.knowledge.files import BUNDLED, load, stamp
from bot.knowledge.model import Knowledge
from bot.matching import Cache, Language, Matcher, Ranker

Stamp = tuple[tuple[str, int, int], ...]

log = logging.getLogger(__name__)


def matcher_of(knowledge: Knowledge) -> Matcher:
    """What tells the labels of the knowledge's own utterances apart."""
    return Matcher.fit(examples(knowledge), background=OFF_TOPIC)


def understanding_of(knowledge: Knowledge) -> Understanding:
    """What the knowledge's own utterances teach."""
    matcher, points = matcher_of(knowledge), Ranker.fit(point_texts(knowledge))
    language = Language(matcher.knows)
    return Understanding(knowledge, NameTable(knowledge), matcher, points, language)


class Library:
    """The expertise that is current, and the folder that it comes from.

    `refused` are the faults of a change to the folder that was not taken; empty when the expertise
    is that of the folder. Raises KnowledgeError when made of a faulty folder.
    """

    def __init__(self, folder: Path = BUNDLED, today: Callable[[], dt.date] | None = None) -> None:
        self._folder = folder
        self._today = today or _today
        self._stamp: Stamp | None = stamp(folder)
        self._expertise = self._learnt()
        self.refused: tuple[Fault, ...] = ()

    def expertise(self) -> Expertise:
        """What is known, as of today."""
        return dataclasses.replace(self._expertise, today=self._today())

    def look_again(self) -> None:
        """Have the next `refresh` read the folder, changed or not."""
        self._stamp = None

    def refresh(self) -> bool:
        """Take over a changed folder whole, or refuse it whole; whether it was taken over."""
        latest = stamp(self._folder)
        if latest == self._stamp:
            return False
        try:
            self._expertise = self._learnt()
        except KnowledgeError as error:
            self._stamp, self.refused = latest, error.faults
            log.error("The changed knowledge is refused, the old one serves on:\n%s", error)
            return False
        self._stamp, self.refused = latest, ()
        log.info("Knowledge %s is in use", self._expertise.knowledge.version)
        return True

    def _learnt(self) -> Expertise:
        knowledge = load(self._folder, Cache())
        return Expertise(knowledge, understanding_of(knowledge), self._today())


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
