"""Say in which language a text is, in particular whether it is Arabic rather than another language in Arabic script.

First a guard on script and letters, then langdetect: a statistical guess cannot tell Uyghur or Sorani from Arabic,
but their letters can, since standard Arabic has 36 letters and its neighbours add their own. Text in Arabic letters
alone is told from Persian, Urdu and the rest by their commonest function words. Arabic dialects count as Arabic.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

from langdetect import DetectorFactory, detect_langs
from langdetect.lang_detect_exception import LangDetectException

from pipelines.arabic import clean, words

# langdetect draws random trials; without a seed the same text gets different answers.
DetectorFactory.seed = 0

# So much of a text is enough for a verdict, in characters.
_ENOUGH = 4_000
# More foreign letters than this share of all Arabic-script letters and the text is not Arabic: names and quotations
# stay below it.
_FOREIGN_SHARE = 0.03
# So much of the letters must be of Arabic script for the text to be looked at as Arabic.
_SCRIPT_SHARE = 0.4
# Share of the words that must be another language's function words, and more than Arabic's.
_FUNCTION_SHARE = 0.08
# Text in Arabic letters alone is another language only where the statistics are so certain.
_CERTAIN = 0.9
# So many Arabic words make a text typed with Persian letter forms Arabic all the same.
_ARABIC_SHARE = 0.25

# Letters that Arabic does not use, by the language that they point to. A letter of several languages counts for each.
_LETTERS = {
    "ug": "ېۇۆۈۋەڭگچپژھ",
    "ckb": "ێۆڕڵەڤگچپژکی",
    "ur": "ٹڈڑںھہۂۃۓےگچپژکی",
    "ps": "ښږټډړڼځڅېۍګگچپژکی",
    "sd": "ڪڳڱڻٿڏڊڌڃڄٺٽڦھگپچ",
    "fa": "پچژگکی",
}
# Kashmiri, Azeri, Malay and others have more; no list of languages is complete, the letters of Arabic are.
_ARABIC_LETTERS = frozenset("ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱ")
# Persian forms of Arabic's own letters. Iranian newsrooms type Arabic with them, so that alone they prove nothing.
_KEYBOARD_FORMS = frozenset("کیھہے")

# The commonest words that the languages do not share, in any spelling that folds alike.
_FUNCTION_WORDS = {
    "ar": "في من على الى عن ان هذا هذه التي الذي لا مع كان كانت قبل بين "
    "كما قد وقد ثم اليوم يوم هو هي لم لن كل غير عند ذلك تلك حتى حيث "
    "فيما خلال ضد عبر بان انه انها وفي ومن وعلى له به "
    "مش شو ليش كيف هيك عم رح بدي بدنا اللي ده دي مو وين هلا انا احنا نحن",
    "fa": "از را با است که این بود برای شد می بر تا شده های خود نیز اند وی اگر باید گفت در",
    "ur": "کے کی کا میں ہے سے اور نے کو پر کہ ہیں اس یہ بھی تھا تھے ایک نہیں وہ",
    "ckb": "لە بۆ ئەم ئەو لەسەر یان نییە دەکات",
    "ps": "په چې او ته کې شوي کوي نه څوک هر",
}
_FUNCTION_WORDS_FOLDED = {language: frozenset(words(listed)) for language, listed in _FUNCTION_WORDS.items()}
_WITH_ARTICLE = ("ال", "وال", "بال", "لل", "فال", "كال", "وبال", "ولل")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A language with the certainty of the guess."""

    language: str | None  # ISO 639-1 or 639-3 (ckb); None: too little text to say
    confidence: float  # 0 to 1


def identify(text: str) -> Verdict:
    """The language of a text, ISO 639-1 (ckb for Sorani Kurdish); None with confidence 0 where there are no letters.

    Deterministic.
    """
    text = clean(text[:_ENOUGH])
    letters = Counter(char for char in text if char.isalpha())
    script = Counter({char: count for char, count in letters.items() if _is_arabic_script(char)})
    if not letters:
        return Verdict(None, 0.0)
    if script.total() < _SCRIPT_SHARE * letters.total():
        return _detected(text, "und")
    return _by_letters(script, text) or _by_words(text) or _detected(text, "ar")


@cache
def _is_arabic_script(char: str) -> bool:
    return unicodedata.name(char, "").startswith("ARABIC")


def _by_letters(letters: Counter[str], text: str) -> Verdict | None:
    """The language that the letters point to, where too many of them are not Arabic's."""
    foreign = Counter({letter: count for letter, count in letters.items() if not _is_arabic_letter(letter)})
    keyboard = sum(foreign[letter] for letter in _KEYBOARD_FORMS)
    proven = foreign.total() - keyboard
    few = _FOREIGN_SHARE * letters.total()
    if foreign.total() <= few or (proven <= few and _arabic_share(text) >= _ARABIC_SHARE):
        return None
    return Verdict(_language_of(foreign), min(1.0, 0.5 + 5 * foreign.total() / letters.total()))


def _is_arabic_letter(char: str) -> bool:
    """Whether Arabic is written with this letter, presentation forms included."""
    return all(part in _ARABIC_LETTERS or not part.isalpha() for part in unicodedata.normalize("NFKC", char))


def _language_of(foreign: Counter[str]) -> str:
    """The language that most of these letters belong to; of two that are level the one with fewer letters."""
    return max(
        _LETTERS,
        key=lambda language: (sum(foreign[letter] for letter in _LETTERS[language]), -len(_LETTERS[language])),
    )


def _by_words(text: str) -> Verdict | None:
    """The language that the commonest words point to, where they are enough to say."""
    listed = words(text)
    shares = {language: _share(listed, common) for language, common in _FUNCTION_WORDS_FOLDED.items()}
    shares["ar"] = _arabic_share(text)
    language = max(shares, key=lambda candidate: shares[candidate])
    if shares[language] < _FUNCTION_SHARE:
        return None
    return Verdict(language, min(0.99, 0.7 + shares[language]))


def _share(listed: list[str], common: frozenset[str]) -> float:
    return sum(word in common for word in listed) / max(1, len(listed))


def _arabic_share(text: str) -> float:
    """The share of words that are Arabic by their article or as function words."""
    listed = words(text)
    common = _FUNCTION_WORDS_FOLDED["ar"]
    return sum(word in common or (word.startswith(_WITH_ARTICLE) and len(word) > 4) for word in listed) / max(
        1, len(listed)
    )


def _detected(text: str, otherwise: str) -> Verdict:
    """What langdetect says; `otherwise` where it finds nothing to go by."""
    try:
        best = detect_langs(text)[0]
    except LangDetectException:
        return Verdict(otherwise, 0.5)
    if otherwise == "ar" and best.prob < _CERTAIN:
        return Verdict(otherwise, 0.5)
    return Verdict(best.lang, round(best.prob, 4))
