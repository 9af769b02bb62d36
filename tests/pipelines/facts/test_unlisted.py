"""Places that no list holds are told by grammar, and what only looks like one is not. The names are made up."""

import pytest

from pipelines.facts import names
from pipelines.facts.places import places_of


def unlisted(text: str) -> list[tuple[str, str, str]]:
    """Name, kind and governorate of the places without an id."""
    places = places_of("", text, names.default())
    return [(place.name, place.kind, place.admin1) for place in places if not place.id and place.kind != "country"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف على قرية زلقوم بريف إدلب", [("زلقوم", "locality", "Idlib")]),
        ("قصف على قرية زلقوم الفوقا، في ريف حماة", [("زلقوم الفوقا", "locality", "Hama")]),
        ("في بلدة الزلقومية بريف درعا", [("الزلقومية", "locality", "Daraa")]),
        (
            "قصف بلدات زلقوم وشمروخ والبطنوس في ريف حلب",
            [(n, "locality", "Aleppo") for n in ("زلقوم", "شمروخ", "البطنوس")],
        ),
        ("قصف قرى منبج وشمروخ", [("شمروخ", "locality", "Aleppo")]),
        ("سيطر على خشام وشمروخ وحطلة", [("شمروخ", "locality", "Deir ez-Zor")]),
        ("في كفر شمروخ بريف إدلب", [("كفر شمروخ", "locality", "Idlib")]),
        ("قرب كفرشمروخ بريف إدلب", [("كفرشمروخ", "locality", "Idlib")]),
        ("هجوم على حقل الشمروخ النفطي قرب دير الزور", [("حقل الشمروخ النفطي", "oil_gas", "Deir ez-Zor")]),
        ("تحليق فوق مطار الشمروخ العسكري شرق حماة", [("مطار الشمروخ العسكري", "airfield", "Hama")]),
        ("في قرية أم شمروخ غرب الرقة", [("أم شمروخ", "locality", "Raqqa")]),
        ("في منطقة دير الشمروخ غرب دمشق", [("دير الشمروخ", "locality", "Damascus")]),
        ("في تل شمروخ بريف حماة", [("تل شمروخ", "locality", "Hama")]),
        ("قصف خشام وتل الشمروخ", [("تل الشمروخ", "site", "Deir ez-Zor")]),
        ("عند حاجز الشمروخ غرب الرقة", [("حاجز الشمروخ", "site", "Raqqa")]),
        ("في قرية شمروخ البطنوس بريف حماة", [("شمروخ البطنوس", "locality", "Hama")]),
    ],
)
def test_names_behind_cues_and_in_rows(text: str, expected: list[tuple[str, str, str]]) -> None:
    """قرية X, بلدات X وY, حقل X النفطي, كفر X: with the governorate that the sentence names."""
    assert unlisted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "في قرية صغيرة بريف إدلب",
        "قصف قرى وبلدات في ريف حماة",
        "البلدة الحدودية مع حلب",
        "مدينة تعرضت للقصف في درعا",
        "قاعدة أمريكية في الحسكة",
        "قاعدة بيانات في دمشق",
        "وأدى القصف إلى دمار في حلب",
        "من ناحية أخرى وصل وفد إلى دمشق",
        "مدينة إدلب والمعارضة ترد",
        "مناطق خاضعة للسيطرة في حلب",
        "بلدات الغربية من حماة",
        "كفروا بالوعود في حلب",
        "سكان مدينة شمروخ بولاية نائية يزورون حلب",
        "في التل شمروخ حلب",
        "خرق حاجز الصوت فوق حلب",
        "سقط صاروخ بحي سكني في حلب",
    ],
)
def test_what_only_looks_like_a_name(text: str) -> None:
    """Adjectives, plurals, verbs, prepositions and provinces abroad stand behind such words, too."""
    assert unlisted(text) == []


def test_only_an_article_about_syria_has_them() -> None:
    """A village elsewhere is none of ours; the adjective behind a name tells its country."""
    assert unlisted("قصف على قرية زلقوم في اليمن") == []
    places = places_of("", "قرب بلدة شمروخ التركية مقابل منبج", names.default())
    assert [(place.name, place.country) for place in places if not place.id] == [("شمروخ", "TR")]
