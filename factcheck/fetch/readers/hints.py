"""What is known about a file besides its bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hints:
    """Declared type, file name, address, and the kind the sniffer settled on. All but `kind` may be empty."""

    content_type: str = ""
    name: str = ""
    url: str = ""
    kind: str = ""
