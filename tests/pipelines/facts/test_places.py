"""Places come out with what their words, their sentence and the article say of them. The texts are made up."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import arabic, gazetteer
from pipelines.facts import names
from pipelines.facts.fact import Place, Precision
from pipelines.facts.places import distinct, places_of


def found(title: str, body: str = "") -> list[Place]:
    """Every mention in a text."""
    return list(places_of(title, body, names.default()))


def ids(title: str, body: str = "") -> list[str]:
    """The ids found, or the names of what has none."""
    return [place.id or place.name for place in found(title, body)]


def test_proclitics_are_cut_and_spans_hold_the_name() -> None:
    """The name is as written without و, ب, ل; للتنف gives التنف; the span is that of the name in the text."""
    text = "قصف بدير الزور وتعزيزات للتنف وبالحسكة ووصول رتل إلى «خشام»"
    places = found(text)
    assert [place.name for place in places] == ["دير الزور", "التنف", "الحسكة", "خشام"]
    assert [text[place.span.start : place.span.end] for place in places] == ["دير الزور", "لتنف", "الحسكة", "خشام"]


@pytest.mark.parametrize("text", ["بريف كفرسجنة", "قرب كفر سجنة", "في معرة حرمة وكفر سجنة", "قرية كفَر سجنَة"])
def test_joined_and_split_spellings_are_one(text: str) -> None:
    """The space behind كفر and معرة is no matter."""
    assert ids(text)[-1] == "kafr-sajnah"
    assert found(text)[-1].admin1 == "Idlib"


@pytest.mark.parametrize(
    ("text", "kind", "precision"),
    [
        ("في محافظة حلب", "governorate", Precision.GOVERNORATE),
        ("في مدينة حلب", "locality", Precision.SITE),
        ("في ريف حلب الشرقي", "governorate", Precision.AREA),
        ("في محيط مدينة حلب", "governorate", Precision.AREA),
        ("شرقي منبج", "district", Precision.AREA),
        ("نقلوا إلى مشفى منبج", "district", Precision.AREA),
        ("في منبج", "district", Precision.SITE),
        ("وصل إلى حلب", "governorate", Precision.GOVERNORATE),
        ("قصف على قاعدة خراب الجير", "base", Precision.AREA),
        ("في شمال سوريا", "region", Precision.GOVERNORATE),
    ],
)
def test_the_words_before_a_name_say_how_much_of_it_is_meant(text: str, kind: str, precision: Precision) -> None:
    """A governorate is not its town, a countryside is no point, an unverified point is an area."""
    place = found(text)[0]
    assert (place.kind, place.precision) == (kind, precision)


def test_cues_of_two_letters_may_have_a_prefix() -> None:
    """وحي and بحي introduce a quarter as حي does."""
    assert ids("قصف على حي غويران وحي النشوة في الحسكة") == ["ghuwayran", "al-nashua", "al-hasakah"]
    assert ids("قصف بحي النشوة في الحسكة") == ["al-nashua", "al-hasakah"]


def test_a_capital_may_be_its_government() -> None:
    """دمشق says, is served and is asked as a government; elsewhere it is a place."""
    for text in ("دمشق تنفي استهداف درعا", "فصائل موالية لدمشق في درعا", "غارات بطلب من دمشق على درعا"):
        assert ids(text) == ["daraa"], text
    for text in ("اتفاق مع دمشق بعد قصف على درعا", "مفاوضات بين قسد ودمشق في درعا", "بين دمشق وقسد في درعا"):
        assert ids("", text) == ["daraa"]
    for text in ("عملية تلوح بها دمشق في درعا", "قصف على درعا ولا تعليق رسميا من دمشق", "صفحات مقربة من دمشق في درعا"):
        assert ids("", text) == ["daraa"], text
    assert ids("", "قصف على درعا، ودعا السفير الأميركي في دمشق إلى التهدئة") == ["daraa"]
    assert ids("إسرائيل تقصف السفارة الإيرانية في دمشق") == ["damascus"]
    for text in ("تنتشر القوات في درعا رغم تنديد دمشق بذلك", "الجيش مستعد في درعا إذا طلبت دمشق ذلك"):
        assert ids("", text) == ["daraa"], text
    assert ids("غارات على دمشق") == ["damascus"]
    assert ids("غارات إسرائيلية على دمشق وحزب الله يتوعد") == ["damascus"]
    answered = found("غارات إسرائيلية على محيط دمشق والرياض تدين")
    assert [place.name for place in answered] == ["دمشق"]
    assert ids("", "قصف على حلب ودمشق") == ["aleppo", "damascus"]
    assert [place.name for place in found("قصف محيط العاصمة السورية دمشق")] == ["دمشق"]
    assert [place.name for place in found("قصف محيط العاصمة السورية")] == ["العاصمة السورية"]


def test_streets_and_squares_are_places_and_not_the_towns_that_they_are_named_after() -> None:
    """As are harbours; "ساحة معركة" is none, and people are not where they come from."""
    assert ids("قذائف على دوار شيحان في درعا") == ["دوار شيحان", "daraa"]
    assert ids("قذائف على شارع الثورة في درعا") == ["شارع الثورة", "daraa"]
    assert ids("قذائف على شارع حلب في درعا") == ["daraa"]
    assert ids("تحولت إلى ساحة معركة في درعا") == ["daraa"]
    assert ids("مقتل شاب من مهجري تلبيسة في درعا") == ["daraa"]
    assert ids("قال المرصد، ومقره في بريطانيا، إن قذائف سقطت على درعا") == ["daraa"]


def test_where_people_fled_from_and_what_was_agreed_is_no_place_of_the_news() -> None:
    """ "عائلة نازحة من مدينة السخنة", "اتفاق سوتشي", "المحظور في روسيا"."""
    assert ids("", "قتلت عائلة نازحة من مدينة السخنة بقصف على الرقة") == ["raqqa"]
    assert ids("", "قصفت الطائرات مواقع لداعش (المحظور في روسيا) في ريف حماة") == ["hama"]
    assert ids("", "قصف على إدلب رغم اتفاق سوتشي") == ["idlib"]
    assert ids("", "قصف النظام رتل نازحين من سراقب في إدلب") == ["saraqab", "idlib"]


def test_areas_are_called_by_what_they_are() -> None:
    """ "المنطقة العازلة"; and a village may end like a plural, a row go on with a name of two words."""
    told = "توغلت قوة إسرائيلية في المنطقة العازلة قرب قرية جرمانين بريف القنيطرة السوري"
    assert [place.name for place in found("", told)] == ["المنطقة العازلة", "جرمانين", "القنيطرة"]
    told = "قصف على قرى الفرحانية وعين الحرة ودير سلمان في ريف عفرين"
    assert "عين الحرة" in [place.name for place in found("", told)]
    assert ids("", "تعهد في عفرين بإقامة المنطقة العازلة، وقصف بلدات جنديرس وبيت المواطن") == [
        "afrin",
        "jandairis",
    ]
    assert ids("", "قصف على قرية قديمة وبلدات متفرقة في عفرين") == ["afrin"]
    told = "قصف على قرى الجديدة والزيادية والعزيزية في ريف حلب، وعلى قرية جديدة"
    assert [place.name for place in found("", told)][:3] == ["الجديدة", "الزيادية", "العزيزية"]


def test_airfields_of_towns_are_places_though_the_town_is_a_word() -> None:
    """ "مطاري المزة والضمير"."""
    told = found("", "غارات إسرائيلية على مطاري المزة والضمير في ريف دمشق")
    assert [place.name for place in told][:2] == ["المزة", "الضمير"]


def test_a_number_behind_a_town_is_a_count() -> None:
    """There is an outlet that is called so, and the count is said far more often."""
    assert ids("", "قتل في السويداء 24 شخصا باشتباكات") == ["as-suwayda"]


def test_a_hashtag_is_shown_without_its_lines() -> None:
    """As a name is written elsewhere."""
    assert found("", "قصف على #دير_حافر في ريف حلب")[0].name == "دير حافر"


def test_a_name_that_heads_a_line_is_a_place() -> None:
    """In round-ups of a day, even one that is a common word; within a line it is that word."""
    told = "حصاد اليوم\nدرعا: قصف مدفعي على المدينة.\nالحراك: انفجرت عبوة.\nازرع: اغتيال عنصر."
    assert ids("", told) == ["daraa", "hrak", "izra"]
    assert ids("المالكي: الحرب في سوريا تهدد العراق", "قال المالكي ذلك.\nالصورة: آثار القصف على إدلب.") == ["idlib"]
    assert ids("", "توقف الحراك في درعا") == ["daraa"]


def test_roads_markets_and_mosques_are_places_by_their_names() -> None:
    """ "طريق الخابور", "سوق الهال", "جامع النور"; the way home is none."""
    told = "قصف على سوق الهال وجامع النور في مدينة الرقة، وكمين على طريق الكسرات"
    assert [place.name for place in found("", told)] == ["سوق الهال", "جامع النور", "الرقة", "طريق الكسرات"]
    assert ids("", "عثر في الرقة على جثته عن طريق الصدفة على طريق المصالحة قرب سوق السلاح") == ["raqqa"]
    assert ids("", "وصف الهجوم في الرقة بأنه يقطع طريق العودة وقرى كثيرة دمرت") == ["raqqa"]


def test_a_region_or_border_named_in_full_is_one() -> None:
    """الغوطة beside الغوطة الشرقية says nothing more."""
    places = found("قصف على الغوطة", "قصف على الغوطة الشرقية والحدود السورية، قرب الحدود السورية اللبنانية")
    assert [place.name for place in distinct(places)] == ["الغوطة الشرقية", "الحدود السورية اللبنانية"]


def test_a_point_has_a_radius() -> None:
    """No point goes out without how far it may be off; unlisted points are wider than a town."""
    places = found("قصف على خراب الجير ومحيط منبج وحقل التنك وريف دمشق والبادية السورية ونهر الفرات")
    assert len(places) == 6
    assert all((place.lat is None) == (place.precision_km is None) for place in places)
    assert all(place.precision_km is None or place.precision_km >= 10 for place in places)


@pytest.mark.parametrize(
    "text",
    [
        "أغلق الموظف الباب أمام المراجعين في مدينة حلب",
        "نشرت الوكالة قنوات جديدة في حماة",
        "كسرت الطائرة حاجز الصوت فوق إدلب بمسافة واسعة",
        "تناول الجنود حمص وفول في بيروت",
        "قالت قناة الميادين إن القصف مستمر في حلب",
    ],
)
def test_words_that_are_also_names_are_words(text: str) -> None:
    """A door is no town, chickpeas are no city, a channel is not where something happens."""
    assert not {"al-bab", "qanawat", "homs", "mayadin"} & set(ids(text))


def test_a_capital_abroad_is_a_place_close_behind_arms_alone() -> None:
    """Where people met, sit or govern is none of the news; nor is a channel that is called after a town."""
    abroad = [place.name for place in found("", "قتل عشرة بقصف على إدلب. وقال بعد لقاء في طهران إن الغارات مستمرة.")]
    assert abroad == ["إدلب"]
    assert "بيروت" in [place.name for place in found("", "قتل ثلاثة بقصف على حلب، واثنان بغارة في بيروت")]
    assert ids("", "قال مصدر للميادين إن القصف على حلب مستمر") == ["aleppo"]
    assert ids("", "اتفاق مع السلطات في دمشق بعد قصف على حلب") == ["aleppo"]


def test_near_a_common_word_is_near_a_town_of_that_governorate() -> None:
    """نوى is "he intended", too."""
    assert "nawa" in ids("", "غارات على موقع قرب نوى وعلى إزرع في ريف درعا")
    assert "nawa" not in ids("", "غارات على موقع قرب نوى في ريف حلب")


def test_an_unborn_child_is_no_town() -> None:
    """The West Bank's is one where something else is named of Palestine."""
    assert [place.name for place in found("", "قتل تسعة بينهم طفلة وجنين بقصف على إدلب")] == ["إدلب"]
    assert "جنين" in [place.name for place in found("", "غارات على إدلب، واقتحام مدينة جنين ومقتل فلسطيني فيها")]


