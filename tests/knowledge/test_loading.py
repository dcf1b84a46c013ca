"""A knowledge folder loads as a whole, or says everything that is wrong with it."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from bot.knowledge.checks import contradictions, due_for_review
from bot.knowledge.faults import KnowledgeError
from bot.knowledge.files import load
from bot.knowledge.model import CLAIMS_IN_ARTICLE
from tests.builders import a_criterion, a_knowledge, a_point
from tests.knowledge.folders import TOY, line_of, read, swap, write


def faults_of(folder: Path) -> list[str]:
    """The faults as they are shown, with the folder left out."""
    with pytest.raises(KnowledgeError) as raised:
        load(folder)
    assert str(raised.value) == "\n".join(str(fault) for fault in raised.value.faults)
    return [str(fault).removeprefix(f"{folder}/") for fault in raised.value.faults]


def test_the_bundled_knowledge_has_no_faults() -> None:
    knowledge = load()

    claims = {point.article_claim for _, point in knowledge.points()} - {None}
    assert list(contradictions(knowledge)) == []
    assert claims == set(range(1, CLAIMS_IN_ARTICLE + 1))
    assert list(knowledge.options) == ["nodejs", "python"]


def test_the_bundled_knowledge_has_the_criteria_that_others_rely_on() -> None:
    assert set(load().criteria) >= {
        "ecosystem", "use_cases", "learning_curve", "scalability", "performance", "background",
        "concurrency", "hiring", "security", "cost", "deployment", "databases", "tooling",
        "type_safety", "data_ml", "realtime", "full_stack", "background_jobs", "maturity",
        "observability",
    }  # fmt: skip


def test_what_is_written_is_what_is_loaded(folder: Path) -> None:
    loaded = load(folder)

    assert loaded.model_copy(update={"version": TOY.version}) == TOY


def test_the_builders_make_knowledge_without_contradictions() -> None:
    assert list(contradictions(TOY)) == []
    assert list(contradictions(a_knowledge(options=("tea", "coffee", "cocoa")))) == []


BROKEN = [
    pytest.param(
        "options.yaml", "name: Tea", "naem: Tea", "naem",
        ["'tea.naem' is not a key that is known here", "'tea.name' is missing"],
        id="unknown-key",
    ),
    pytest.param(
        "options.yaml", "name: Tea", "name: Tea\n  name: Chai", "Chai",
        ["'name' is already on line 2"],
        id="repeated-key",
    ),
    pytest.param(
        "options.yaml", "name: Tea", "name:", "name:",
        ["a value is missing after ':' or '-'"],
        id="missing-value",
    ),
    pytest.param(
        "options.yaml", "  tagline: A drink.", "    tagline: A drink.", "    tagline",
        ["mapping values are not allowed"],
        id="bad-indentation",
    ),
    pytest.param(
        "options.yaml", "  tagline: A drink.", "\ttagline: A drink.", "\ttagline",
        ["indent with spaces, not with tabs"],
        id="tab",
    ),
    pytest.param(
        "options.yaml", "tagline: A drink.", "tagline: A drink: hot.", "hot",
        ["put the sentence in double quotes, since it holds ': '"],
        id="colon-in-a-sentence",
    ),
    pytest.param(
        "options.yaml", "emoji: ':cup:'", "emoji: cup", "emoji: cup",
        ["(it is 'cup')"],
        id="wrong-form",
    ),
    pytest.param(
        "criteria/taste.yaml", "status: supported", "status: certain", "certain",
        ["(it is 'certain')"],
        id="wrong-status",
    ),
    pytest.param(
        "criteria/taste.yaml", "review_by: '2031-01-01'", "review_by: '2031-13-01'", "2031-13-01",
        ["points.0.review_by"],
        id="no-such-day",
    ),
    pytest.param(
        "criteria/taste.yaml", "- handbook", "- cookbook", "cookbook",
        ["'cookbook' is not in sources.yaml"],
        id="dangling-source",
    ),
    pytest.param(
        "criteria/taste.yaml", "side: coffee", "side: cocoa", "cocoa",
        ["there is no side 'cocoa'"],
        id="dangling-side",
    ),
    pytest.param(
        "criteria/taste.yaml", "favours: tea", "favours: cocoa", "cocoa",
        ["there is no option 'cocoa'"],
        id="dangling-verdict",
    ),
    pytest.param(
        "criteria/taste.yaml", "pick: tea", "pick: cocoa", "cocoa",
        ["there is no option 'cocoa'"],
        id="dangling-takeaway",
    ),
    pytest.param(
        "criteria/taste.yaml", "  tea: The best", "  cocoa: The best", "best_case",
        ["needs exactly one entry for each option: 'cocoa'", "for each option: 'tea'"],
        id="best-case-for-another-option",
    ),
    pytest.param(
        "criteria/taste.yaml", "article_claim: 9", "article_claim: 8", "article_claim: 8",
        ["another point answers claim 8 too", "no point answers the article's claim 9"],
        id="claim-answered-twice",
    ),
    pytest.param(
        "criteria/taste.yaml", "title: Taste", "title: Taste\nid: taste", "id: taste",
        ["leave 'id' out: the file's name is the id"],
        id="id-in-a-criterion",
    ),
    pytest.param(
        "criteria/taste.yaml", "taste in wording 1", "Taste, in wording 0?", "0?",
        ["'Taste, in wording 0?' stands in criteria/taste.yaml (utterances) too"],
        id="utterance-claimed-twice-in-a-file",
    ),
    pytest.param(
        "intents.yaml", "why in wording 0", "taste in wording 0", "taste in",
        ["'taste in wording 0' stands in criteria/taste.yaml (utterances) too"],
        id="utterance-claimed-by-an-intent",
    ),
    pytest.param(
        "smalltalk.yaml", "hello in wording 0", "price in wording 3", "price",
        ["'price in wording 3' stands in criteria/price.yaml (utterances) too"],
        id="utterance-claimed-by-small-talk",
    ),
    pytest.param(
        "sources.yaml", "handbook:", "leaflet: {title: A, publisher: B}\nhandbook:", "leaflet",
        ["no point names the source 'leaflet'"],
        id="unused-source",
    ),
    pytest.param(
        "dialog.yaml", "criterion: taste", "criterion: smell", "smell",
        ["there is no criterion 'smell'"],
        id="dangling-criterion",
    ),
    pytest.param(
        "dialog.yaml", "point: for-coffee", "point: for-cocoa", "for-cocoa",
        ["'taste' has no point 'for-cocoa'"],
        id="dangling-point",
    ),
    pytest.param(
        "dialog.yaml", "option: coffee\n      strength", "option: cocoa\n      strength", "cocoa",
        ["there is no option 'cocoa'"],
        id="dangling-option",
    ),
    pytest.param(
        "dialog.yaml", "option: coffee\n      because", "option: cocoa\n      because", "cocoa",
        ["there is no option 'cocoa'"],
        id="dangling-ruling",
    ),
    pytest.param(
        "dialog.yaml", "- taste\n", "- smell\n", "- smell",
        ["there is no criterion 'smell'"],
        id="dangling-emphasis",
    ),
    pytest.param(
        "dialog.yaml", "    milk:\n", "    sugar:\n", "sugar",
        ["no question 'sugar' stands above"],
        id="dangling-question",
    ),
    pytest.param(
        "dialog.yaml", "    milk:\n    - 'yes'", "    milk:\n    - oats", "milk:",
        ["'milk' has no answer 'oats'"],
        id="dangling-answer",
    ),
    pytest.param(
        "dialog.yaml", "- black", "- With cream", "With cream",
        ["'With cream' is understood as 'yes' already"],
        id="phrase-of-two-answers",
    ),
    pytest.param(
        "dialog.yaml", "- black", "- (black|dark", "(black|dark",
        ["questions.0.answers.1.understands.0: a '(' is not closed"],
        id="slip-in-a-phrase",
    ),
    pytest.param(
        "dialog.yaml", "- black", "- <dark> coffee", "<dark>",
        ["'words' has no list 'dark'"],
        id="unknown-list",
    ),
    pytest.param(
        "dialog.yaml", "    understands:\n    - black",
        "    prevails_over:\n    - maybe\n    understands:\n    - black", "- maybe",
        ["the question has no other answer 'maybe'"],
        id="prevails-over-what-is-not-there",
    ),
    pytest.param(
        "dialog.yaml", "id: foam", "id: milk  # again", "# again",
        ["another question has this id"],
        id="question-twice",
    ),
    pytest.param(
        "dialog.yaml", "strength: clearly", "strength: maybe", "maybe",
        ["(it is 'maybe')"],
        id="wrong-strength",
    ),
    pytest.param(
        "dialog.yaml", "margin_percent: 20", "margin_percent: a fifth", "a fifth",
        ["(it is 'a fifth')"],
        id="words-for-a-number",
    ),
    pytest.param(
        "stacks.yaml", "package: teapot", "package: samovar", "samovar",
        ["packages.yaml has no 'samovar' for 'tea'"],
        id="dangling-package",
    ),
    pytest.param(
        "stacks.yaml", "      milk:\n", "      sugar:\n", "when",
        ["the dialog has no answer 'yes' to a question 'sugar'"],
        id="dangling-condition",
    ),
    pytest.param(
        "options.yaml", "tea:", "tea: &leaf", None, [], id="an-anchor-alone-does-no-harm"
    ),
    pytest.param(
        "options.yaml", "coffee:", "cocoa: *bean\ncoffee:", "*bean",
        ["undefined alias"],
        id="alias-of-nothing",
    ),
    pytest.param(
        "sources.yaml", "title: The handbook", "title: &name The handbook\n  publisher: *name #",
        "&name",
        ["anchors, aliases and deep nesting are not used here"],
        id="alias",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "marker", "texts"), BROKEN)
def test_a_fault_is_told_with_its_file_and_line(
    folder: Path, file: str, old: str, new: str, marker: str | None, texts: list[str]
) -> None:
    swap(folder / file, old, new)
    if marker is None:
        load(folder)
        return

    faults = faults_of(folder)

    first = f"{file}:{line_of(folder / file, marker)}: "
    assert any(fault.startswith(first) for fault in faults), faults
    for text in texts:
        assert any(text in fault for fault in faults), faults


WHOLE_FILES = [
    pytest.param("", "the file is empty", id="empty"),
    pytest.param("# only a comment\n", "the file is empty", id="comment"),
    pytest.param("---\n", "a value is missing", id="nothing-in-it"),
    pytest.param("tea or coffee\n", "the file: Input should be a valid", id="a-sentence"),
    pytest.param("- tea\n- coffee\n", "the file: Input should be a valid", id="a-list"),
    pytest.param("tea: {}\n---\ncoffee: {}\n", "another document", id="two-documents"),
    pytest.param("tea: [\n", "expected", id="open-bracket"),
    pytest.param("tea: \x07\n", "cannot be read", id="control-character"),
    pytest.param("&a [*a]\n", "anchors, aliases and deep nesting", id="a-list-within-itself"),
    pytest.param("[" * 50 + "]" * 50, "anchors, aliases and deep nesting", id="deep"),
    pytest.param("[" * 5000 + "]" * 5000, "", id="too-deep-to-read"),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE_FILES)
@pytest.mark.parametrize("file", ["options.yaml", "dialog.yaml"])
def test_a_file_that_is_something_else_is_told(
    folder: Path, file: str, text: str, expected: str
) -> None:
    (folder / file).write_text(text, "utf-8")

    faults = [fault for fault in faults_of(folder) if fault.startswith(f"{file}:")]

    assert any(expected in fault for fault in faults), faults


def test_a_criterion_that_is_no_mapping_is_told(folder: Path) -> None:
    (folder / "criteria" / "taste.yaml").write_text("- taste\n", "utf-8")

    assert "criteria/taste.yaml:1: a criterion is a mapping that begins with 'title:'" in faults_of(
        folder
    )


@pytest.mark.parametrize("part", ["options", "sources", "dialog", "packages", "stacks", "intents"])
def test_a_missing_file_is_told(folder: Path, part: str) -> None:
    (folder / f"{part}.yaml").unlink()

    assert faults_of(folder) == [f"{part}.yaml:1: this file is missing"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as raised:
        load(tmp_path / "nowhere")

    assert str(raised.value) == f"{tmp_path}/nowhere:1: there is no such folder"


def test_a_file_that_is_not_utf_8_is_told_among_the_others(folder: Path) -> None:
    (folder / "options.yaml").write_bytes(b"tea:\n  name: Th\xe9\n")
    (folder / "stacks.yaml").unlink()

    faults = faults_of(folder)

    assert [fault.split(": ")[0] for fault in faults] == ["options.yaml:1", "stacks.yaml:1"]
    assert "cannot be read" in faults[0]


def test_all_faults_are_told_at_once_in_the_order_of_files_and_lines(folder: Path) -> None:
    swap(folder / "options.yaml", "name: Tea", "naem: Tea")
    swap(folder / "options.yaml", "emoji: ':cup:'", "emoji: cup")
    swap(folder / "criteria/taste.yaml", "status: supported", "status: certain")
    swap(folder / "dialog.yaml", "strength: clearly", "strength: maybe")
    (folder / "intents.yaml").unlink()

    faults = faults_of(folder)

    assert [fault.split(":")[0] for fault in faults] == [
        "criteria/taste.yaml",
        "dialog.yaml",
        "intents.yaml",
        "options.yaml",
        "options.yaml",
        "options.yaml",
    ]


def test_a_list_is_not_called_short_for_its_faulty_entries(folder: Path) -> None:
    swap(folder / "dialog.yaml", "strength: clearly", "strength: maybe")

    (fault,) = faults_of(folder)

    assert "(it is 'maybe')" in fault


def test_a_list_that_is_too_short_is_told(folder: Path) -> None:
    data = read(folder / "dialog.yaml")
    del data["questions"][1]["answers"][1]
    write(folder / "dialog.yaml", data)

    (fault,) = faults_of(folder)

    assert "questions.1.answers" in fault
    assert "at least 2" in fault


def test_all_that_does_not_fit_together_is_told_at_once(folder: Path) -> None:
    swap(folder / "criteria/taste.yaml", "- handbook", "- cookbook")
    swap(folder / "dialog.yaml", "criterion: taste", "criterion: smell")
    swap(folder / "stacks.yaml", "package: teapot", "package: samovar")

    assert [fault.split(":")[0] for fault in faults_of(folder)] == [
        "criteria/taste.yaml",
        "dialog.yaml",
        "stacks.yaml",
    ]


@pytest.mark.parametrize("status", ["disputed", "outdated", "wrong"])
def test_only_what_is_supported_may_be_scored(folder: Path, status: str) -> None:
    swap(folder / "criteria/taste.yaml", "status: supported", f"status: {status}")

    (fault,) = faults_of(folder)

    line = line_of(folder / "dialog.yaml", "point: for-tea")
    assert fault == (
        f"dialog.yaml:{line}: the point 'for-tea' is {status}; only what is supported is scored"
    )


def test_a_claim_that_does_not_hold_needs_what_the_article_says(folder: Path) -> None:
    data = read(folder / "criteria/taste.yaml")
    point = next(p for p in data["points"] if p.get("article_claim") == "9")
    point["status"] = "wrong"
    write(folder / "criteria/taste.yaml", data)

    (fault,) = faults_of(folder)
    assert "a claim of the article that does not hold needs 'article_says'" in fault
    point["article_says"] = "Tea is faster."
    write(folder / "criteria/taste.yaml", data)
    assert load(folder).criteria["taste"].point("claim-9") is not None


@pytest.mark.parametrize("written", ["no", "on", "3.10", "12:30", "0x1f", "1e3", "null", "~"])
def test_what_is_written_stays_text(folder: Path, written: str) -> None:
    swap(folder / "options.yaml", "name: Tea", f"name: {written}")
    swap(folder / "packages.yaml", "name: teamug", f"name: teamug\n      version: {written}")

    loaded = load(folder)

    assert loaded.options["tea"].name == written
    assert loaded.packages[0].packages["tea"][1].version == written


def test_an_answer_may_be_called_no(folder: Path) -> None:
    swap(folder / "dialog.yaml", "id: 'no'", "id: no")

    assert load(folder).dialog.questions[0].answers[1].id == "no"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(
            "coffee:\n  name: Coffee\n  tagline: A drink.\n  emoji: ':cup:'\n", "", id="one"
        ),
        pytest.param("coffee:", "both:", id="named-like-a-side"),
        pytest.param("coffee:", "either:", id="named-like-an-outcome"),
    ],
)
def test_options_that_cannot_be_compared_are_told(folder: Path, old: str, new: str) -> None:
    swap(folder / "options.yaml", old, new)

    assert any(fault.startswith("options.yaml:") for fault in faults_of(folder))


class TestVersion:
    def test_the_same_content_has_the_same_version(self, folder: Path, tmp_path: Path) -> None:
        shutil.copytree(folder, tmp_path / "copy")

        assert load(folder).version == load(tmp_path / "copy").version

    @pytest.mark.parametrize(
        "file",
        [
            "options.yaml", "sources.yaml", "dialog.yaml", "packages.yaml", "stacks.yaml",
            "smalltalk.yaml", "intents.yaml", "criteria/taste.yaml", "criteria/price.yaml",
        ],
    )  # fmt: skip
    def test_any_change_of_any_file_changes_it(self, folder: Path, file: str) -> None:
        before = load(folder).version

        with (folder / file).open("a", encoding="utf-8") as text:
            text.write("# one more comment\n")

        assert load(folder).version != before

    def test_moving_text_from_file_to_file_changes_it(self, folder: Path) -> None:
        for file in ("options.yaml", "sources.yaml"):
            with (folder / file).open("a", encoding="utf-8") as text:
                text.write("#\n" if file == "options.yaml" else "##\n")
        before = load(folder).version

        swap(folder / "options.yaml", "\n#\n", "\n##\n")
        swap(folder / "sources.yaml", "\n##\n", "\n#\n")

        assert load(folder).version != before

    def test_a_renamed_criterion_changes_it(self, folder: Path) -> None:
        before = load(folder).version
        (folder / "criteria/price.yaml").rename(folder / "criteria/cost.yaml")

        assert load(folder).version != before


def test_a_point_is_due_for_review_after_its_day_and_not_on_it() -> None:
    day = dt.date(2030, 6, 1)
    criterion = a_criterion("smell", a_point("old", "tea", review_by=day))
    knowledge = a_knowledge(criteria=[criterion])

    later = list(due_for_review(knowledge, day + dt.timedelta(days=1)))

    assert list(due_for_review(knowledge, day)) == []
    assert [(found.file, found.path) for found in later] == [
        ("criteria/smell.yaml", ("points", 2, "review_by"))
    ]


def test_a_folder_that_never_mentions_the_article_need_not_answer_it(folder: Path) -> None:
    """Whoever writes knowledge of their own has read another article, or none."""
    for criterion in (folder / "criteria").glob("*.yaml"):
        data = read(criterion)
        for point in data["points"]:
            point.pop("article_claim", None)
            point.pop("article_says", None)
        write(criterion, data)

    assert {point.article_claim for _, point in load(folder).points()} == {None}
