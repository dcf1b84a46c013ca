"""Writes a decision down as an architecture decision record in the form of MADR 4."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from bot import phrases
from bot.advisor.outcome import Both, Clear, Either, Neither
from bot.decisions import reasons, team_record
from bot.decisions.decision import Decision, TeamReceipt
from bot.decisions.markdown import inline, link, scalar
from bot.decisions.reasons import outcome_of
from bot.decisions.record_answers import answered
from bot.decisions.tally import tallies
from bot.knowledge.model import Knowledge, Point

Links = Mapping[int, str]
"""File names of other records in the same folder, by the number of their decision."""


def record(decision: Decision, knowledge: Knowledge, links: Links | None = None) -> str:
    """The record of a decision, with the knowledge that it was taken on.

    The same decision, knowledge and links always give the same text. Raises LookupError where the
    knowledge is of another version.
    """
    if knowledge.version != decision.knowledge_version:
        raise LookupError(f"decision {decision.number} was taken on other knowledge")
    writer = _Writer(decision, knowledge, links or {})
    return "\n".join(writer.lines()) + "\n"


def key_of(decision: Decision) -> str:
    """What a record's front matter calls its decision, to recognise the file by."""
    return f"{decision.team}/{decision.number}"


KEY_FIELD = "stackpick"
"""The field of the front matter that holds `key_of`."""


def body_of(text: str) -> str:
    """A record without front matter and title, for where those have a place of their own."""
    _, _, rest = text.split("---\n", 2)
    return "## " + rest.split("\n## ", 1)[1]


