"""One thing that two claims do not have in common, with the words of both."""

from dataclasses import dataclass
from enum import StrEnum


class DifferenceKind(StrEnum):
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    NEGATION = "negation"
    DIRECTION = "direction"
    ROLES = "roles"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Difference:
    """What of the asked claim is another thing in the other one, in the words of both; "" where one says nothing.

    `is_telling`: it alone makes the two different claims.
    """

    kind: DifferenceKind
    asked_words: str
    other_words: str
    is_telling: bool = True

    @property
    def sentence(self) -> str:
        """For people who have the asked claim before them."""
        if self.kind is DifferenceKind.ROLES:
            return "the two sides have changed places"
        if self.asked_words and self.other_words:
            return f"{self.kind}: “{self.asked_words}” here, “{self.other_words}” there"
        return f"{self.kind}: “{self.asked_words or self.other_words}” {'here' if self.asked_words else 'there'} only"

    def as_json(self) -> dict[str, object]:
        return {
            "kind": self.kind.value,
            "asked_words": self.asked_words,
            "other_words": self.other_words,
            "telling": self.is_telling,
        }
