"""What a word does in a sentence about a toll.

Plain constants, called `role.ACT` and so on by those who import this module as `role`: Python 3.11 takes twenty times
as long to look a member of an enumeration up, and a text is asked for thousands.
"""

from typing import NewType

Role = NewType("Role", str)

ACT = Role("act")  # what happened, as noun or verb
VICTIM = Role("victim")  # a word for a person that says what happened to them
PEOPLE = Role("people")
OTHER = Role("other")
BEFORE = Role("before")  # a quantifier before its number
BEHIND = Role("behind")
VAGUE = Role("vague")
SUBSET = Role("subset")
NAMELY = Role("namely")
WHOLE = Role("whole")
JOINS = Role("joins")
TIME = Role("time")
LIGHT = Role("light")
FELL = Role("fell")
ANOTHER = Role("another")
RESULT = Role("result")
NEGATION = Role("negation")
LOSSES = Role("losses")
UNHURT = Role("unhurt")
UNKNOWN = Role("unknown")
ANYONE = Role("anyone")
HYPOTHETICAL = Role("hypothetical")
ATTEMPT = Role("attempt")
TOLL = Role("toll")
REACHED = Role("reached")
RISE = Role("rise")
SUPERSEDED = Role("superseded")
AGENT = Role("agent")
OF_RANK = Role("of_rank")
BETWEEN = Role("between")
OUT_OF = Role("out_of")
TOTAL = Role("total")
MEASURED = Role("measured")
PAST = Role("past")
FRESH = Role("fresh")
AFTER = Role("after")
AFTER_HARM = Role("after_harm")
OPENING = Role("opening")
YEARS = Role("years")
MONTH = Role("month")
THING = Role("thing")
UNIT = Role("unit")
NUMBERED = Role("numbered")
SAYS = Role("says")
ACCORDING = Role("according")
ENDS = Role("ends")
