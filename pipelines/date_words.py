"""The words that Arabic pages tell dates with: months in four families, zones, parts of the day, units of time."""

from pipelines.arabic import fold

MONTHS = (
    ("كانون الثاني", "يناير", "جانفي", "january", "jan"),
    ("شباط", "فبراير", "فيفري", "february", "feb"),
    ("آذار", "مارس", "march", "mar"),
    ("نيسان", "أبريل", "إبريل", "أفريل", "april", "apr"),
    ("أيار", "مايو", "ماي", "may"),
    ("حزيران", "يونيو", "يونيه", "جوان", "june", "jun"),
    ("تموز", "يوليو", "يوليه", "جويلية", "يوليوز", "july", "jul"),
    ("آب", "أغسطس", "أوت", "غشت", "august", "aug"),
    ("أيلول", "سبتمبر", "شتنبر", "شتمبر", "september", "sept", "sep"),
    ("تشرين الأول", "أكتوبر", "october", "oct"),
    ("تشرين الثاني", "تشرين ثاني", "نوفمبر", "نونبر", "نوفنبر", "november", "nov"),
    ("كانون الأول", "كانون أول", "ديسمبر", "دجنبر", "december", "dec"),
)
MONTH_NUMBERS = {
    fold(name): number for number, names in enumerate(MONTHS, start=1) for name in names
} | {fold("تشرين أول"): 10, fold("كانون ثاني"): 1, "ت1": 10, "ت2": 11, "ك1": 12, "ك2": 1,
    "تشرين1": 10, "تشرين2": 11, "كانون1": 12, "كانون2": 1,
}  # fmt: skip

MONTH_WORDS = frozenset(word for name in MONTH_NUMBERS for word in name.split())  # each word of their names
_ORDINALS = frozenset(map(fold, ("الأول", "أول", "الثاني", "ثاني")))
OWN_MONTH_WORDS = MONTH_WORDS - _ORDINALS  # those that say of themselves that a month is meant

# Zones that a clock time may name, in minutes east of UTC: RFC 822's, and the press's "Mecca time" and the like.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "gst": 240, "ksa": 180, "trt": 180,
    "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
    "cet": 60, "cest": 120, "eet": 120, "eest": 180, "bst": 60,
    "غرينتش": 0, "جرينتش": 0, "غرينيتش": 0, "جرينيتش": 0, "العالمي": 0,
    "مكة": 180, "السعودية": 180, "الرياض": 180, "الدوحة": 180, "قطر": 180, "بغداد": 180, "الكويت": 180, "دمشق": 180,
    "أبوظبي": 240, "أبو ظبي": 240, "الإمارات": 240, "دبي": 240, "مسقط": 240,
}  # fmt: skip
ZONE_MINUTES = {fold(name): minutes for name, minutes in ZONES.items()}

# Parts of the day behind a clock time; the night's hours before 6 belong to the morning that follows.
AFTER_NOON = ("م", "مساء", "ظهرا", "عصرا", "بعد الظهر", "pm", "p.m.", "p.m")
BEFORE_NOON = ("بعد منتصف الليل", "ص", "صباحا", "فجرا", "am", "a.m.", "a.m")
NIGHT = ("ليلا",)


WEEKDAYS = ("الأحد", "الاثنين", "الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت")
DATE_WORDS = ("الساعة", "يوم", "نشر", "بتاريخ", "التاريخ", "في")
UNITS = {
    "ثانية": 1, "ثوان": 1, "ثواني": 1, "دقيقة": 60, "دقائق": 60, "ساعة": 3600, "ساعات": 3600, "يوم": 86400,
    "يوما": 86400, "أيام": 86400,
    "أسبوع": 604800, "أسابيع": 604800,
}  # fmt: skip
PAIRS = {"دقيقتين": 120, "ساعتين": 7200, "يومين": 172800, "أسبوعين": 1209600}
UNIT_SECONDS = {fold(unit): seconds for unit, seconds in UNITS.items()}
PAIR_SECONDS = {fold(pair): seconds for pair, seconds in PAIRS.items()}
# Monday is 0, as datetime counts.
WEEKDAY_NUMBERS = {
    fold(name): number
    for number, name in enumerate(("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"))
}
