"""Plain text: the words as they stand, whatever the encoding."""

from factcheck.fetch.decode import decode
from factcheck.fetch.document import Document
from factcheck.fetch.readers.hints import Hints

TITLE_CHARACTERS = 120


def read(raw_bytes: bytes, hints: Hints) -> Document:
    """The text, line ends unified. A first line set off by a blank line is taken for the title."""
    decoded = decode(raw_bytes, hints.content_type)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(
        type=hints.kind,
        reader="plain/1",
        article_text=text,
        visible_text=text,
        title=_title(text),
        encoding=decoded.encoding,
        encoding_reason=decoded.reason,
    )


def _title(text: str) -> str | None:
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    stands_apart = rest.startswith("\n") and bool(rest.strip())
    ends_like_a_sentence = first.endswith((".", "?", "!", ",", ";", ":"))
    return first if stands_apart and not ends_like_a_sentence and 0 < len(first) <= TITLE_CHARACTERS else None