def test_a_city_that_is_a_dish_is_told_by_arms() -> None:
    """Homs needs no other name of Syria where the sentence tells of shelling."""
    assert ids("", "قصف عنيف على حمص أوقع قتلى") == ["homs"]
    assert ids("طبق حمص باللحم", "يقدم طبق حمص باللحم مع الخبز.") == []


def test_who_destroys_is_no_town() -> None:
    """Palmyra is spelt like "destroys"."""
    assert "tadmur" not in ids("", "إسرائيل تدمر سفنا حربية في اللاذقية، وقسد تدمر آلية في حلب")
    assert "tadmur" in ids("", "سقطت قذائف على تدمر في ريف حمص")


def test_a_cue_or_a_row_makes_a_name_of_a_word() -> None:
    """مدينة الباب, and the same behind it in a row of places of its governorate."""
    assert "al-bab" in ids("قصف على مدينة الباب")
    assert "al-bab" in ids("قصف على أعزاز والباب")
    assert "hader" in ids("قصف على مشارف قرية الحضر في القنيطرة")
    assert ids("قصف مستشفيات صيدا والمسيفرة في درعا") == ["sayda", "mseifra", "daraa"]


def test_homonyms_are_settled_by_their_company() -> None:
    """The governorate of the sentence decides; without any hint all stay as candidates, and no point is given."""
    idlib = next(place for place in found("قصف على قرية النيرب بريف إدلب") if "النيرب" in place.name)
    aleppo = next(place for place in found("قصف على بلدة النيرب شرق حلب") if "النيرب" in place.name)
    assert (idlib.admin1, aleppo.admin1) == ("Idlib", "Aleppo")
    unsettled = found("قصف على قرية النيرب")[0]
    assert len(unsettled.candidates) == 2
    assert unsettled.lat is None


