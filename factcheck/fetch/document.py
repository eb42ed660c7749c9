"""What a reader makes of a file: the text people would read, who speaks where, and how far it can be trusted."""

from dataclasses import dataclass, fields
from typing import Any, cast

from factcheck.fetch.sniff import BINARY
from factcheck.text.turns import Turn

# Twice what the client lets through: files people upload may be larger than pages.
LARGEST_FILE = 32 << 20


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A stretch of `article_text` and the second of the recording at which it begins."""

    start: int
    end: int
    seconds: float

    def as_json(self) -> dict[str, object]:
        return {"start": self.start, "end": self.end, "seconds": self.seconds}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: where it leads and the words it stands on."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read.

    `article_text` is the main text; `visible_text` is everything a reader of the page could see (the same text where a
    format has no such difference). `turns` and `times` are offsets into `article_text`, code points. `quality` is 0 to
    1. `problem` says, for people, why the text is missing or not to be trusted; None when all is well. Neither text
    holds NUL. `encoding` names the decoding used and `encoding_reason` why. `canonical_url` and
    `is_paywalled` are the page's own statements. `links` stand in paragraphs of the article; `link_words` are the words
    of all longer links that the article text holds, lists of other stories among them. `is_ended` is False for an HTML
    page without the closing tag pages usually have: it may have been cut.
    """

    type: str
    reader: str
    article_text: str
    visible_text: str
    title: str | None = None
    published_at: str | None = None
    language: str | None = None
    site_name: str | None = None
    author: str | None = None
    turns: tuple[Turn, ...] = ()
    times: tuple[TimeMark, ...] = ()
    links: tuple[Link, ...] = ()
    link_words: tuple[str, ...] = ()
    quality: float = 1.0
    problem: str | None = None
    encoding: str | None = None
    encoding_reason: str | None = None
    canonical_url: str | None = None
    is_paywalled: bool = False
    is_ended: bool = True

    def as_json(self) -> dict[str, object]:
        return {
            "type": self.type,
            "reader": self.reader,
            "title": self.title,
            "published_at": self.published_at,
            "language": self.language,
            "article_text": self.article_text,
            "visible_text": self.visible_text,
            "turns": [turn.as_json() for turn in self.turns],
            "times": [mark.as_json() for mark in self.times],
            "quality": round(self.quality, 3),
            "problem": self.problem,
        }

    def as_fields(self) -> dict[str, object]:
        """All fields in JSON types, from which `from_fields` makes the same document again."""
        return {field.name: getattr(self, field.name) for field in fields(self)} | {
            "turns": [(turn.speaker, turn.start, turn.end, turn.words_start) for turn in self.turns],
            "times": [(mark.start, mark.end, mark.seconds) for mark in self.times],
            "links": [(link.url, link.words) for link in self.links],
        }

    @classmethod
    def from_fields(cls, values: object) -> "Document":
        """The document of `as_fields`. Raises TypeError or ValueError for values of another shape."""
        given: dict[str, Any] = dict(cast(Any, values))
        kept: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in given.items()
        }
        kept["turns"] = tuple(Turn(*turn) for turn in given.get("turns", ()))
        kept["times"] = tuple(TimeMark(*mark) for mark in given.get("times", ()))
        kept["links"] = tuple(Link(*link) for link in given.get("links", ()))
        return cls(**kept)


def unread(kind: str, reader: str, problem: str) -> Document:
    """A document of a file nothing could be read from."""
    return Document(type=kind, reader=reader, article_text="", visible_text="", quality=0.0, problem=problem)


def too_large(raw_bytes: bytes) -> Document:
    """The document of a file beyond LARGEST_FILE."""
    return unread(BINARY, "none", f"The file has {len(raw_bytes):,} bytes; at most {LARGEST_FILE:,} are read.")
