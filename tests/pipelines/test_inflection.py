"""A word of the lexicon is found in the forms that it takes in a text."""

from pipelines.inflection import noun_forms, verb_forms


def test_nouns_are_found_in_their_forms() -> None:
    """Pronouns, dual and accusative come from the table of endings; phrases stand for themselves."""
    assert {"غارة", "غارتها", "غارتين"} <= set(noun_forms("غارة"))
    assert {"هجوم", "هجوما", "هجومهم", "هجومين"} <= set(noun_forms("هجوم"))
    assert "اشتباكاتا" not in noun_forms("اشتباكات")
    assert noun_forms("غارة جوية") == ["غارة جوية"]
    assert noun_forms("القصف") == ["القصف"]


def test_verbs_are_found_in_their_persons() -> None:
    """He, she, they and we, past and present, with the pronouns of their object."""
    forms = set(verb_forms("قصف", "يقصف"))
    assert {"القت", "القوا", "القاها", "يلقون"} <= set(verb_forms("ألقى", "يلقي"))
    assert {"قصف", "قصفت", "قصفوا", "قصفته", "قصفوها", "يقصف", "تقصف", "نقصف", "يقصفون", "تقصفها"} <= forms
