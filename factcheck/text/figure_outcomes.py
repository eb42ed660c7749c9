"""How a figure of one text stands to a figure of another."""

from enum import StrEnum


class Outcome(StrEnum):
    """How the two sides stand to each other; for figures the worst decides, in this order from the end."""

    AGREES = "agrees"
    COMPATIBLE = "compatible"
    MISSING = "missing"
    CONFLICTS = "conflicts"

    @property
    def badness(self) -> int:
        return list(Outcome).index(self)
