"""English and other languages, told apart on short and careless texts."""

from pathlib import Path

import pytest
import yaml
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from bot.matching import Cache, Language, language_model
from bot.matching.features import words

ENGLISH = frozenset(
    words("what are your opening hours can you fix a flat tyre hello danke the bike")
)

QUESTIONS = Path(__file__).parents[1] / "questions"


@pytest.fixture(scope="module")
def language() -> Language:
    return Language(ENGLISH.__contains__)


@pytest.mark.parametrize(
    "text",
    [
        "welche fahrräder verleiht ihr am wochenende",
        "combien coûte la location d'un vélo",
        "¿cuándo abren el sábado?",
        "quanto costa riparare una ruota",
        "preciso de um capacete para criança",
        "hoe laat gaat de winkel dicht",
        "który rower jest lepszy na miasto",
        "vilken cykel passar mig",
        "hangi bisiklet daha iyi olur",
        "какой велосипед лучше",
        "自転車を借りたいのですが",
        "哪个更快",
        "어느 쪽이 더 빠른가요",
        "أي دراجة أسرع",
    ],
)
def test_another_language_is_told(language: Language, text: str) -> None:
    assert not language.is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("which bicycle should I buy for the commute", id="no word known"),
        pytest.param("wich bycicle shuold i byu for teh comute", id="typos"),
        pytest.param("shimano xtr derailleur hanger", id="names"),
        pytest.param("is Köln far by bike", id="a foreign name"),
        pytest.param("what does danke mean", id="a foreign word"),
        pytest.param("danke", id="a word that was taught"),
        pytest.param("fahrrad", id="a lone word tells too little"),
        pytest.param("const a = b => b.c; return a(b) || null", id="code"),
        pytest.param("42 1000 7", id="figures"),
        pytest.param("🚲🚲", id="pictures"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_may_be_english_counts_as_english(language: Language, text: str) -> None:
    assert language.is_english(text)


def test_the_smaller_model_is_the_model() -> None:
    """Every language of every text gets the very same probability."""
    known = yaml.safe_load((QUESTIONS.parent / "languages.yaml").read_text("utf-8"))
    texts = [text for texts in known.values() for text in texts] + ["", "C'est où?", "🚲"]
    whole = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    smaller = language_model.identifier(Cache())

    assert [smaller.rank(text) for text in texts] == [whole.rank(text) for text in texts]


def test_no_question_in_english_is_taken_for_another_language() -> None:
    """Also where hardly a word of it is known."""
    texts = [
        text
        for path in QUESTIONS.glob("*.yaml")
        for text in yaml.safe_load(path.read_text("utf-8"))
    ]
    language = Language({"node", "python", "npm", "django"}.__contains__)

    assert len(texts) > 500
    assert [text for text in texts if not language.is_english(text)] == []
