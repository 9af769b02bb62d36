"""An article's label, score, tags and evidence. All texts are written for these tests."""

import json
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines import arabic, lexicon
from pipelines.article import Evidence, Label, Tagging
from pipelines.passages import passages
from pipelines.relevance import tag
from pipelines.text import read

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("labelled_articles.jsonl").read_text(encoding="utf-8").splitlines()
]

# In the manner of an outlet that writes vowels here and there.
VOWELLED_TITLE = "تجدُّدُ القصفِ على قواعدِ التحالفِ الدوليّ شرقي سوريا"
VOWELLED = """استهدفت أمس الأحد طائراتٌ مسيّرةٌ قاعدةَ خراب الجير في ريفِ الحسكة، دونَ وقوعِ خسائر بشريّة.
وسبقَ ذلكَ هجومٌ للميليشياتِ الإيرانيّةِ بالصواريخِ على حقلِ “كونيكو” بريفِ دير الزور.
وردّت القواتُ الأميركيّةُ بقصفٍ مدفعيٍّ على بلدةِ مراط."""


def tagged(title: str, body: str = "", on: date | None = None) -> Tagging:
    """The tagging of an article under the shipped lexicon."""
    text = read(title, body)
    return tag(text, passages(text, lexicon.default()), lexicon.default(), on)


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_labels(case: dict[str, str]) -> None:
    """The label is that of the main news, as docs/tagging.md defines them."""
    assert tagged(case["title"], case["body"]).label == case["label"]


OTHER_THINGS = [
    ("إسرائيل تقصف جنوب لبنان وتقتل ثلاثة", "شنت مسيرة غارة على سيارة في النبطية، مع تحليق فوق الأجواء السورية."),
    ("روسيا تقصف خاركيف وأوكرانيا تسقط مسيرات", "قتل سبعة بقصف روسي على خاركيف، وقال الكرملين إن سوريا غير معنية."),
    ("مقتل سيدة على يد زوجها في اللاذقية", "قتل رجل زوجته رميا بالرصاص إثر خلاف عائلي."),
    ("وفاة طفلين بانفجار مدفأة في مخيم بإدلب", "توفي طفلان جراء انفجار مدفأة في مخيم قرب سرمدا."),
    ("القبض على عصابة خطف في ريف دمشق", "أوقفت الشرطة أفراد عصابة تمتهن الخطف."),
    ("رئيس الأركان يشيد بمناورات حماة السماء", "أصابت صواريخ الدفاع الجوي أهدافها في المناورة السنوية."),
]


@pytest.mark.parametrize(("title", "body"), OTHER_THINGS)
def test_other_things_with_its_words(title: str, body: str) -> None:
    """Wars elsewhere, crimes and accidents are no escalation in Syria."""
    assert tagged(title, body).label is not Label.ESCALATION


def test_an_ultimatum_is_a_threat() -> None:
    """So is an operation that is announced before its verb."""
    body = "أمهل الجيش السوري مسلحي قسد في حلب حتى التاسعة، مهددا بقصف نقاطهم."
    assert tagged("الجيش السوري يمهل قسد ست ساعات", body).label is Label.ESCALATION
    body = "قال الرئيس التركي إن قواته ستدخل تل رفعت ومنبج في الوقت المناسب."
    assert tagged("عمليتنا العسكرية في شمال سوريا ستبدأ قريبا", body).label is Label.ESCALATION


def test_a_vowelled_article_is_found_with_its_terms() -> None:
    """Tashkeel and quotation marks hide neither places nor parties nor weapons."""
    tagging = tagged(VOWELLED_TITLE, VOWELLED)
    assert tagging.label is Label.ESCALATION
    assert tagging.score > 0.8
    expected = {"kharab-al-jir-base", "conoco-gas-field", "deir-ez-zor-countryside", "us_forces", "coalition", "uav"}
    assert expected | {"iran_militias", "missile", "eastern-syria"} <= set(tagging.tags)


def test_evidence_shows_the_words_where_they_stand() -> None:
    """Offsets are those of the title and the body as given."""
    tagging = tagged(VOWELLED_TITLE, VOWELLED)
    for item in tagging.evidence:
        text = VOWELLED_TITLE if item.where == "title" else VOWELLED
        assert text[item.start : item.end] == item.words
    words = "قاعدةَ خراب الجير"
    start = VOWELLED.index(words)
    expected = Evidence("kharab-al-jir-base", "place", words, "lead", start, start + len(words))
    assert expected in tagging.evidence


