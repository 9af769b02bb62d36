"""The forms in which a listed word stands in a text, made from tables of endings, so that an editor lists one form.

Spelling is the unvocalised one of the press. Proclitics are the matcher's business, and so is the س of the future.
"""

from pipelines import arabic

_ARTICLE = "ال"
_TA_MARBUTA = "ه"  # as folded
_MAQSURA = "ي"  # ى, as folded
_POSSESSIVES = ("ه", "ها", "هم")
_DUALS = ("ان", "ين")
_OBJECTS = ("ه", "ها", "هم")
_PAST_SUBJECTS = ("", "ت", "ا", "تا", "وا", "نا")  # he, she, they (dual), they, we
_PRESENT_PREFIXES = ("ي", "ت", "ن")
_PRESENT_SUBJECTS = ("", "ون", "وا", "ان", "ين")


def noun_forms(spelling: str) -> list[str]:
    """A noun with its dual, accusative and the pronouns behind it; a phrase with its accusative at most; a word with
    ال for itself alone."""
    word = arabic.fold(spelling)
    if " " in word:
        return [spelling, *_accusative(word)]
    if word.startswith(_ARTICLE):
        return [spelling]
    if word.endswith(_TA_MARBUTA):
        stem = word[:-1] + "ت"
        return [spelling, *(stem + ending for ending in (*_POSSESSIVES, *_DUALS))]
    forms = [spelling, *(word + ending for ending in _POSSESSIVES)]
    if not word.endswith(("ات", "ا", "اء", "ي")):
        forms += [word + ending for ending in ("ا", *_DUALS)]
    return forms


def _accusative(phrase: str) -> list[str]:
    """A noun with its adjective as an object: قصف مدفعي becomes قصفا مدفعيا. Only where each word takes the alef."""
    noun, *others = phrase.split()
    fits = (
        len(others) == 1
        and (others[0].endswith("ي") or others[0].startswith("م"))
        and not noun.endswith((_TA_MARBUTA, "ات", "ا", "ء", "ي"))
    )
    fits = fits and not phrase.endswith((_TA_MARBUTA, "ات", "ا", "ء"))
    return [f"{noun}ا {others[0]}ا"] if fits and not noun.startswith(_ARTICLE) else []


def verb_forms(past: str, present: str) -> list[str]:
    """A verb in its persons, from "he struck" and "he strikes", with the pronouns of its object."""
    past, stem = arabic.fold(past), arabic.fold(present)[1:]
    forms = [past + subject for subject in _PAST_SUBJECTS]
    forms += [past + subject + object_ for subject in ("", "ت", "و") for object_ in _OBJECTS]
    if past.endswith(_MAQSURA):  # ألقى: ألقت, ألقوا, ألقاه
        short = past[:-1]
        forms += [short + subject for subject in ("ت", "تا", "وا")]
        forms += [short + subject + object_ for subject in ("ا", "ت", "و") for object_ in _OBJECTS]
        if stem.endswith(_MAQSURA):
            forms += [prefix + stem[:-1] + ending for prefix in _PRESENT_PREFIXES for ending in ("ون", "وا")]
    for prefix in _PRESENT_PREFIXES:
        forms += [prefix + stem + ending for ending in (*_PRESENT_SUBJECTS, *_OBJECTS)]
    return forms
