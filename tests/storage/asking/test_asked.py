"""Questions as the database is asked them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.facts import names
from storage.asking.asked import Asked, understand
from storage.asking.errors import QuestionError
from storage.asking.fields import Outlet, Terms

KNOWN = Terms(
    names.default(),
    ("shelling.mutual", "strike", "strike.air"),
    (Outlet("sana", "سانا", "SANA"), Outlet("enab", "عنب بلدي", "Enab Baladi")),
)


def ask(text: str) -> Asked:
    """A question, understood."""
    return understand(text, KNOWN)


@pytest.mark.parametrize(
    ("typed", "wide"),
    [
        ("قصف غارة", "('قصف' & 'غاره')"),
        ("والطائرات", "'طايرات'"),
        ("الله", "'الله'"),
        ("أمريكي", "('امريكي' | 'اميركي')"),
        ("أميركي", "('اميركي' | 'امريكي')"),
        ("طائر*", "'طاير':*"),
        ("قصف OR (غارة -جير)", "('قصف' | ('غاره' & !('جير')))"),
        ("بدمشق", "('بدمشق' | 'دمشق')"),
        ("كفر نبل", "(('كفر' & 'نبل') | 'كفرنبل')"),
        ("source:sana", "'source/sana'"),
        ("source:عنب", "'source/enab'"),
        ('مصدر:"عنب بلدي"', "'source/enab'"),
        ('place:"Deir Ezzor"', "'place/deir-ez-zor'"),
        ("place:حلب", "'place/aleppo'"),
        ("place:العراق", "'country/iq'"),
        ("actor:sdf", "'actor/sdf'"),
        ("actor:قسد", "'actor/sdf'"),
        ("actor:IRGC", "'actor/iran_irgc'"),
        ("actor:إيران", "'actor/iran_irgc'"),
        ("type:strike", "('type/strike' | 'type/strike.air')"),
        ("label:escalation tag:hama", "('label/escalation' & 'tag/hama')"),
        ("story:012", "'story/12'"),
        ("killed<2", "('killed/000000' | 'killed/000001')"),
        ("killed<0", "'killed/none'"),
        ("o'clock", "('o' & 'clock')"),
    ],
)
def test_the_index_is_asked(typed: str, wide: str) -> None:
    """Words in the forms of the index, names in their spellings, fields as facts."""
    assert ask(typed).wide == wide


def test_the_order_of_words_is_checked_where_it_matters() -> None:
    """The index knows no order: it is asked for the words, and what it finds is checked."""
    asked = ask('"خراب الجير" place:idlib')
    assert asked.wide == "(('خراب' & 'جير') & 'place/idlib')"
    assert (asked.exact, asked.mixed) == ("(('خراب' <-> 'جير'))", None)
    chosen = ask('"خراب الجير" OR place:idlib')
    assert (chosen.exact, chosen.mixed) == (None, "((('خراب' <-> 'جير') | 'place/idlib'))")
    assert (ask("خراب الجير").exact, ask("خراب الجير").mixed) == (None, None)
    without = ask('قصف -"خراب الجير"')
    assert without.wide == "('قصف')"  # the words may be there in another order
    assert without.exact == "(!(('خراب' <-> 'جير')))"


def test_what_is_ranked_and_shown() -> None:
    """Words that are wanted; nothing that is to be left out, no fields."""
    asked = ask("قصف طائر* -غارة place:idlib")
    assert asked.ranked == "'قصف' | 'طاير':*"
    assert asked.words == ["قصف", "طاير*"]
    assert ask("place:idlib").ranked is None


def test_similar_titles_may_answer_plain_words() -> None:
    """Words and fields side by side, which titles have to fit; no phrase, no sign, not fields alone."""
    asked = ask("قصف place:idlib killed>5 الجيرر")
    assert (asked.is_plain, asked.typed) == (True, "قصف الجيرر")
    assert asked.facts is not None
    assert asked.facts.startswith("('place/idlib' & ('killed/000006' |")
    assert ask("قصف").facts is None
    assert not any(ask(typed).is_plain for typed in ('"خراب الجير"', "قصف -غارة", "place:idlib"))


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("Deir ez-Zor", "('دير' & 'زور')"),
        ("Deir al-Zour", "'ديرالزور'"),
        ("SDF", "'قسد'"),
        ("Hasakeh", "'حسكه'"),
        ("Kobani", "'كوباني'"),
        ("Al-Bab", "('مدينه' & 'باب')"),
        ("Israel", "'اسراييل'"),
        ("Kharab al-Jir", "('خراب' & 'جير')"),  # the list has its base and airstrip only
        ("Conoco", "'كونيكو'"),
    ],
)
def test_english_names_find_the_arabic_ones(typed: str, form: str) -> None:
    """However they are spelled; the words as typed are looked for as well, and the reader is told."""
    asked = ask(typed)
    assert form in asked.wide
    assert f"'{typed.split()[0].split('-')[0].lower()}'" in asked.wide
    assert "is also looked for as" in asked.notes[0]


def test_latin_words_that_are_no_names_stay() -> None:
    """No name is alike enough."""
    assert ask("Reuters army").wide == "('reuters' & 'army')"
    assert ask("Reuters army").notes == ()


def test_days_bound_the_whole_question() -> None:
    """The narrowest of several, inclusive."""
    asked = ask("قصف since:2026-11-01 منذ:٢٠٢٦-١١-٠٣ until:2026-11-09")
    assert (asked.since, asked.until) == (date(2026, 11, 3), date(2026, 11, 9))
    assert asked.wide == "'قصف'"


def test_letters_that_may_be_proclitics_are_looked_through_when_asked() -> None:
    """Only then: the وزارة of a question is not زارة."""
    assert ask("وزارة").wide == "'وزاره'"
    assert understand("وزارة", KNOWN, loose=True).wide == "('وزاره' | 'زاره')"


@pytest.mark.parametrize(
    ("typed", "at", "what"),
    [
        ("", None, "no word to search for"),
        ("since:2026-11-01", None, "no word to search for"),
        ("-قصف", None, "only says what to leave out"),
        ("قصف OR -غارة", None, "only says what to leave out"),
        ("قصف since:yesterday", 5, "wants a day such as 2026-11-22"),
        ("قصف since:1811-01-01", 5, "outside the years"),
        ("قصف OR since:2026-11-01", 8, "holds for the whole question"),
        ("place:Atlantis", 1, "no place “Atlantis”"),
        ("place:بغداد", 1, "no place “بغداد”"),
        ("place:لامكان", 1, "no place"),
        ("actor:nobody", 1, "no party “nobody”: give its Arabic or English name"),
        ("actor:sham_corp", 1, "no party “sham_corp”; do you mean sham_corps"),
        ("actor:دمشق", 1, "no party"),
        ("type:party", 1, "no kind of event “party”; there are shelling.mutual"),
        ("source:none", 1, "no source “none”"),
        ("label:x", 1, "no label “x”; there are escalation"),
        ("killed>many", 1, "a whole number, not with “many”"),
        ("story:x", 1, "a whole number"),
        ("ال*", None, "too short"),
        ('"قصف غا"*', None, "too short"),
    ],
)
def test_what_means_nothing_is_told(typed: str, at: int | None, what: str) -> None:
    """A sentence that says what would be right, and the place."""
    with pytest.raises(QuestionError, match=what) as raised:
        ask(typed)
    assert raised.value.at == at


_parts = st.sampled_from(
    [
        "قصف",
        '"أ ب"',
        "(",
        ")",
        "OR",
        "-",
        "killed>5",
        "place:حماة",
        "طائ*",
        "NOT",
        "SDF",
        "until:2026-01-01",
        "دير الزور",
    ]
)


@given(st.lists(_parts, max_size=12).map(" ".join))
def test_whatever_is_asked_is_answered_or_refused(typed: str) -> None:
    """What is understood bounds the search: the index is asked for something."""
    try:
        asked = ask(typed)
    except QuestionError:
        return
    assert "'" in asked.wide
    assert asked.exact is None or asked.mixed is None
