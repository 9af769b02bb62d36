"""What a word does in a sentence about a toll: the roles, and each by itself (`role.ACT`), since Python 3.11 takes
twenty times as long to look a member up by its class, and a text is asked for thousands."""

from enum import StrEnum


class Role(StrEnum):
    """What a word does in a sentence about a toll."""

    ACT = "act"  # what happened, as noun or verb
    VICTIM = "victim"  # a word for a person that says what happened to them
    PEOPLE = "people"
    OTHER = "other"
    BEFORE = "before"  # a quantifier before its number
    BEHIND = "behind"
    VAGUE = "vague"
    SUBSET = "subset"
    NAMELY = "namely"
    JOINS = "joins"
    TIME = "time"
    LIGHT = "light"
    FELL = "fell"
    ANOTHER = "another"
    RESULT = "result"
    NEGATION = "negation"
    LOSSES = "losses"
    UNHURT = "unhurt"
    UNKNOWN = "unknown"
    ANYONE = "anyone"
    HYPOTHETICAL = "hypothetical"
    ATTEMPT = "attempt"
    TOLL = "toll"
    REACHED = "reached"
    RISE = "rise"
    SUPERSEDED = "superseded"
    AGENT = "agent"
    OF_RANK = "of_rank"
    BETWEEN = "between"
    OUT_OF = "out_of"
    TOTAL = "total"
    MEASURED = "measured"
    PAST = "past"
    FRESH = "fresh"
    AFTER = "after"
    AFTER_HARM = "after_harm"
    OPENING = "opening"
    YEARS = "years"
    MONTH = "month"
    THING = "thing"
    UNIT = "unit"
    NUMBERED = "numbered"
    SAYS = "says"
    ACCORDING = "according"
    ENDS = "ends"


ACT = Role.ACT
VICTIM = Role.VICTIM
PEOPLE = Role.PEOPLE
OTHER = Role.OTHER
BEFORE = Role.BEFORE
BEHIND = Role.BEHIND
VAGUE = Role.VAGUE
SUBSET = Role.SUBSET
NAMELY = Role.NAMELY
JOINS = Role.JOINS
TIME = Role.TIME
LIGHT = Role.LIGHT
FELL = Role.FELL
ANOTHER = Role.ANOTHER
RESULT = Role.RESULT
NEGATION = Role.NEGATION
LOSSES = Role.LOSSES
UNHURT = Role.UNHURT
UNKNOWN = Role.UNKNOWN
ANYONE = Role.ANYONE
HYPOTHETICAL = Role.HYPOTHETICAL
ATTEMPT = Role.ATTEMPT
TOLL = Role.TOLL
REACHED = Role.REACHED
RISE = Role.RISE
SUPERSEDED = Role.SUPERSEDED
AGENT = Role.AGENT
OF_RANK = Role.OF_RANK
BETWEEN = Role.BETWEEN
OUT_OF = Role.OUT_OF
TOTAL = Role.TOTAL
MEASURED = Role.MEASURED
PAST = Role.PAST
FRESH = Role.FRESH
AFTER = Role.AFTER
AFTER_HARM = Role.AFTER_HARM
OPENING = Role.OPENING
YEARS = Role.YEARS
MONTH = Role.MONTH
THING = Role.THING
UNIT = Role.UNIT
NUMBERED = Role.NUMBERED
SAYS = Role.SAYS
ACCORDING = Role.ACCORDING
ENDS = Role.ENDS
