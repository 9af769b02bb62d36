"""A newsroom and a mailbox, as the command line's tests have them."""

from tests.schedules.conftest import environment as environment
from tests.schedules.conftest import mailbox as mailbox
from tests.schedules.conftest import newsroom as newsroom
