"""The words by which places that no list holds are told, and those that stand in their place and name nothing."""

from pipelines import arabic
from pipelines.facts.place_words import WORDS

_KINDS = ("locality", "airfield", "base", "oil_gas", "crossing", "site")

REGIONS = WORDS.region  # they introduce towns only where the name tells it itself
NAMED = WORDS.always_named
# Behind one of these no plural stands, so that what ends like one is a name: "قرية بحنين".
OF_ONE = frozenset(arabic.words("قرية بلدة"))
PLURAL_ENDINGS = ("ين", "ون", "ات", "يا")
BEHIND_PLACES = frozenset(arabic.words("في شمال جنوب شرق غرب شمالي جنوبي شرقي غربي التابعة قرب من"))
CUES = dict.fromkeys(REGIONS, "locality") | {word: kind for kind in _KINDS for word in getattr(WORDS, kind)}
SEVERAL = WORDS.announces_several
# Places follow them more than persons. Prepositions are grammar, and no list for editors.
BEFORE = WORDS.before_places | frozenset(arabic.words("في إلى على قرب من نحو باتجاه"))

# Words that stand behind a cue, or in a row of places, and name nothing: those of grammar, besides the listed ones.
NO_NAMES = WORDS.no_names | frozenset(
    arabic.words(
        "بموجب بعدما بينما لكن كما فيما إنه إنها في من إلى على عن مع بين التي الذي الذين هذه هذا تلك ذلك كل أي غير "
        "قرب قبل بعد عند حيث وسط ضمن داخل خارج نحو أو أن ثم بما ذات وفق بحسب حسب جراء إثر خلال منذ حتى لم لا ما قد "
        "سوى فقط أيضا بها فيها منها عليها إليها لها له به فيه منه"
    )
)
# Indefinite adjectives, plurals and verbs have these endings and beginnings; a name without ال hardly ever has.
ORDINARY_ENDINGS = ("يه", "ات", "وا", "ون", "ين", "ت", "تها", "ته", "ها", "هم", "يا")
ORDINARY_BEGINNINGS = ("ي", "ت", "سي", "ست", "مت", "لل")

# First words of compound names, which the next word belongs to; the certain ones are hardly ever anything else.
CERTAIN_HEADS = WORDS.certain_heads
HEADS = CERTAIN_HEADS | WORDS.heads
IN_ROWS = CERTAIN_HEADS | frozenset(arabic.words("عين خان أبو أم"))  # behind "و", too: "وبيت المواطن" is a house

# Adjectives that are names behind an indefinite noun: "قرية الجديدة" is no "قرية جديدة".
NAMES_BY_ARTICLE = frozenset(arabic.words("الجديدة"))

PARTS = WORDS.parts  # of a village, or what a field or an airfield is: they may end a name