def test_evidence_names_a_term_once_in_each_part() -> None:
    """Title, lead and rest show a term's first place each."""
    tagging = tagged("قصف قصف", "قصف على حلب. قصف على حلب.\n" + "كلام آخر " * 50 + ".\nقصف. قصف.")
    found = [(item.where, item.start) for item in tagging.evidence if item.term == "strike.rocket_artillery"]
    assert [where for where, _ in found] == ["title", "lead", "body"]
    assert found[0] == ("title", 0)


def test_what_stands_against_is_shown_too() -> None:
    """A reader sees why an article did not become escalation."""
    tagging = tagged("قصف على غزة", "شهدت المباراة قصفا")
    assert {item.term for item in tagging.evidence if item.category == "negative"} == {"scene.gaza", "cue.sport"}
    assert "scene.gaza" not in tagging.tags


def test_a_doubtful_name_needs_a_syrian_anchor() -> None:
    """الجفرة is in Libya, too; named beside دير الزور it is the one in Syria."""
    alone, beside = tagged("قصف مطار الجفرة"), tagged("قصف الجفرة قرب دير الزور")
    assert "al-jafra" not in alone.tags
    assert alone.label is Label.OTHER
    assert "al-jafra" in beside.tags
    assert beside.label is Label.ESCALATION


def test_a_name_that_changed_its_meaning_is_tagged_by_the_day() -> None:
    """The Syrian army of the morning before the change was another party."""
    title = "الجيش السوري يقصف مواقع في ريف حماة"
    assert "assad_forces" in tagged(title, on=date(2024, 12, 1)).tags
    assert "transitional_gov" in tagged(title, on=date(2025, 6, 1)).tags
    assert tagged(title).tags == tagged(title, on=date(2026, 1, 1)).tags


def test_a_title_alone_is_enough() -> None:
    """A flash has no body."""
    assert tagged("غارة جوية على موقع عسكري في ريف حمص").label is Label.ESCALATION


def test_a_body_alone_is_enough() -> None:
    """A page whose title is a section's name still tells its news."""
    assert (
        tagged("", "قصفت طائرات حربية صباح اليوم بلدة في ريف إدلب، ما أدى إلى مقتل مدنيين.").label is Label.ESCALATION
    )


def test_a_closing_paragraph_does_not_make_escalation() -> None:
    """Fighting recalled at the end of other news is not its main news."""
    body = "افتتح وفد من المزارعين موسم القطاف في ريف حماة. " + "وتحدث المشاركون عن الأصناف الجديدة وطرق الري. " * 9
    closing = "وكانت المنطقة شهدت قصفا واشتباكات قبل أعوام."
    assert tagged("موسم قطاف وفير في ريف حماة", body + closing).label in (Label.RELATED, Label.BACKGROUND)


def test_a_foreign_scene_lowers_the_score() -> None:
    """The more of the text happens elsewhere, the less it is about Syria."""
    here = tagged("غارات على مواقع", "غارات على مواقع في ريف دمشق.")
    both = tagged("غارات على مواقع", "غارات على مواقع في ريف دمشق وبيروت وصنعاء وغزة.")
    assert both.score < here.score


def test_nothing_is_other() -> None:
    """An empty article is about nothing."""
    assert tagged("", "") == Tagging(Label.OTHER, 0.0)


WORDS = "قصف حلب غزة مباراة سوريا دمشق. قال\n هجوم قتلى الباب لبنان ذكرى مسيرات قسد السوريين 12 – :"
TEXT = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)


@given(TEXT, TEXT)
def test_any_text_is_judged_within_bounds(title: str, body: str) -> None:
    """Scores stay within 0 and 1, evidence within the text and in order, and the same text is judged the same."""
    tagging = tagged(title, body)
    assert 0 <= tagging.score <= 1
    assert (tagging.label is Label.ESCALATION) == (tagging.score >= 0.5)
    assert tagging == tagged(title, body)
    in_body = [item for item in tagging.evidence if item.where != "title"]
    assert all(a.start <= b.start for a, b in pairwise(in_body))
    for item in in_body:
        assert body[item.start : item.end] == item.words


@given(st.text(max_size=80), st.text(max_size=200))
def test_any_unicode_is_judged(title: str, body: str) -> None:
    """No text raises."""
    assert 0 <= tagged(title, body).score <= 1


