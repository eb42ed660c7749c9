"""Who is behind the speaker labels of one transcript, as far as the transcript itself tells.

What is read off the text is kept: one transcript is asked about the same labels and names many times.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from factcheck.text.calls import Calls
from factcheck.text.headers import Header
from factcheck.text.lexicon import ROLE_LABELS, TITLES
from factcheck.text.match import SpeakerCheck
from factcheck.text.persons import Person, fold_name, read_label
from factcheck.text.turns import Turn

_MENTIONS = 2_000  # of one surname; more tell nothing new
_REACH = 60  # characters before a surname that can hold its title and first name; a guess
# What stands right before a surname: a title or office, a first name, an initial.
_LEAD = re.compile(
    r"(?<![^\W_])((?:(?:Vice|Prime|Foreign|Deputy)\s)?(?:President|Minister|Chancellor|Secretary|Governor|Mayor|Senator"
    r"|Congressman|Congresswoman|Representative|Administrator|Commissioner|Director|Ambassador|General|Chief|Leader"
    r"|Chairman|Chair|First Lady|Dr|Mr|Mrs|Ms)\.?\s+)?(?:([A-Z][^\W\d_]+)\s+)?(?:[A-Z]\.\s+)*$"
)
_SHORTEST_SURNAME = 2
_COURTESY = frozenset("dr mr mrs ms".split())
_SELF = re.compile(r"(?:\b[Tt]his is|\bI(?:['’]m|\s+am)|\bname is)\s+(?:\w+\s+){0,4}$")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A surname in the text: where, under which title and first name, folded, and whether the speaker means himself."""

    offset: int
    titles: tuple[str, ...]
    given: str
    is_self: bool


class Voices:
    """The labels of a transcript with their persons, its header, and whom its speakers name.

    `checked`: answers already given, by label and credited speaker.
    """

    def __init__(self, text: str, turns: Sequence[Turn], title: str) -> None:
        self._text = text
        self._turns = turns
        self._title = title
        self._mentions: dict[str, tuple[_Mention, ...]] = {}
        self.calls = Calls(text, turns)
        self.checked: dict[tuple[str | None, str], SpeakerCheck] = {}

    @cached_property
    def header(self) -> Header:
        return Header(self._text, self._title, self._turns[0].start if self._turns else len(self._text))

    @cached_property
    def persons(self) -> dict[str, Person]:
        """Label as written to its person or role, without the labels of unnamed reporters."""
        persons = {turn.speaker: read_label(turn.speaker) for turn in self._turns if not turn.is_question}
        surnames = {person.surname for person in persons.values()}
        for label, person in persons.items():
            # A surname of few letters passes for a part ("PAO") unless it is met with a first name or title elsewhere.
            if len(person.titles) == 1 and (person.titles[0] in surnames or self._is_short_surname(label, person)):
                persons[label] = Person(words=person.titles)
        return persons

    def _is_short_surname(self, label: str, person: Person) -> bool:
        key = person.titles[0]
        if key in ROLE_LABELS or not label.isalpha() or len(key) < _SHORTEST_SURNAME:
            return False
        return any(mention.titles or mention.given for mention in self._mentions_of(Person(words=(key,))))

    @cached_property
    def asks(self) -> bool:
        """True where unnamed reporters ask, as at a briefing; a court's "Q." has an "A." beside it."""
        return any(turn.is_question for turn in self._turns) and "A" not in self.persons

    def first_names(self, person: Person, title: str = "") -> list[str]:
        """The first names which the transcript or its title puts before the surname, folded; those after `title` alone,
        where one is asked for ("Dr. Jill Roe")."""
        named = {
            mention.given: None
            for mention in self._mentions_of(person)
            if mention.given and (not title or title in mention.titles)
        }
        return list(named)

    def bears(self, label: str, person: Person) -> bool | None:
        """Whether a role label is the credited person's, by the first names called out; None: no telling."""
        names = [person.words[0]] if len(person.words) > 1 else self.first_names(person)
        for name in names:
            told = self.calls.answers_to(label, name.capitalize())
            if told is not None:
                return told
        # A surname alone may be a crater's or a valve's: somebody must answer to it.
        surname = person.surname.capitalize()
        return self.calls.answers_to(label, surname) if self.calls.is_answered(surname) else None

    def speaks_of(self, label: str, person: Person) -> bool:
        """True where turns under a role label name the credited person by title and surname, as nobody names himself.

        Not where anybody gives him the label's own title: with "President Roe" in the text THE PRESIDENT may be Roe.
        """
        role = self.persons[label].titles
        mentions = [mention for mention in self._mentions_of(person) if mention.titles and _fits(mention, person)]
        is_himself = any(
            mention.is_self and self._is_said_under(label, mention.offset) for mention in self._mentions_of(person)
        )
        if is_himself or any(mention.titles == role for mention in mentions):
            return False
        return any(
            not mention.is_self
            and (not _COURTESY & set(mention.titles) or set(mention.titles) <= set(person.titles))
            and self._is_said_under(label, mention.offset)
            for mention in mentions
        )

    def holds_office(self, person: Person) -> bool:
        """True where the text gives the credited surname an office: "Secretary Roe said"."""
        return any(
            mention.titles and not _COURTESY & set(mention.titles) and _fits(mention, person)
            for mention in self._mentions_of(person)
        )

    def _is_said_under(self, label: str, offset: int) -> bool:
        index = bisect_right(self._turns, offset, key=attrgetter("start")) - 1
        turn = self._turns[index]
        is_text = index >= 0 and offset < len(self._text)
        return is_text and turn.speaker == label and turn.words_start <= offset

    def _mentions_of(self, person: Person) -> tuple[_Mention, ...]:
        if person.surname not in self._mentions:
            self._mentions[person.surname] = tuple(self._find_mentions(person))
        return self._mentions[person.surname]

    def _find_mentions(self, person: Person) -> Iterator[_Mention]:
        text = f"{self._text}\n{self._title}"
        for form in {person.surname.title(), person.surname.capitalize(), person.written} - {""}:
            at = text.find(form)
            for _ in range(_MENTIONS):
                if at < 0:
                    break
                end = at + len(form)
                if not text[end : end + 1].isalnum() and not text[at - 1 : at].isalnum():
                    yield _mention(text, at)
                at = text.find(form, end)


def _mention(text: str, offset: int) -> _Mention:
    before = text[max(0, offset - _REACH) : offset]
    found = _LEAD.search(before)
    titles = tuple(fold_name(word) for word in (found[1] or "").split()) if found else ()
    given = fold_name(found[2] or "") if found else ""
    start = found.start() if found else len(before)
    return _Mention(offset, titles, "" if given in TITLES else given, bool(_SELF.search(before[:start])))


def _fits(mention: _Mention, person: Person) -> bool:
    return not mention.given or len(person.words) < 2 or mention.given[0] == person.words[0][0]
