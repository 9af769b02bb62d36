"""Arabic wording of numbers, days and zones, with Western digits throughout.

Counted nouns follow the six classes of Arabic (Unicode CLDR plural rules, language ar). Months carry their Levantine
names, as the Syrian press writes them.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

_MONTHS = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")  # date.weekday() 0 is Monday

# Zones that readers are likely to live in; any other is shown by its IANA name.
_ZONES = {
    "Asia/Damascus": "دمشق", "Asia/Beirut": "بيروت", "Asia/Baghdad": "بغداد", "Asia/Amman": "عمّان",
    "Asia/Jerusalem": "القدس", "Asia/Gaza": "غزة", "Asia/Hebron": "الخليل", "Asia/Riyadh": "الرياض",
    "Asia/Qatar": "الدوحة", "Asia/Dubai": "دبي", "Asia/Kuwait": "الكويت", "Asia/Bahrain": "المنامة",
    "Asia/Muscat": "مسقط", "Asia/Aden": "عدن", "Africa/Cairo": "القاهرة", "Africa/Khartoum": "الخرطوم",
    "Africa/Tripoli": "طرابلس", "Africa/Tunis": "تونس", "Africa/Algiers": "الجزائر",
    "Africa/Casablanca": "الدار البيضاء",
    "Europe/Istanbul": "إسطنبول", "Europe/London": "لندن", "Europe/Berlin": "برلين", "Europe/Paris": "باريس",
    "Europe/Brussels": "بروكسل", "Europe/Amsterdam": "أمستردام", "Europe/Stockholm": "ستوكهولم",
    "America/New_York": "نيويورك", "UTC": "غرينتش", "Etc/UTC": "غرينتش",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun with the form that each class of numbers asks for; in one and two the number is in the word itself."""

    none: str  # 0
    one: str  # 1
    two: str  # 2, in the case that the sentence asks for
    few: str  # after 3 to 10, 103 to 110 …
    many: str  # after 11 to 99, 111 to 199 …
    other: str  # after 100 to 102, 200 to 202 …


STORIES = Noun("لا أخبار", "خبر واحد", "خبران", "أخبار", "خبراً", "خبر")
MORE_STORIES = Noun("لا أخبار أخرى", "خبر آخر", "خبران آخران", "أخبار أخرى", "خبراً آخر", "خبر آخر")
FROM_SOURCES = Noun("غير مصدر", "مصدر واحد", "مصدرين", "مصادر", "مصدراً", "مصدر")  # after a preposition
COPIES = Noun("بلا نسخ منقولة", "نسخة منقولة واحدة", "نسختان منقولتان", "نسخ منقولة", "نسخة منقولة", "نسخة منقولة")
MORE_SOURCES = Noun("لا مصادر أخرى", "مصدر آخر", "مصدران آخران", "مصادر أخرى", "مصدراً آخر", "مصدر آخر")  # as a subject


def counted(number: int, noun: Noun) -> str:
    """A number (0 or more) with its noun: خبر واحد، خبران، 3 أخبار، 11 خبراً، 100 خبر."""
    match number:
        case 0:
            return noun.none
        case 1:
            return noun.one
        case 2:
            return noun.two
    return f"{number:,} {_form(number % 100, noun)}"


def _form(rest: int, noun: Noun) -> str:
    """The form after a number of 3 or more, which its last two digits decide."""
    if 3 <= rest <= 10:
        return noun.few
    return noun.many if rest >= 11 else noun.other


def full_day(day: date) -> str:
    """الأحد 22 تشرين الثاني 2026."""
    return f"{short_day(day)} {day.year}"


def short_day(day: date) -> str:
    """الأحد 22 تشرين الثاني."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"


def moment(at: datetime) -> str:
    """A day and a clock time, in the zone that `at` carries: الأحد 22 تشرين الثاني، 07:00."""
    return f"{short_day(at.date())}، {clock(at)}"


def clock(at: datetime) -> str:
    """14:05, in the zone that `at` carries."""
    return at.strftime("%H:%M")


def zone_name(zone: ZoneInfo) -> str:
    """توقيت دمشق; the IANA name where no Arabic one is known."""
    return f"توقيت {_ZONES.get(zone.key, zone.key)}"
