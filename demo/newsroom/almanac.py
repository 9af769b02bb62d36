"""Days as newsrooms write them: weekdays, month names of the Levant and of Egypt, clock times, digits."""

from datetime import date, datetime, timedelta

_WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_LEVANT = (
    "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
    "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
)  # fmt: skip
_EGYPT = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
    "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
_ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_NOON = 12  # o'clock


def weekday(day: date) -> str:
    """The Arabic name of the day of the week."""
    return _WEEKDAYS[day.weekday()]


def levantine(at: datetime) -> str:
    """As sites of the Levant write it: "22 تشرين الثاني 2026"."""
    return f"{at.day} {_LEVANT[at.month - 1]} {at.year}"


def paired(at: datetime) -> str:
    """As pan-Arab sites write it, both names of the month: "22 تشرين الثاني/نوفمبر 2026"."""
    return f"{at.day} {_LEVANT[at.month - 1]}/{_EGYPT[at.month - 1]} {at.year}"


def egyptian(at: datetime) -> str:
    """As sites of Egypt write it, Arabic-Indic digits and a twelve-hour clock: "الأحد، ٢٢ نوفمبر ٢٠٢٦ - ٠٤:٠٥ م"."""
    half = "ص" if at.hour < _NOON else "م"
    clock = f"{at.hour % _NOON or _NOON:02}:{at.minute:02}"
    text = f"{weekday(at)}، {at.day} {_EGYPT[at.month - 1]} {at.year} - {clock} {half}"
    return text.translate(_ARABIC_INDIC)


def phrases(day: date) -> dict[str, str]:
    """What the placeholders of an article's text stand for when it is published on that day."""
    return {"weekday": weekday(day), "yesterday": weekday(day - timedelta(days=1))}