@given(TEXT)
def test_spelling_does_not_change_the_judgement(body: str) -> None:
    """Tashkeel and hamza change neither score nor tags."""
    dressed = body.replace("ا", "أ").replace("ل", "لَ").replace("ة", "ه")
    assert arabic.fold(dressed) == arabic.fold(body)
    assert (tagged("", dressed).score, tagged("", dressed).tags) == (tagged("", body).score, tagged("", body).tags)


def test_the_way_of_telling_is_shown() -> None:
    """Who speaks in a headline, and what dates action to an older time, are evidence against the label."""
    title, body = "وزير: الغارة على دمشق مرفوضة", "كرر الوزير أن الغارة على منشأة في ريف حمص عام 2009 خرق للقانون."
    shown = {(item.term, item.words) for item in tagged(title, body).evidence if item.category == "negative"}
    assert {("cue.statement", "وزير"), ("cue.recalled", "2009")} <= shown


def test_action_of_this_year_is_fresh() -> None:
    """A year is past only where the article is younger."""
    title, body = "غارة على منشأة في ريف حمص", "نفذت طائرات غارة على منشأة في ريف حمص في 2024."
    now, later = tagged(title, body, date(2024, 5, 1)), tagged(title, body, date(2026, 5, 1))
    assert now.label is Label.ESCALATION
    assert later.score < now.score


FRESH = [
    ("سفن حربية تطلق صواريخ على مواقع في ريف إدلب", "أطلقت أربع سفن فجر الاثنين 12 صاروخاً على أهداف في ريف إدلب."),
    ("مقتل سائق وسرقة شاحنته في ريف الرقة", "قتل سائق إثر هجوم شنه مسلحون من داعش في ريف الرقة."),
    ("عشرات القتلى اختناقا في بلدة بريف إدلب", "قتل أربعون بغارات شنها الطيران الحربي بغازات سامة على سرمدا."),
    ("ألفا قتيل؟ لا: المرصد يحصي 50 قتيلا في معركة مطار الطبقة", "قتل خمسون في معارك مطار الطبقة."),
    ("مقاتلات فرنسية تقصف نفقا لداعش قرب تدمر", "ضربت الطائرات نفقا لداعش في الجبال شمالي تدمر."),
    ("تل أبيب: 20 صاروخا أطلقت على مواقعنا في الجولان", "أطلق عشرون صاروخا من ريف دمشق على الجولان، وقتل جندي."),
    ("الوزارة: ثلاثة جنود قضوا قرب التنف", "قضى ثلاثة جنود بمسيرة استهدفت نقطة قرب قاعدة التنف في سوريا."),
    ("مقتل ضابط وأخيه في دمشق", "هز تفجير مبنى في دمشق فلقي ضابط وأخوه مصرعهما."),
    ("الباغوز.. نهاية جيب", "أعلنت قوات سوريا الديمقراطية دحر آخر مسلحي داعش في الباغوز بعد ليلة من الغارات."),
    ("حزب الله يتقدم في جرود عرسال", "تقدم حزب الله في جرود عرسال وسيطر على تلة، وأغار الطيران السوري على فليطة."),
    (
        "الحرس الثوري يقصف داعش في دير الزور",
        "قصف الحرس الثوري مقرا لداعش في دير الزور ردا على هجوم طهران. وسقط صاروخ في العراق. وعبرت فوق بغداد. "
        "وعلمت بها بغداد.",
    ),
]


@pytest.mark.parametrize(("title", "body"), FRESH)
def test_deeds_that_are_told_in_other_words(title: str, body: str) -> None:
    """Launching, victims whose title says not of what, a question, one doubtful place, a border, a reason abroad."""
    assert tagged(title, body).label is Label.ESCALATION


