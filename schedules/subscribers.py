"""Who gets the digest: those in the settings, and those whom `watira recipients` keeps in the database."""

from dataclasses import dataclass
from typing import cast

from psycopg import Connection

from digest.message import identity
from digest.readers import Reader
from digest.wording import Language
from schedules.settings import Settings
from storage.digests import Frequency
from storage.recipients import Recipient, recipients


@dataclass(frozen=True, slots=True)
class Subscriber:
    """Somebody who gets the digest."""

    written: str  # the address, with a name where there is one
    reader: Reader
    frequency: Frequency
    from_settings: bool = False

    @property
    def address(self) -> str:
        """The bare address in small letters."""
        return identity(self.written)


def subscribers(connection: Connection, settings: Settings) -> list[Subscriber]:
    """Everybody once; where both name an address, the database says what is sent there."""
    listed = {written: by_default(written, settings) for written in settings.digest.recipients}
    found = {one.address: one for one in listed.values()}
    found |= {known.address: _kept(known) for known in recipients(connection)}
    return list(found.values())


def by_default(written: str, settings: Settings) -> Subscriber:
    """A recipient of whom nothing but the address is known."""
    operators = {identity(address) for address in settings.digest.operators}
    reader = Reader(cast(Language, settings.digest.language), operator=identity(written) in operators)
    return Subscriber(written, reader, Frequency(settings.digest.frequency), from_settings=True)


def _kept(known: Recipient) -> Subscriber:
    reader = Reader(
        language=cast(Language, known.language),
        governorates=frozenset(known.governorates),
        types=frozenset(known.types),
        sources=frozenset(known.sources),
        operator=known.operator,
    )
    return Subscriber(known.written, reader, known.frequency)