def test_the_same_name_abroad_is_told_by_its_country() -> None:
    """طرابلس is in Libya where Libya is named; القنيطرة is in Morocco, or in Syria."""
    assert [place.country for place in found("اشتباكات في طرابلس غربي ليبيا")] == ["LY", "LY"]
    assert found("مهرجان في مدينة القنيطرة شمالي المغرب")[0].country == "MA"
    assert found("توغل في ريف القنيطرة جنوبي سوريا")[0].id == "quneitra"


def test_countries_are_places_where_something_happens_in_them() -> None:
    """ "في العراق" is a place; who acts or is served is a party; the war that dates an event plays elsewhere."""
    assert [place.country for place in found("غارة في العراق")] == ["IQ"]
    for text in ("إيران تقصف", "فصائل موالية لإيران", "منذ الحرب على غزة", "اتفاق بين أنقرة وموسكو", "أعلنت واشنطن"):
        assert found(text) == [], text


def test_talks_abroad_are_no_place_of_the_news() -> None:
    """A place in another country counts where its sentence tells of arms or harm, or a convoy comes from there."""
    for talk in ("وفي واشنطن قال مسؤولون إنهم يتابعون.", "شاركت الفصائل في محادثات جنيف.", "يزور الوفد روسيا في أيار."):
        assert ids("قصف على حماة", talk) == ["hama"], talk
    fought = found("قصف على حماة", "وقتل شرطيان في انفجار في جنيف. ووصلت قافلة قادمة من العراق، وهي من قاعدة إنجرليك.")
    assert [place.name for place in fought] == ["حماة", "جنيف", "العراق", "قاعدة إنجرليك"]