STATE_MEDIA = [
    ("الجيش يقضي على عشرات الإرهابيين في ريف حماة", "قضت وحدات من الجيش على عشرات الإرهابيين في ريف حماة."),
    ("تدمير أوكار بريف درعا", "دمرت وحدات من الجيش أوكارا للإرهابيين في ريف درعا وأوقعت قتلى ومصابين بين صفوفهم."),
    ("قوات الجيش تحكم سيطرتها على بلدة السخنة", "أحكمت قوات الجيش سيطرتها على بلدة السخنة بريف حمص."),
    ("قصف عنيف على حي بحمص", "قصف عنيف على حي بحمص وسقوط عشرات القتلى."),
    ("خروقات لوقف إطلاق النار في حلب", "سجلت خروقات لوقف إطلاق النار في حي الشيخ مقصود."),
    ("قوة للاحتلال تنصب حاجزا", "نصبت قوة من جيش الاحتلال حاجزا مؤقتا على طريق خان أرنبة في ريف القنيطرة."),
    ("صواريخ من سوريا على الهرمل في لبنان", "سقطت صواريخ من سوريا على الهرمل في لبنان، من دون إصابات."),
    ("استعصاء في سجن بالحسكة", "نفذ سجناء من داعش استعصاء في سجن الصناعة بالحسكة، وفر عدد منهم."),
    ("قسد تعلن تحرير الرقة من داعش", "أعلنت قسد تحرير الرقة بالكامل من قبضة داعش."),
    ("إنزال إسرائيلي في مصياف", "نفذت قوة إسرائيلية إنزالا في مصياف بريف حماة."),
    ("النظام يقصف بلدة جورين", "قصفت قوات النظام مواقع في جورين."),
    ("قوات النظام تقتحم الطبقة", "اقتحمت قوات النظام أحياء في الطبقة."),
]


@pytest.mark.parametrize(("title", "body"), STATE_MEDIA)
def test_deeds_in_the_words_of_state_media_and_short_reports(title: str, body: str) -> None:
    """Units that kill terrorists, control tightened, a truce broken, checkpoints, fire over a border."""
    assert tagged(title, body).label is Label.ESCALATION


ANSWERED = [
    ("غارات إسرائيلية تهز محيط دمشق والرياض والدوحة تدينان.. وباريس تدعو لضبط النفس", Label.ESCALATION),
    ("قصف إسرائيلي على حلب.. الحصيلة ترتفع والنظام يدين", Label.ESCALATION),
    ("السعودية تدين القصف الإسرائيلي على دمشق", Label.BACKGROUND),
    ("الغارات على سوريا.. باريس تدعو إلى ضبط النفس", Label.BACKGROUND),
    ("غارات إسرائيلية على بيروت ودمشق تدين", Label.BACKGROUND),
]


@pytest.mark.parametrize(("title", "label"), ANSWERED)
def test_a_headline_tells_the_main_thing_first(title: str, label: Label) -> None:
    """Who condemns behind a deed in Syria takes nothing from it; before it, or behind one elsewhere, he is the news."""
    assert tagged(title, f"{title}.").label is label


def test_a_governorate_abroad_is_none_in_syria() -> None:
    """A village that is written without ال is not meant by one that is known with it."""
    body = "شن الطيران الإسرائيلي غارات على محافظة الحديدة غربي اليمن استهدفت رصيفا في ميناء الصليف."
    assert tagged("غارات إسرائيلية على الحديدة", body).label is Label.OTHER


def test_own_forces_and_threats_behind_a_name_are_no_mere_words() -> None:
    """ "بيان: قواتنا تتصدى" tells a deed, "قد ندخل" a threat; a wish is neither."""
    body = "أعلن المركز الإعلامي أن القوات تصدت لهجوم على محور دير حافر شرقي حلب."
    assert tagged("بيان: قواتنا تتصدى لهجوم على محور دير حافر", body).label is Label.ESCALATION
    body = "هدد الرئيس التركي بعملية برية ضد وحدات حماية الشعب في تل رفعت ومنبج شمالي سوريا."
    assert tagged("أردوغان: قد ندخل تل رفعت ومنبج ذات ليلة", body).label is Label.ESCALATION
    assert tagged("الشرع: سوريا لن تكون ساحة صراع", "قال الشرع إن سوريا تريد السلام.").label is not Label.ESCALATION


def test_a_father_who_is_hurt_is_no_witness() -> None:
    """ "And her father" goes on with the victims; a father who speaks tells a story."""
    body = "أصيبت طفلة ووالدها بسقوط قذيفة قرب الرمثا مصدرها الجانب السوري، خلال اشتباكات في درعا."
    assert tagged("قذيفة من سوريا تصيب طفلة ووالدها", body).label is Label.ESCALATION


