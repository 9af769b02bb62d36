"""Tell lines that speak of the page or its site: related articles, channels to follow, counters."""

import re

from pipelines.arabic import fold

_LONGEST = 180  # characters

_SEE = r"(?:اقر[اءئؤيو]\w*|طالع\w*|شاهد\w*|انظر\w*|اطلع\w*|تابع\w*|استمع\w*|يمكنكم?\s+(?:قراءه|متابعه|الاطلاع))"
_ALSO = r"(?:ايضا|كذلك|المزيد|اكثر|القراءه|بالفيديو|بالصور)"
_NEWS = r"(?:خبر|اخبار|ماده|مواد|مقال(?:ات)?|موضوع\w*|مواضيع|روابط|رابط|تقارير|تقرير|عناوين|قصص|قضايا|فيديو)"
_READERS = r"(?:القراءات|المشاهدات|الزيارات|القراء|الزوار|المشاهدين)"
# What begins lines that lead elsewhere, in folded spelling.
_ELSEWHERE = re.compile(
    rf"\W*(?:{_SEE}(?:\s*/\s*\w+)?(?:\s+علي)?\s+{_ALSO}(?!\w)"
    rf"|{_NEWS}\s+(?:(?:ذات|ذو|ذا|لها)\s+(?:صله|علاقه)|مرتبطه?|متعلقه?|مشابهه?|قد\s+ت?يهمك|قد\s+ت?يعجبك)(?!\w)"
    r"|مواضيع\s+قد\s+تهمك|موضوعات\s+قد\s+تهمك|(?:اقرا|شاهد)\s*[:.]"
    r"|(?:ل?لمزيد|المزيد)(?:\s+\w+){0,3}\s*(?:[:.]|اضغط|انقر|$)"
    r"|(?:read|see)\s+(?:also|more)|also\s+read"
    rf"|عدد\s+{_READERS}[\W\d]*$|{_READERS}\W*\d+\W*$|\d+\s+(?:دق\w+\s+(?:ل?ل?قراءه)|قراءه|مشاهده|زياره)\W*$"
    r"|رابط\s+(?:الخبر|المقال|الماده|التقرير)|https?://\S+\s*$"
    r"|علق\s+كضيف|لن\s+يتم\s+نشر\s+(?:عنوان\s+)?بريدك)"
)
# The first letters of their first words.
_FIRST = frozenset(
    {
        "اقر", "طال", "شاه", "انظ", "اطل", "تاب", "است", "يمك", "خبر", "اخب", "ماد", "موا", "مقا", "موض", "روا", "راب",
        "تقا", "تقر", "عنا", "قصص", "قضا", "فيد", "للم", "لمز", "الم", "rea", "see", "als", "عدد", "الق", "الز", "htt",
        "علق", "لن",
    }
)  # fmt: skip
# What lines say that speak of the site itself, as pages write it: looked for in every line, so with nothing to match;
# and what they may begin with.
_MARKS = (
    "اتنا", "فحتنا", "سابنا", "بيقنا", "شرتنا", "النشرة", "اضغط", "انقر", "سكر", "cript", "متصفح", "في النص", "تعتقد",
    "الضرورة عن", "عن رأي",
)  # fmt: skip
_IMPERATIVES = (
    "تابعوا", "تابعونا", "تابعنا", "انضم", "إنضم", "اشترك", "إشترك", "للاشتراك", "للانضمام", "حملوا", "حمّلوا",
    "يمكنك",
)  # fmt: skip
_NETWORK = (
    r"(?:ت[لي]{1,2}[غجق]?رام|تيلي?[غج]رام|telegram|واتس|whats|فيس ?بوك|facebook|يوتيوب|youtube|تويتر|انستغرام"
    r"|تطبيق|قناه)"
)
_FOLLOW = (
    r"(?:تابع(?:وا|ونا|نا|ينا)?|انضموا?|اشتركوا?|حملوا?|فعلوا?|و?ل?(?:متابعه|متابعت|لاشتراك|اشتراك|لانضمام|انضمام)\w*)"
)
_OWN = re.compile(
    rf"(?<!\w){_FOLLOW}(?!\w).{{0,100}}(?<!\w)"
    r"(?:قنات|صفحت|صفحات|حساب|حسابات|منصات|معرفات|تطبيق|نشرت)(?:نا|ينا|اتنا)(?!\w)"
    rf"|\W*(?:تابعونا|تابعنا|تابعوا|انضموا|اشتركوا|للاشتراك|للانضمام|حملوا)(?!\w).{{0,100}}{_NETWORK}"
    r"|(?:اشترك|سجل|انضم)\w*\s.{0,20}نشره\w*\s+(?:ال)?(?:بريديه|يوميه|اسبوعيه)|اشترك\w*\s.{0,10}نشرتنا"
    rf"|يمكنكم?\s+(?:الاشتراك|متابعه|متابعتنا|الانضمام).{{0,60}}{_NETWORK}"
    r"|(?:اضغط|انقر)(?:وا|ي)?\s+(?:هنا|علي\s+(?:هذا\s+)?الرابط)"
    r"|تفعيل\s+(?:خاصيه\s+)?(?:جافا ?سكري?بت|java ?script)|متصفح\w*\s+(?:هذا\s+)?لا\s+[يت]دعم|enable\s+javascript"
    r"|وجدت\s+خطا\s+في\s+النص|اذا\s+كنت\s+تعتقد(?:\s*/\s*\w+)?\s+ان\s+(?:المقال|الخبر|الماده)"
    r"|لا\s+[تي]عبر\s+بالضروره\s+عن|[تي]عبر\s+(?:فقط\s+)?عن\s+(?:راي|اراء|وجهه\s+نظر)\s+(?:كاتب|صاحب|اصحاب)"
)


def leads_elsewhere(line: str, first_word: str) -> bool:
    """Whether a short line whose first word, folded, is this leads to other articles, or counts readers."""
    return (first_word[:3] in _FIRST or first_word.isdigit()) and _ELSEWHERE.match(fold(line)) is not None


def is_of_site(line: str) -> bool:
    """Whether a line, which may be longer, tells of the site's channels, rules and players."""
    if len(line) >= _LONGEST or not (line.startswith(_IMPERATIVES) or any(map(line.__contains__, _MARKS))):
        return False
    return _OWN.search(fold(line)) is not None
