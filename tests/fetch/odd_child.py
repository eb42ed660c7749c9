"""A reader's child whose reader of plain text does what the text says: loop, kill itself, eat memory, or read."""

import logging
import os
import signal
import sys
from pathlib import Path

from factcheck.fetch import child, sniff
from factcheck.fetch.document import Document
from factcheck.fetch.read import READERS
from factcheck.fetch.readers import plain
from factcheck.fetch.readers.hints import Hints


def read(raw_bytes: bytes, hints: Hints) -> Document:
    order, _, rest = raw_bytes.decode().partition(" ")
    match order:
        case "loop":
            while True:
                pass
        case "die":
            os.kill(os.getpid(), signal.SIGKILL)
        case "die-once" if not Path(rest).exists():
            Path(rest).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        case "eat":
            eaten = []
            while True:
                eaten.append(bytes(1 << 24))
        case "print":
            print("a line on standard output")
            logging.getLogger("factcheck.odd").warning("something odd")
        case "secret":
            return Document(sniff.PLAIN, "odd", os.environ.get("SECRET_KEY", "none"), "-")
        case "pid":
            return Document(sniff.PLAIN, "odd", str(os.getpid()), "-")
    return plain.read(raw_bytes, hints)


if __name__ == "__main__":
    READERS[sniff.PLAIN] = read
    sys.exit(child.main())