def test_who_is_dead_by_a_deed_is_its_victim() -> None:
    """A brother killed in a raid, bodies found behind an abduction; what else a headline promises behind its deed."""
    body = "نفذت مروحيات التحالف إنزالا جويا في بلدة ذيبان بريف دير الزور، وقتل شقيق المطلوب باشتباك."
    assert tagged("إنزال جوي للتحالف.. ومقتل شقيق مطلوب من داعش", body).label is Label.ESCALATION
    body = "خطف عناصر من داعش عشرة رعاة في بادية السخنة، وعثر على جثث ثلاثة منهم."
    assert tagged("داعش يخطف رعاة في بادية السخنة والعثور على جثث ثلاثة", body).label is Label.ESCALATION
    body = "قصف طيران مجهول صهاريج وقود قرب البوكمال في ريف دير الزور وقتل خمسة."
    assert tagged("طيران مجهول يقصف صهاريج وقود ومصدر يكشف التفاصيل", body).label is Label.ESCALATION


def test_smugglers_killed_in_a_clash_are_news_of_it() -> None:
    """And an exchange of prisoners is none of fighting; nor does a victim's nationality set the scene in Syria."""
    body = "اشتبك الجيش الأردني مع مهربين حاولوا اجتياز الحدود من سوريا، وقتل اثنان منهم."
    assert tagged("الجيش يحبط محاولة تسلل وتهريب مخدرات من سوريا ومقتل مهربين", body).label is Label.ESCALATION
    body = "طبق الجيش الأردني قواعد الاشتباك على حدود سوريا، وقتل أربعة مهربين وفر الباقون إلى العمق السوري."
    assert tagged("الجيش الأردني يشتبك مع مهربين قادمين من سوريا ويقتل 4", body).label is Label.ESCALATION
    body = "شهد معبر أبو الزندين عملية تبادل معتقلين بين الجيش الوطني وقوات النظام، بعضهم أسروا في معارك قديمة."
    assert tagged("عملية تبادل جديدة في معبر أبو الزندين", body).label is not Label.ESCALATION
    body = "استهدفت مسيرة إسرائيلية سيارة على طريق النبطية، وسقط شهيدان أحدهما من الجنسية السورية."
    assert (
        tagged("مسيرة تستهدف سيارة قرب النبطية.. شهيدان أحدهما من الجنسية السورية", body).label is not Label.ESCALATION
    )


def test_an_exchange_of_fire_is_none_of_prisoners() -> None:
    """Nor are captives among the losses of a battle, nor a deal that is named behind a deed."""
    body = "قتل عشرون عنصرا في اشتباكات في ريف السويداء رغم صفقة التبادل."
    assert tagged("السويداء: مقتل 20 في اشتباكات رغم صفقة التبادل", body).label is Label.ESCALATION
    body = "قتل عنصر من الأمن الداخلي خلال عملية تبادل إطلاق نار مع مسلحين في ريف درعا."
    assert tagged("قتيل في عملية تبادل إطلاق نار بريف درعا", body).label is Label.ESCALATION
    body = "هاجمت فصائل المعارضة حواجز قوات النظام في ريف حماة، وأوقعت قتلى وأسرى بين صفوفها."
    assert tagged("قتلى وأسرى بين صفوف قوات النظام في ريف حماة", body).label is Label.ESCALATION


CALM = [
    ("اتفاق شامل بين دمشق وقسد يوقف القتال", "يشمل الاتفاق انسحاب القوات من خطوط التماس في حلب ودمج المؤسسات."),
    (
        "بابا الفاتيكان يصلي من أجل ضحايا كنيسة في دمشق",
        "أعرب البابا عن حزنه العميق للهجوم في دمشق وقربه من عائلات القتلى.",
    ),
    ("انفجارات في مستودع ذخيرة بإدلب بسبب ارتفاع الحرارة", "أصيب أربعة أشخاص، ولا أنباء عن استهداف المستودع في إدلب."),
    ("سقوط مروحية عسكرية سورية بعطل فني ومقتل طاقمها", "وقع الحادث قرب مطار حماة في أثناء رحلة تدريب."),
    ("انفجار أسطوانة غاز يوقع ضحايا في جرمانا", "تسبب الانفجار بانهيار سقف منزل ومقتل امرأة في جرمانا بريف دمشق."),
    ("الخوذ البيضاء توثق 140 هجوما منذ مطلع العام", "قتل في هذه الهجمات 24 مدنيا في شمال غربي سوريا."),
    ("مقتل مرتزقة سوريين في معارك جنوب طرابلس", "قتل ستة سوريين في معارك بين قوات حفتر والوفاق جنوب طرابلس."),
]