class _Writer:
    def __init__(self, decision: Decision, knowledge: Knowledge, links: Links) -> None:
        self._decision, self._knowledge, self._links = decision, knowledge, links
        self._outcome = outcome_of(decision.receipt)
        self._options = knowledge.options
        receipt = decision.receipt
        self._team = receipt if isinstance(receipt, TeamReceipt) else None

    def lines(self) -> Iterator[str]:
        yield from self._front_matter()
        yield f"# {inline(self._decision.title)}"
        yield from _section("## Context and Problem Statement", self._context())
        yield from _section("## Decision Drivers", self._drivers())
        yield from _section("## Considered Options", (f"* {o}" for o in self._considered()))
        yield from _section("## Decision Outcome", self._chosen())
        yield from _section("### Consequences", self._consequences())
        yield from _section("### Confirmation", self._confirmation())
        yield from ("", "## Pros and Cons of the Options")
        for option in self._options:
            name = inline(self._options[option].name)
            yield from _section(f"### {name}", self._pros_and_cons(option))
        yield from _section("## More Information", self._more())

    def _front_matter(self) -> Iterator[str]:
        decision = self._decision
        makers = [voice.name for voice in decision.voices if voice.name]
        yield "---"
        yield f"status: {scalar(self._status())}"
        yield f"date: {decision.at.date().isoformat()}"
        yield f"decision-makers: [{', '.join(map(scalar, makers))}]"
        yield f"{KEY_FIELD}: {scalar(key_of(decision))}"
        yield from ("---", "")

    def _status(self) -> str:
        other = self._decision.superseded_by
        return f"superseded by {self._named(other)}" if other else "accepted"

    def _named(self, number: int) -> str:
        words = f"decision {number}"
        return link(words, self._links[number]) if number in self._links else words

    def _context(self) -> Iterator[str]:
        names = " or ".join(inline(option.name) for option in self._options.values())
        yield f"Which fits the backend that is to be built better: {names}?"
        yield "What is known of it, as far as it speaks for a side or rules one out:"
        yield ""
        told = reasons.telling(self._decision.receipt)
        lines = [
            f"* {answered(tally, team=bool(self._team))}"
            for tally in tallies(self._decision, self._knowledge)
            if tally.question.id in told
        ]
        yield from lines or ["* Nothing that was answered speaks for a side."]

    def _drivers(self) -> Iterator[str]:
        drivers = reasons.drivers(self._decision.receipt, self._knowledge)
        for criterion, units in drivers:
            sides = ", ".join(
                f"{phrases.decimal(amount)} for {self._name(option)}"
                for option, amount in units.items()
            )
            weight = self._weight(criterion.id)
            yield f"* {inline(criterion.title)}: {phrases.units(units)} ({sides}){weight}"
        if not drivers:
            yield "* None: no answer speaks for a side."

    def _weight(self, criterion: str) -> str:
        """What a criterion weighs on the average of a team, where it is not 1."""
        weights = self._team.weights if self._team else {}
        if criterion not in weights:
            return ""
        return f", weighing {phrases.decimal(Fraction(weights[criterion]))} on average"

    def _considered(self) -> Iterator[str]:
        yield from (self._name(option) for option in self._options)
        if not isinstance(self._outcome, Clear):
            yield self._choice()

    def _choice(self) -> str:
        """What was chosen, as it stands among the options."""
        match self._outcome:
            case Clear(option):
                return self._name(option)
            case Either():
                return "Either of them"
            case Both():
                return "Both, split by service"
            case Neither():
                return "Neither of them"

    def _chosen(self) -> Iterator[str]:
        yield f'Chosen option: "{self._choice()}", because {self._because()}'

    def _because(self) -> str:
        receipt = self._decision.receipt
        scores = ", ".join(
            f"{self._name(option)} {phrases.decimal(Fraction(units))}"
            for option, units in receipt.scores.items()
        )
        lead = f"{scores}; lead {phrases.percent(receipt.margin)}"
        match self._outcome:
            case Clear() if receipt.ruled_out:
                return f"it is what is left where the others are ruled out ({lead})."
            case Clear():
                average = "the average of " if self._team else ""
                return f"it is ahead on {average}what was answered ({lead})."
            case Either():
                return f"the scores are too near to each other to decide ({lead})."
            case Both(parts):
                split = "; ".join(f"{self._name(o)} for {inline(p)}" for o, p in parts.items())
                return f"each has a strong reason in a part that can be a service: {split}."
            case Neither():
                return "a hard constraint rules each of them out."

    def _consequences(self) -> Iterator[str]:
        chosen = reasons.chosen(self._outcome, tuple(self._options))
        for reason in reasons.reasons(self._decision.receipt, self._knowledge):
            verdict = "Good" if reason.option in chosen else "Bad"
            side = "" if verdict == "Good" else f"{self._name(reason.option)} would have had this: "
            yield f"* {verdict}, because {side}{inline(reason.because)}"
        for barred in self._decision.receipt.ruled_out:
            yield f"* Neutral, because {self._name(barred.option)} is ruled out: " + inline(
                barred.because
            )
        if not self._decision.receipt.contributions and not self._decision.receipt.ruled_out:
            yield "* Neutral, because nothing that was answered speaks for a side."

    def _confirmation(self) -> Iterator[str]:
        number = self._decision.number
        yield (
            f"`stackpick decisions replay {number}` computes the same result from the answers and "
            "the knowledge below."
        )
        if self._team:
            yield team_record.turning(self._team, self._knowledge)
            return
        nearest = self._decision.receipt.nearest
        if nearest is None:
            yield "No change of a single answer gives another outcome."
            return
        question, answer = reasons.looked_up(nearest.question, nearest.answer, self._knowledge)
        becomes = phrases.decided_for(nearest.outcome, self._options)
        yield (
            f"Reconsider it if this becomes true: {inline(question.ask)} "
            f"**{inline(answer.label)}**. That alone would make it: {inline(becomes)}."
        )

    def _pros_and_cons(self, option: str) -> Iterator[str]:
        receipt = self._decision.receipt
        found = reasons.reasons(receipt, self._knowledge)
        good = [reason for reason in found if reason.option == option]
        bad = [barred for barred in receipt.ruled_out if barred.option == option]
        yield from (inline(self._options[option].tagline), "")
        for reason in good:
            yield f"* Good, because {inline(reason.because)}"
            yield from self._evidence(reason)
        for barred in bad:
            yield f"* Bad, because it is ruled out: {inline(barred.because)}"
        if not (good or bad):
            yield "* Neutral, because no answer speaks for it or against it."

    def _evidence(self, reason: reasons.Grounded) -> Iterator[str]:
        units = phrases.units({reason.option: reason.amount})
        yield f"  * {units}, from the answer “{inline(reason.answer.label)}”"
        yield f"  * {inline(reason.point.text)} As of {self._as_of(reason.point)}."
        yield f"  * {'; '.join(self._source(name) for name in reason.point.sources)}"

    def _as_of(self, point: Point) -> str:
        due = point.is_stale(self._decision.at.date())
        return f"{point.as_of}, due for review since {point.review_by}" if due else point.as_of

    def _source(self, name: str) -> str:
        source = self._knowledge.sources[name]
        title = link(source.title, str(source.url)) if source.url else inline(source.title)
        return f"{title}, {inline(phrases.source_short(source))}"

    def _more(self) -> Iterator[str]:
        decision = self._decision
        on = f"on knowledge version `{decision.knowledge_version}`"
        yield f"Decision {decision.number} in StackPick, {on}. {phrases.RULES_NOT_MODEL}"
        if decision.supersedes:
            yield from ("", f"It supersedes {self._named(decision.supersedes)}.")
        if self._team:
            yield from self._of_the_team(self._team)
        else:
            speaker = decision.only_voice.name
            yield from ("", f"Answers of {inline(speaker) if speaker else 'one person'}:", "")
            yield from self._answers()

    def _of_the_team(self, receipt: TeamReceipt) -> Iterator[str]:
        yield from ("", team_record.turnout(receipt, self._knowledge))
        found = [*team_record.disagreements(receipt, self._knowledge)]
        if found:
            yield from ("", "Where they disagreed:", "", *(f"* {line}" for line in found))
        yield from ("", "Answers of all:", "", *self._answers())

    def _answers(self) -> Iterator[str]:
        every = tallies(self._decision, self._knowledge)
        lines = [f"* {answered(tally, team=bool(self._team), named=True)}" for tally in every]
        yield from lines or ["* none"]

    def _name(self, option: str) -> str:
        return inline(self._options[option].name)


def _section(heading: str, lines: Iterator[str]) -> Iterator[str]:
    yield from ("", heading, "", *lines)
