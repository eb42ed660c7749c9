"""What the head of a document and its title say about who speaks in it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from factcheck.text.lexicon import TITLES
from factcheck.text.persons import Person, fold_name, read_credits

_WORD = re.compile(r"[^\W\d_][\w'’.\-‐‑]*")
_WORD_OR_BREAK = re.compile(r"[^\W_][\w'’.]*|[,;:|/()–—]")
# A page may put menus before the document's own head; a guess. A head line is short and does not end like a sentence.
_HEADER_CHARACTERS = 4_000
_LINE_CHARACTERS = 240
_LINES = 40
_ACTS = "remarks|address|speech|statement|briefing|gaggle|interview|testimony|conference|message|lecture|opening"
_BY = re.compile(rf"\b(?:{_ACTS})\b[^|]{{0,60}}?\b(?:by|with|of|from)\s+([^|]{{2,160}})", re.IGNORECASE)
_POSSESSIVE = re.compile(
    r"((?:[A-Z][A-Za-z.\-’']*\s+){0,6}[A-Z][A-Za-z.\-]*)['’][Ss]\s+"
    r"(?:[A-Za-z]+\s+){0,5}?(?i:ADDRESS|REMARKS|SPEECH|STATEMENT|INAUGURAL|MESSAGE)\b"
)
_JOINED = re.compile(r",\s*(?:and\s+)?|\s+and\s+|\s*&\s*|;\s*")
# Where a name in a title ends: "Remarks by President Biden at the signing", "briefing by Jen Psaki, May 5".
_NAME_ENDS = frozenset(
    "at on in during before to with of regarding after following from for as via while when about upon against into"
    " the a an his her its their this aboard en delivered announcing honoring celebrating marking welcoming and or"
    " january february march april june july august september october november december".split()
)
_NAME_WORDS = 7
_OTHER_HOLDERS = frozenset("vice former ex deputy late press".split())
_ROLE_REACH = 4


class Header:
    """The head of a document: its title and its first short lines.

    `speakers`: the names which it gives as the speakers, as written ("PRESIDENT GERALD R. FORD").
    """

    def __init__(self, text: str, title: str, end: int) -> None:
        self.lines = tuple(_title_lines(title)) + tuple(_head_lines(text[: min(end, _HEADER_CHARACTERS)]))
        self.words = frozenset(
            part for line in self.lines for word in _WORD.findall(line) for part in fold_name(word).split("-")
        )
        self.speakers = tuple(dict.fromkeys(name for line in self.lines for name in _speakers_in(line)))
        self._rows = [_row(line) for line in self.lines]

    def bearers_of(self, role: Sequence[str]) -> list[tuple[str, ...]]:
        """For each place where the head has the role before a name, the words after it: "President Biden"."""
        return [*self._names_after(tuple(role)), *self._names_before(tuple(role))] if role else []

    def _names_after(self, role: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for row in self._rows:
            for at in _places(row, role):
                before = row[at - 1] if at else ""
                if before in _OTHER_HOLDERS and role[0] not in _OTHER_HOLDERS:
                    continue
                following = _until_end(row[at + len(role) : at + len(role) + _ROLE_REACH])
                if following and before != "the":
                    yield following

    def _names_before(self, role: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """ "Moon Jae-in, President of the Republic of Korea"."""
        for row in self._rows:
            for at in _places(row, role):
                if at > 1 and row[at - 1] == "," and row[at + len(role) : at + len(role) + 1] == ["of"]:
                    name: list[str] = []
                    for word in reversed(row[max(0, at - 1 - _ROLE_REACH) : at - 1]):
                        if word in _NAME_ENDS or not word[0].isalpha() or word in TITLES:
                            break
                        name.insert(0, word)
                    if name:
                        yield tuple(name)

    def names(self, person: Person) -> bool:
        """True where the head holds the surname, unless it may be an office's word ("White" in "White House")."""
        return person.surname not in TITLES and self.has_whole(Person(words=person.words[-1:]))

    def has_whole(self, person: Person) -> bool:
        """True where the head holds every word of the name."""
        parts = {part for word in person.words for part in word.split("-")}
        return bool(parts) and parts <= self.words


def _title_lines(title: str) -> Iterator[str]:
    if title.strip():
        yield title if " " in title.strip() else re.sub(r"[-_.]+", " ", title)


def _head_lines(head: str) -> Iterator[str]:
    for line in head.split("\n")[:_LINES]:
        line = line.strip(" \t*#_\u00a0")
        if 1 < len(line) <= _LINE_CHARACTERS and not line.endswith((".", "!", "?", ":", ";", ",")):
            yield line


def _speakers_in(line: str) -> Iterator[str]:
    if found := _POSSESSIVE.search(line):
        yield " ".join(found[1].split())
        return
    if not (found := _BY.search(line)):
        return
    for part in _JOINED.split(found[1]):
        words: list[str] = []
        for word in part.split():
            if fold_name(word) in _NAME_ENDS or not word[:1].isalpha() or len(words) == _NAME_WORDS:
                break
            words.append(word)
        name = " ".join(words)
        if any(person.words for person in read_credits(name.title() if name.islower() else name)):
            yield name
        if len(words) < len(part.split()):
            return  # what follows is the occasion


def _row(line: str) -> list[str]:
    row = []
    for found in _WORD_OR_BREAK.findall(line.replace("-", " ")):
        row.append(fold_name(found) or found)
    return row


def _places(row: Sequence[str], role: tuple[str, ...]) -> Iterable[int]:
    size = len(role)
    return [at for at in range(len(row) - size + 1) if tuple(row[at : at + size]) == role]


def _until_end(words: Sequence[str]) -> tuple[str, ...]:
    name: list[str] = []
    for word in words:
        if word in _NAME_ENDS or not word[0].isalpha() or word == "s":
            break
        name.append(word)
    return tuple(name)
