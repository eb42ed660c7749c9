"""Whether the speaker credited by the article is the one whom the record shows.

A label with a name ("MS. PSAKI") speaks for itself. A label that is only a role ("THE PRESIDENT") is tied to a person
by the document's own header, its title or a given mapping, never by general knowledge.
"""

import re
from collections.abc import Sequence

from factcheck.text.lexicon import NAME_SUFFIXES, ROLE_LABELS, TITLES
from factcheck.text.match import SpeakerCheck
from factcheck.text.normalize import fold
from factcheck.text.source import SourceText

_NAME_WORD = re.compile(r"[^\W\d_][\w'’.\-]*")
_HEADER_CHARACTERS = 700
_MOST_INITIALS = 3
_BY = re.compile(
    r"(?:remarks|address|speech|statement|briefing|gaggle|interview|testimony|press conference)\s+(?:by|with|of)\s+"
    r"((?:[A-Z][\w.'’\-]*\s+){0,6}[A-Z][\w.'’\-]*)",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(
    r"((?:[A-Z][A-Za-z.\-]*\s+){1,6}[A-Z][A-Za-z.\-]*)['’][Ss]\s+"
    r"(?:[A-Za-z]+\s+){0,2}(?:ADDRESS|REMARKS|SPEECH|STATEMENT|INAUGURAL|MESSAGE)"
)
_REPORTERS = frozenset("reporter reporters journalist question questioner press correspondent".split())


def recorded_speaker(source: SourceText, turn: int | None) -> str | None:
    """The name or label of the speaker of a turn; without turns, the speaker whom the document's header names."""
    if turn is not None:
        label = source.turns[turn].speaker
        return source.speakers.get(label, label)
    return None if source.turns else header_speaker(source)


def header_speaker(source: SourceText) -> str | None:
    """The one speaker of a document without labels, as its header or title names them: "PRESIDENT GERALD R. FORD"."""
    for text in (source.text[:_HEADER_CHARACTERS], source.title):
        found = _POSSESSIVE.search(text) or _BY.search(text)
        if found:
            return " ".join(found[1].split())
    return None


def check_speaker(source: SourceText, turn: int | None, credited: str | None) -> SpeakerCheck:
    """SAME or OTHER where the document itself can tell, UNKNOWN otherwise."""
    if not credited or not credited.strip():
        return SpeakerCheck.UNKNOWN
    name = _words(credited)
    if turn is None:
        return SpeakerCheck.UNKNOWN if source.turns else _against_header(source, name)
    label = source.turns[turn].speaker
    if label in source.speakers:
        return SpeakerCheck.SAME if names_agree(name, _words(source.speakers[label])) else SpeakerCheck.OTHER
    recorded = _words(label)
    if source.turns[turn].is_question:
        return _against_question(source, name)
    if _is_same_role(name, recorded):
        return SpeakerCheck.SAME
    if names_agree(name, recorded):
        return SpeakerCheck.UNKNOWN if _shares_surname(source, name, recorded) else SpeakerCheck.SAME
    if not _is_role(recorded):
        return SpeakerCheck.OTHER
    if _header_ties(source, recorded, name):
        return SpeakerCheck.SAME
    return SpeakerCheck.OTHER if _has_own_label(source, name, label) else SpeakerCheck.UNKNOWN


def names_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """True if two names can be one person's: the same surname, and no differing first names."""
    first, second = _personal(one), _personal(other)
    if not first or not second or _titles_clash(one, other) or _initials_clash(first, second):
        return False
    if first[-1] != second[-1]:
        return _surname_in_parts(first, second)
    return len(first) == 1 or len(second) == 1 or _first_names_agree(first[0], second[0]) or first[0] in second


def _titles_clash(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "Mr. Smith" is not "Ms. Smith"."""
    sides = [
        {"mr": "m", "sir": "m", "ms": "f", "mrs": "f", "miss": "f", "dame": "f"}.get(name[0]) for name in (one, other)
    ]
    return None not in sides and sides[0] != sides[1]


def _initials_clash(one: Sequence[str], other: Sequence[str]) -> bool:
    """George W. Bush is not George H. W. Bush; a name without initials may be either."""
    middles = ["".join(name[1:-1]).replace(".", "") for name in (one, other)]
    return all(0 < len(middle) <= _MOST_INITIALS for middle in middles) and middles[0] != middles[1]


def _first_names_agree(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short[:1]) if len(short) == 1 else long[:3] == short[:3]


def _surname_in_parts(one: list[str], other: list[str]) -> bool:
    """ "Nunez-Smith" against "Nunez Smith", "von der Leyen" against "VON DER LEYEN"."""
    first, second = "".join(one), "".join(other)
    short, long = sorted((first, second), key=len)
    return len(short) >= 6 and long.endswith(short) and "-" in "".join(one[-1:] + other[-1:])


def _words(name: str) -> list[str]:
    name = re.sub(r"\([^()]*\)", " ", name)
    return [fold(word).strip(".'").removesuffix("'s") for word in _NAME_WORD.findall(name.partition(",")[0])]


def _personal(name: Sequence[str]) -> list[str]:
    """The name without its titles; empty for a role."""
    words = [word for word in name if word not in NAME_SUFFIXES]
    start = 0
    while start < len(words) and words[start] in TITLES:
        start += 1
    return words[start:]


def _is_role(label: Sequence[str]) -> bool:
    return not _personal(label) or all(word in ROLE_LABELS or word in TITLES for word in label)


def _is_same_role(name: Sequence[str], label: Sequence[str]) -> bool:
    """ "the president" credited and THE PRESIDENT recorded."""
    return [word for word in name if word != "the"] == [word for word in label if word != "the"]


def _role(label: Sequence[str]) -> list[str]:
    return [word for word in label if word != "the"]


def _header_ties(source: SourceText, label: Sequence[str], name: Sequence[str]) -> bool:
    """True where the header or title has the role beside the credited surname: "Remarks by President Biden"."""
    personal = _personal(name)
    role = _role(label)
    if not personal or not role:
        return False
    end = source.turns[0].start if source.turns else _HEADER_CHARACTERS
    header = [*_words_of(source.title), "|", *_words_of(source.text[: min(end, _HEADER_CHARACTERS)])]
    size = len(role)
    for at in range(len(header) - size):
        if header[at : at + size] == role and (at == 0 or role[0] != "president" or header[at - 1] != "vice"):
            following = header[at + size : at + size + 4]
            place = next((step for step, word in enumerate(following) if word == personal[-1]), None)
            if place is not None and not set(following[:place]) & {"and", "|", "with", "of"}:
                return True
    return False


def _words_of(text: str) -> list[str]:
    words = []
    for word in _NAME_WORD.findall(text.replace("-", " ")):
        words.append(fold(word).strip(".'").removesuffix("'s"))
    return words


def _has_own_label(source: SourceText, name: Sequence[str], but: str) -> bool:
    """True where the credited person speaks elsewhere in the document under another label."""
    labels = {turn.speaker for turn in source.turns} - {but}
    for label in labels:
        words = _words(label)
        if names_agree(name, _words(source.speakers.get(label, label))):
            return True
        if _is_role(words) and _header_ties(source, words, name):
            return True
    return False


def _shares_surname(source: SourceText, name: Sequence[str], recorded: Sequence[str]) -> bool:
    """True where the header ties the credited name to a role, and this label, another one, gives only the surname.

    With THE PRESIDENT and DR. BIDEN in one document, "Joe Biden" may not be taken for the second.
    """
    if len(_personal(recorded)) > 1 or set(name) & set(recorded) - set(_personal(recorded)):
        return False
    roles = {turn.speaker for turn in source.turns if _is_role(_words(turn.speaker))}
    return any(_header_ties(source, _words(role), name) for role in roles)


def _against_question(source: SourceText, name: Sequence[str]) -> SpeakerCheck:
    """A reporter's question: not the words of anybody who has a label of their own here."""
    if set(name) & _REPORTERS:
        return SpeakerCheck.SAME
    return SpeakerCheck.OTHER if _has_own_label(source, name, "") else SpeakerCheck.UNKNOWN


def _against_header(source: SourceText, name: Sequence[str]) -> SpeakerCheck:
    speaker = header_speaker(source)
    if speaker is None:
        return SpeakerCheck.UNKNOWN
    recorded = _words(speaker)
    if names_agree(name, recorded):
        return SpeakerCheck.SAME
    return SpeakerCheck.OTHER if _personal(recorded) and _personal(name) else SpeakerCheck.UNKNOWN