def test_datelines_are_no_places_of_the_news() -> None:
    """Where the reporter sits is not where it happened; a sure Syrian place stays."""
    assert ids("", "بيروت – وكالات: قصف الجيش مواقع في منبج") == ["manbij"]
    assert ids("", "عمان - خاص\nدخلت قافلة إلى درعا") == ["daraa"]
    assert ids("", "دبي، الإمارات العربية المتحدة (CNN)— دخلت قافلة إلى درعا") == ["daraa"]


def test_borders_are_places() -> None:
    """With the countries on both sides, or with a neighbour."""
    borders = found("ضبط شحنة على الحدود السورية اللبنانية ثم على الحدود مع تركيا وفي الشريط الحدودي")
    assert [(place.kind, place.country) for place in borders] == [("border", "LB"), ("border", "TR"), ("border", "SY")]


def test_each_place_once_and_the_vague_ones_only_alone() -> None:
    """The flat list: first mentions, the commonest spelling; the country only where nothing in it is named."""
    places = found("قصف في سوريا", "قصف على العاصمة السورية دمشق شمال سوريا. دمشق هادئة. وصل وفد إلى دمشق.")
    assert [place.name for place in distinct(places)] == ["دمشق"]
    assert [place.id for place in distinct(found("قصف في سوريا"))] == ["syria"]
    assert [place.id for place in distinct(found("قصف في سوريا", "قصف شمال سوريا"))] == ["northern-syria"]
    near = distinct(found("غارة داخل سوريا", "قصف قرب الحدود السورية"))
    assert [place.kind for place in near] == ["country", "border"]
    names = [place.name for place in distinct(found("", "قصف على الحدود مع تركيا. هدوء على الحدود التركية"))]
    assert names == ["الحدود التركية"]
    assert [place.country for place in distinct(found("غارات في العراق", "قصف على الموصل في العراق"))] == ["IQ", "IQ"]


