"""Arabic is told from the other languages of its script and from those of others."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.language import Verdict, identify


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("استهدفت طائرة مسيرة موقعاً عسكرياً في ريف دير الزور الشرقي مساء اليوم، وفق مصادر محلية", "ar"),
        ("شو صار اليوم بالضيعة؟ كان في صوت قوي كتير وما حدا عرف شو هو", "ar"),
        ("ایه اللی حصل فی المدینة الیوم؟ قال الناس إن الصوت کان من المطار وإن الطریق إلی القریة مغلق", "ar"),
        ("أطلقت STC تطبيق MySTC الجديد في السوق", "ar"),
        ("ﺍﺳﺘﻬﺪﻓﺖ ﻃﺎﺋﺮﺓ ﻣﻮﻗﻌﺎ ﻓﻲ ﺭﻳﻒ ﺣﻠﺐ", "ar"),
        ("ارتش اعلام کرد که پهپادها به پایگاه نظامی در شرق سوریه حمله کردند و چند نفر زخمی شدند", "fa"),
        ("در اين روز نيروهاي دولتي از شهر خارج شد و اين خبر را با تاخير نيز منتشر شد است", "fa"),
        ("فوج نے کہا ہے کہ ڈرون حملے میں کئی افراد زخمی ہوئے ہیں اور علاقے کو گھیر لیا گیا", "ur"),
        ("هێزەکانی ئاسایش ڕایانگەیاند کە فڕۆکەیەکی بێفڕۆکەوان لە ناوچەکە کەوتە خوارەوە", "ckb"),
        ("ھەربىي ئايروپىلانلار چېگرا رايونىغا ھۇجۇم قىلدى دەپ خەۋەر قىلىندى", "ug"),
        ("د پوځ ویاند وویل چې په ښار کې یو برید شوی او څو کسان ټپیان شوي دي", "ps"),
        ("The army said that two drones were shot down near the border on Sunday evening", "en"),
        ("L'armée a annoncé que deux drones ont été abattus près de la frontière dimanche soir", "fr"),
    ],
)
def test_a_language_is_named(text: str, language: str) -> None:
    """Letters, then words, then statistics tell the language; dialects and Persian keyboards are Arabic."""
    assert identify(text).language == language


@pytest.mark.parametrize("text", ["", "   ", "123 ٤٥٦", "... !؟"])
def test_text_without_letters_has_no_language(text: str) -> None:
    """Where there is nothing to go by there is no verdict."""
    assert identify(text) == Verdict(None, 0.0)


@pytest.mark.parametrize(("text", "language"), [("قسد", "ar"), ("𐍈", "und")])
def test_too_little_for_statistics_is_named_by_its_script(text: str, language: str) -> None:
    """A letter or two are of their script, with half the confidence."""
    assert identify(text).language == language


def test_a_few_foreign_names_leave_a_text_arabic() -> None:
    """Names spelt with letters of another language stay under the threshold."""
    text = (
        "قال المتحدث باسم الوزارة إن الطائرة سقطت قرب الحدود، وأضاف أن التحقيق مستمر في أسباب الحادث منذ صباح اليوم گول"
    )
    assert identify(text).language == "ar"


@settings(deadline=None)  # the first text waits for the profiles
@given(st.text(max_size=200))
def test_any_text_gets_the_same_verdict_twice(text: str) -> None:
    """The verdict is deterministic, its confidence a share, and no text makes it raise."""
    verdict = identify(text)
    assert verdict == identify(text)
    assert 0.0 <= verdict.confidence <= 1.0
