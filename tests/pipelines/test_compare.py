"""Tests of pipelines/compare.py."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import lexicon
from pipelines.compare import Relation, Text, compare, compare_copies

SENTENCES = (
    "أعلنت فرق الدفاع المدني فجر الجمعة أن قصفا مدفعيا طال أطراف بلدة تل الزعفران في ريف حلب الشرقي",
    "وأسفر القصف عن مقتل سبعة مدنيين بينهم طفلان وإصابة اثني عشر آخرين نقلوا إلى مشفى المنطقة",
    "وقال مصدر محلي إن القذائف أصابت سوقا شعبيا ومدرسة كانت مغلقة وقت القصف",
    "وأضاف المصدر أن حركة نزوح بدأت من القرى المجاورة باتجاه الشمال خوفا من تجدد القصف",
    "ولم تعلق أي جهة رسمية على الحادثة حتى ساعة إعداد هذا الخبر",
)
STORY = Text("قصف مدفعي على تل الزعفران", ".\n".join(SENTENCES), source="ufuq")
ELSEWHERE = "افتتح وزير الزراعة معرض الزيتون السنوي بمشاركة مئة عارض من عشر دول وسط إقبال لافت من الزوار في يومه الأول"


def relation(one: Text, other: Text) -> Relation:
    """What two texts are to each other, asked both ways."""
    found = compare(one, other, lexicon.default())
    assert compare(other, one, lexicon.default()) == found
    return found.relation


def changed(title: str = STORY.title, body: str = STORY.body) -> Text:
    """The story at another outlet, with other parts."""
    return Text(title, body, source="barid")


@pytest.mark.parametrize(
    "copy",
    [
        changed(title="عنوان آخر"),
        changed(body="".join(char + "\u064e" for char in STORY.body)),
        changed(body="حلب - سانا: " + STORY.body.replace("إ", "ا").replace("ة", "ه")),
        changed(body=".\n".join(SENTENCES[:2])),
        changed(body=".\n".join((SENTENCES[3], SENTENCES[4], SENTENCES[0], SENTENCES[1], SENTENCES[2]))),
        changed(body=f"{ELSEWHERE}.\n{STORY.body}\n{ELSEWHERE} أيضا وشهدت قاعاته ندوات كثيرة"),
        changed(body=STORY.body.replace("سبعة", "7").replace("اثني عشر", "12")),
        changed(body=STORY.body.replace("مدنيين بينهم طفلان", "مدنيين")),
        changed(body=STORY.body + "\nاقرأ أيضا: وصول قافلة مساعدات\n(رويترز)"),
    ],
    ids=["title", "tashkeel", "spelling", "cut", "moved", "embedded", "digits", "fewer figures", "page lines"],
)
def test_a_copy_is_a_copy_however_it_was_dressed(copy: Text) -> None:
    """Respelled, retitled, cut, moved about, within a longer text."""
    assert relation(STORY, copy) is Relation.DUPLICATE


@pytest.mark.parametrize(
    "twin",
    [
        changed(body=STORY.body.replace("سبعة", "تسعة")),
        changed(body=STORY.body.replace("الجمعة", "الأحد")),
        changed(body=STORY.body.replace("حلب", "إدلب")),
        changed(title="مقتل 9 في قصف مدفعي على تل الزعفران", body=STORY.body.replace("سبعة", "9")),
    ],
    ids=["toll", "day", "place", "title and toll"],
)
def test_the_same_form_with_other_facts_is_an_update(twin: Text) -> None:
    """A corrected toll, or the statement of another day, with the difference told."""
    assert relation(STORY, twin) is Relation.UPDATE
    assert "≠" in compare(STORY, twin, lexicon.default()).reason


def test_the_figure_of_a_title_counts_too() -> None:
    """Though the bodies are the same but for a word."""
    one, other = replace(STORY, title="سبعة قتلى بقصف"), changed(title="تسعة قتلى بقصف", body=STORY.body + " مساء")
    assert relation(one, other) is Relation.UPDATE
    retitled = changed(title="إصابة 12 شخصا وحركة نزوح شمالا", body=STORY.body + " مساء")
    assert relation(one, retitled) is Relation.DUPLICATE


def test_the_same_outlet_again_is_a_version() -> None:
    """At its address whatever changed; elsewhere if no fact did."""
    assert relation(STORY, replace(STORY, body=".\n".join(SENTENCES[:4]))) is Relation.VERSION
    here = replace(STORY, url="https://ufuq.example/1")
    assert relation(here, replace(here, body=STORY.body.replace("سبعة", "تسعة"))) is Relation.VERSION
    assert relation(here, replace(here, body=ELSEWHERE)) is Relation.VERSION


def test_a_stock_sentence_makes_no_copy() -> None:
    """A flash of one sentence that stands in a long text."""
    assert relation(STORY, Text("خبر", SENTENCES[4])) is not Relation.DUPLICATE


def test_flashes_are_compared_with_their_titles() -> None:
    """A body of a few words says too little alone."""
    one, other = Text("انفجار في منبج", "عاجل"), Text("قصف على حلب", "عاجل")
    assert not relation(one, other).copied
    assert relation(one, replace(one, source="barid")) is Relation.DUPLICATE


def test_other_texts_are_told_apart_by_what_they_speak_of() -> None:
    """Another subject is unrelated; `compare_copies` leaves both unanswered."""
    assert relation(STORY, Text("معرض الزيتون", ELSEWHERE)) is Relation.UNRELATED
    assert compare_copies(STORY, Text("معرض الزيتون", ELSEWHERE), lexicon.default()) is None
    retold = Text(
        "قذائف على سوق تل الزعفران", "سقطت قذائف مدفعية على سوق شعبي في تل الزعفران وقتل سبعة مدنيين بينهم طفلان."
    )
    near = [replace(text, published_at=None) for text in (STORY, retold)]
    assert relation(*near) is Relation.SAME_STORY


@given(st.permutations(SENTENCES), st.integers(0, 4))
def test_any_order_and_any_cut_of_the_sentences_is_a_copy(sentences: list[str], cut: int) -> None:
    """As long as a part of some length is left."""
    body = ".\n".join(sentences[: 5 - cut])
    if len(body.split()) >= 20:
        assert relation(STORY, changed(body=body)) is Relation.DUPLICATE


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_a_text_holds_breaks_it(one: str, other: str) -> None:
    """Whatever the texts are."""
    relation(Text(one, other), Text(other, one))
