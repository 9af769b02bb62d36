"""What a recipient wants of the digest: language, filters, whether also the state of the sources. Pure."""

from dataclasses import dataclass

from digest.happenings import Happening
from digest.stories import Group
from digest.wording import Language


@dataclass(frozen=True, slots=True)
class Reader:
    """What goes into a reader's digest; an empty filter lets everything in."""

    language: Language = "ar"
    governorates: frozenset[str] = frozenset()  # as pipelines.gazetteer.GOVERNORATES has them
    types: frozenset[str] = frozenset()  # ids of kinds of event; `strike` also means strike.drone and the others
    sources: frozenset[str] = frozenset()  # keys
    operator: bool = False  # is also told which sources are silent or broken

    @property
    def english(self) -> bool:
        """Whether the layout is English."""
        return self.language == "en"

    @property
    def filtered(self) -> bool:
        """Whether events are left out by kind or place."""
        return bool(self.governorates or self.types)

    def hears(self, group: Group) -> bool:
        """Whether one of its articles is of a source that the reader asked for."""
        return not self.sources or not self.sources.isdisjoint(group.sources)

    def wants(self, happening: Happening) -> bool:
        """Whether one of its events is of a kind and in a governorate that the reader asked for."""
        if not self.filtered:
            return True
        return any(
            (not self.governorates or event.admin1 in self.governorates)
            and (not self.types or _is_of(event.type, self.types))
            for event in happening.events
        )


def _is_of(kind: str, wanted: frozenset[str]) -> bool:
    return kind in wanted or kind.partition(".")[0] in wanted
