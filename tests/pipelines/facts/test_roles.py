"""Who did it to whom in clauses that begin with the victims. Texts written for these tests."""

from datetime import UTC, datetime

import pytest

from pipelines import lexicon
from pipelines.understanding import understand

BEFORE = datetime(2024, 8, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "doers", "hit"),
    [
        ("4 قتلى من قسد بقصف مسيرة تركية قرب عين عيسى", ["turkey"], ["sdf"]),
        ("قتيلان وجرحى من قوات النظام بهجوم لداعش في بادية السخنة", ["isis"], ["assad_forces"]),
        ("مقتل 12 مدنياً في قصف جوي لقوات النظام على سراقب", ["assad_forces"], ["civilians"]),
        ("قتل سبعة مدنيين في قصف جوي لقوات النظام على سراقب", ["assad_forces"], ["civilians"]),
        ("مقتل جنديين تركيين باستهداف قسد قاعدة في ريف حلب", ["sdf"], ["turkey"]),
        ("أصيب ثلاثة عناصر من قسد بهجوم نفذه تنظيم داعش على نقطة عسكرية في ريف دير الزور", ["isis"], ["sdf"]),
    ],
)
def test_victims_in_front_of_the_deed_did_not_do_it(title: str, doers: list[str], hit: list[str]) -> None:
    """Whoever is killed in the first words of a headline is whom it was done to; and a point that is hit is no deed."""
    (event,) = understand(title, "", lexicon.default(), BEFORE).facts.events
    assert (list(event.actors_from), list(event.actors_to)) == (doers, hit)
