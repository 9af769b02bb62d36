"""Which figures are of the news and which of what went before, in sentences written for these tests."""

import pytest

from tests.pipelines.facts.test_casualties import read

LEAD = "قتل جنديان وأصيب شرطي اليوم بقصف على البلدة."
OF_THE_LEAD = ["killed 2 military", "wounded 1 police"]


def behind_lead(sentence: str) -> list[str]:
    """The figures of a sentence that stands behind a lead."""
    figures = read(f"{LEAD} {sentence}")
    assert figures[:2] == OF_THE_LEAD
    return figures[2:]


ROUND_UPS = [
    ("وشهد محور التلال اشتباكات أسفرت عن مقتل سبعة مسلحين.", ["killed 7 militia"]),
    ("كما تعرضت أطراف القرية لقصف أدى إلى مقتل أربعة مدنيين.", ["killed 4 civilian"]),
    ("وقتل 60 مسلحاً خلال أسبوع من المعارك.", ["killed 60 militia"]),
]


@pytest.mark.parametrize(("sentence", "figures"), ROUND_UPS)
def test_what_places_saw_is_news_too(sentence: str, figures: list[str]) -> None:
    """That a place saw fighting, or came under fire, looks back no further than the news does."""
    assert behind_lead(sentence) == figures
