"""Small teams of every kind, and what they come to by the plainest reckoning, person by person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import strategies as st

from bot.advisor.outcome import name_of
from bot.advisor.scoring import Answers, in_force
from bot.advisor.team.poll import Poll
from bot.advisor.team.voices import Voice
from bot.knowledge.model import Answer, Dialog
from tests.advisor.strategies import Case, cases


@dataclass(frozen=True, slots=True)
class Team:
    """Voices on a dialog, and what is fixed for all of them."""

    dialog: Dialog
    options: tuple[str, ...]
    voices: tuple[Voice, ...]
    fixed: Answers

    def poll(self) -> Poll:
        return Poll.of(self.voices, self.fixed, self.dialog, self.options)

    def outcome(self) -> str:
        return name_of(self.poll().outcome)

    def of(self, voices: Sequence[Voice]) -> "Team":
        return replace(self, voices=tuple(voices))

    def changed(self, changes: Mapping[tuple[str, str], str]) -> "Team":
        """The team with other answers, by person and question."""
        return self.of(
            [
                Voice(
                    voice.person,
                    {q: changes.get((voice.person, q), a) for q, a in voice.answers.items()},
                )
                for voice in self.voices
            ]
        )

    def counted(self, voice: Voice) -> Answers:
        """What counts of a person's answers, with what is fixed."""
        answers = {**voice.answers, **self.fixed}
        return {q.id: answer.id for q, answer in in_force(self.dialog, answers)}

    def on(self, question: str) -> Mapping[str, str]:
        """What each person's answer to a question is, of those that count."""
        given = {voice.person: self.counted(voice) for voice in self.voices}
        return {person: own[question] for person, own in given.items() if question in own}


@st.composite
def teams(draw: st.DrawFn, *, most: int = 4, questions: int = 4) -> Team:
    case: Case = draw(cases(most=questions))
    answers = {
        q.id: st.sampled_from([None, *(a.id for a in q.answers)]) for q in case.dialog.questions
    }
    profiles = draw(st.lists(st.fixed_dictionaries(answers), min_size=1, max_size=most))
    voices = [
        Voice(f"U{n}", {q: answer for q, answer in profile.items() if answer})
        for n, profile in enumerate(profiles)
    ]
    fixed = {q: a for q, a in case.profile.items() if a and not draw(st.integers(0, 5))}
    return Team(case.dialog, case.options, tuple(voices), fixed)


def scores_by_hand(team: Team) -> Mapping[str, Fraction]:
    """Each question's mean over those who answered it, times the criterion's mean weight."""
    scores = dict.fromkeys(team.options, Fraction(0))
    for question in team.dialog.questions:
        given = [_answer(team, question.id, a) for a in team.on(question.id).values()]
        for answer in given:
            for lean in answer.leans:
                units = team.dialog.scoring.strengths[lean.strength]
                weight = _weight_by_hand(team, lean.criterion)
                scores[lean.option] += Fraction(units, len(given)) * weight
    return scores


def _weight_by_hand(team: Team, criterion: str) -> Fraction:
    means = [Fraction(1)]
    for question in team.dialog.questions:
        given = [_answer(team, question.id, a) for a in team.on(question.id).values()]
        weights = [
            team.dialog.scoring.emphasis if criterion in answer.emphasises else 1
            for answer in given
        ]
        if weights:
            means.append(Fraction(sum(weights), len(weights)))
    return max(means)


def _answer(team: Team, question: str, answer: str) -> Answer:
    asked = team.dialog.question(question)
    found = asked.answer(answer) if asked else None
    assert found
    return found


def waited_for(dialog: Dialog, question: str) -> bool:
    return any(question in (*q.only_if, *q.unless) for q in dialog.questions)


def everybody_to(team: Team, question: str, answer: str) -> Mapping[tuple[str, str], str]:
    """The changes that bring all who answered a question to one answer."""
    return {(v.person, question): answer for v in team.voices if question in v.answers}


def disputed(team: Team) -> Iterator[str]:
    for question in team.dialog.questions:
        if len(set(team.on(question.id).values())) > 1:
            yield question.id