def test_an_imported_list_needs_company() -> None:
    """Its names count behind a cue or beside their governorate, and never overrule the shipped list."""
    row = {"id": "x-1", "kind": "locality", "admin1": "Homs", "lat": 34.5, "lon": 36.9, "precision_km": 2}
    own = [
        gazetteer.entry({**row, "names": ["مسكون"]}, imported=True),
        gazetteer.entry({**row, "id": "x-2", "names": ["حماة", "تركية"]}, imported=True),
    ]
    known = names.load(imported=own)
    counted = {
        text: [place.id for place in places_of(text, "", known)]
        for text in ("بيت مسكون", "قصف على قرية مسكون", "قصف في مسكون بريف حمص", "حماة", "غارة تركية في حلب")
    }
    assert list(counted.values()) == [[], ["x-1"], ["x-1", "homs"], ["hama"], ["aleppo"]]


def test_it_can_be_sent_to_another_process() -> None:
    """Worker processes may get the names by pickling."""
    again = pickle.loads(pickle.dumps(names.default()))
    assert [place.id for place in places_of("في الحسكة", "", again)] == ["al-hasakah"]


WORDS = st.sampled_from(
    ["و", "،", ".", "«", "»", "–", "في", "قرى", "بلدة", "ريف", "حلب", "والباب", "منبج،", "كفر", "للتنف", "الحدود",
     "السورية", "وادي", "تل", "أبو", "النظام", "قَصفـت", "123", "T4", "لل", "جبل", "الشرقي", "\n", "لبنان"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14), st.lists(WORDS, max_size=14))
def test_spans_lie_in_the_text_whatever_it_is(title: list[str], body: list[str]) -> None:
    """Any row of words is read without a fault; spans are in order, within the text, and hold the name's letters."""
    texts = {"title": arabic.clean(" ".join(title)), "body": arabic.clean(" ".join(body))}
    for place in places_of(texts["title"], texts["body"], names.default()):
        text = texts[place.span.where]
        assert 0 <= place.span.start < place.span.end <= len(text)
        written = "".join(arabic.words(text[place.span.start : place.span.end]))
        assert "".join(arabic.words(place.name)) in (written, "ا" + written)


def test_short_heads_of_names_stand_behind_proclitics() -> None:
    """ "و" before تل is no part of the word, if the name goes on."""
    assert ids("", "قصفت المدفعية أرياف كوباني وتل رفعت") == ids("", "قصفت المدفعية أرياف كوباني وبلدة تل رفعت")


def test_where_an_agency_sits_is_no_place_of_the_news() -> None:
    """A capital before the name of an agency is where the report was written."""
    assert "damascus" not in ids("", "دمشق (أ ف ب) - شنت طائرات غارة على حمص")
    assert "damascus" in ids("", "دمشق - شنت طائرات غارة على حمص")
