"""Whether the name before a headline's colon is a speaker's. All sentences are written for these tests."""

import pytest

from pipelines import lexicon
from pipelines.passages import passages
from pipelines.speakers import may_speak
from pipelines.text import read


@pytest.mark.parametrize(
    ("title", "body", "speaks"),
    [
        ("مروان الحلبي: لن نرحل", "قال الحلبي إن الأهالي باقون.", True),
        ("مروان الحلبي: لن نرحل", "", True),
        ("وزير الدفاع: لن نرحل", "تحركت آليات فجرا.", True),
        ("قسد: لن نرحل", "تحركت آليات فجرا.", True),
        ("صهاريج الوقود: عشرة لا يعودون", "احترقت صهاريج على الطريق.", False),
        ("الفرن الآلي: عشرة لا يعودون", "قال شهود إن الصف كان طويلا.", False),
    ],
)
def test_speakers_and_topics(title: str, body: str, *, speaks: bool) -> None:
    """A party, an office, or who says something in the lead speaks; other names are what the news is about."""
    headline, *lead = passages(read(title, body), lexicon.default())
    assert may_speak(title.split(":", maxsplit=1)[0], headline, lead) is speaks