@pytest.mark.parametrize(("title", "body"), CALM)
def test_deals_prayers_accidents_and_wars_elsewhere(title: str, body: str) -> None:
    """What ends the fighting, mourns for its dead, or broke by itself is no deed."""
    assert tagged(title, body).label is not Label.ESCALATION


def test_formulas_of_the_state_agency_are_deeds() -> None:
    """Over a town that is a dish, too, and over a line that a truce is called after."""
    body = "أفادت سانا بأن وسائط الدفاع الجوي تصدت لأجسام معادية في سماء حمص."
    assert tagged("وسائط الدفاع الجوي تتصدى لأجسام معادية في سماء حمص", body).label is Label.ESCALATION
    body = "اجتازت آليات إسرائيلية خط وقف إطلاق النار باتجاه صيدا الحانوت في ريف القنيطرة وفتشت منازل."
    assert tagged("آليات إسرائيلية تجتاز خط وقف إطلاق النار في القنيطرة", body).label is Label.ESCALATION


def test_a_threat_in_a_headline_is_no_mere_statement() -> None:
    """Of patience that ran out, of towns that will be cleansed."""
    body = "هدد الرئيس التركي بعملية عسكرية ضد وحدات حماية الشعب في تل رفعت ومنبج."
    assert tagged("إردوغان: صبرنا نفد وعملية شرق الفرات قريبة", body).label is Label.ESCALATION
    assert tagged("وزير: سنطهر الإدارة في دمشق من الفاسدين", "قال الوزير ذلك.").label is not Label.ESCALATION


def test_where_the_dead_of_another_country_were_from_is_no_scene() -> None:
    """ "من أبناء ريف إدلب" beside strikes on a place in Lebanon, not beside where they came from."""
    body = "قتل خمسة من أهالي درعا برصاص قوات النظام بعد عودتهم من لبنان."
    assert tagged("مقتل خمسة من أهالي درعا بعد عودتهم من لبنان", body).label is Label.ESCALATION
    title = "ضحايا سوريون من أبناء ريف إدلب بغارة إسرائيلية على جنوب لبنان"
    body = "قتل ثلاثة من أبناء ريف إدلب بغارة إسرائيلية على بلدة في قضاء النبطية جنوبي لبنان."
    assert tagged(title, body).label is not Label.ESCALATION


def test_what_a_day_brought_is_news_of_it() -> None:
    """A round-up of a day is no tally of a war."""
    body = "قتل مدني برصاص مجهولين في ريف درعا، وتوغلت دورية للاحتلال في ريف القنيطرة وأطلقت النار."
    assert tagged("حصاد اليوم الميداني في سوريا", body).label is Label.ESCALATION


NOT_FRESH = [
    ("حملة تلقيح واسعة في القنيطرة", "انطلقت بمدينة القنيطرة حملة تلقيح وسط استنفار وتعزيزات من الأطر الطبية."),
    ("في ذكرى مجزرة الغوطة أهالي الضحايا يروون", "قتل مئات في ريف دمشق بقصف شنته قوات النظام على الغوطة."),
    ("تشييع خمسة قتلى في حماة", "شيع الأهالي خمسة مدنيين قتلوا بقصف على ريف حماة، بمشاركة واسعة."),
    ("حطين يقتحم معقل مضيفه", "اقتحم حطين معقل مضيفه في اللاذقية وعاد بثلاث نقاط بفضل قذيفة من قائده."),
    ("مدينة أوروبية تعد دمشق آمنة", "سحبت البلدية تصاريح الإقامة من لاجئين من دمشق بحجة تراجع المعارك، وحذرت منظمات."),
    ("داعش في القنيطرة", "تفكيك خلية لداعش خططت لهجوم في القنيطرة."),
]


@pytest.mark.parametrize(("title", "body"), NOT_FRESH)
def test_victims_alone_make_no_deed(title: str, body: str) -> None:
    """A funeral, a day of memory and vaccination are none, and داعش alone makes no Syrian place of a homonym."""
    assert tagged(title, body).label is not Label.ESCALATION


def test_half_is_no_description() -> None:
    """نصف is rarely "we describe"."""
    assert "cue.stance" not in {item.term for item in tagged("قصف على حلب يدمر نصف مبنى").evidence}


def test_a_town_abroad_is_none_in_syria() -> None:
    """A direction makes no Syrian place of a name that a larger town abroad has."""
    body = "قصفت الطائرات موقعا شرقي الرمادي في محافظة الأنبار."
    assert tagged("غارات شرقي الرمادي", body).label is Label.OTHER
