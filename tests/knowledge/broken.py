"""Ways to break a file of the knowledge, and what is then said at which line."""

import pytest

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
