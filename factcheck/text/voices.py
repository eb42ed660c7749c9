"""Who is behind the speaker labels of one transcript, as far as the transcript itself tells.

A crew's first names are tied to labels by who answers: "How did you sleep, Bill?" stands between two turns of one.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from factcheck.text.headers import Header
from factcheck.text.lexicon import TITLES
from factcheck.text.persons import Person, fold_name, read_label
from factcheck.text.turns import Turn

# A first name is a label's where that label speaks both before and after the name is called; a guess, on the safe side.
_CALLS_TO_TIE = 3
_SHARE_TO_TIE = 0.75
# Two people may share a first name: a label that is called by it at times is told apart only below these. Guesses.
_NOISE = 0.05
_CALLS_PER_ANSWER = 10
_CALLED = (
    r"(?:^|[.,;?!–—-]\s+|\b(?:[Oo]kay|[Rr]oger|[Hh]ey|[Hh]ello|[Hh]i|[Tt]hanks|[Tt]hank you|[Mm]orning|[Aa]ffirmative"
    r"|[Rr]ight|[Yy]es|[Nn]o|[Aa]head)\s+){name}(?=[.,;?!–—-]|\s*$)"
)
_SPOKEN_OF = (
    r"\b{name}(?:['’]s|\s(?:is|was|has|had|will|says|said|took|got|gets|claims|mentioned|wants|thinks|did|does))\b"
)
_FIRST_NAME = r"\b([A-Z][a-z]+)\s+(?:[A-Z]\.?\s+)?(?i:{surname})\b"
_OFFICE = (
    r"(?<![A-Za-z])(?:Vice President|President|Minister|Chancellor|Secretary|Governor|Mayor|Senator|Congressman"
    r"|Congresswoman|Representative|Administrator|Commissioner|Director|Ambassador|General|Chief|Leader|Chairman|Chair"
    r"{more})\.?\s+(?:([A-Z][a-z]+)\s+)?{surname}(?![\w-])"
)
_SELF = re.compile(r"(?:\b[Tt]his is|\bI['’]?a?m|\bname is)\s+(?:\w+\s+){0,4}$")


class Voices:
    """The labels of a transcript with their persons, its header, and whom its speakers call by name."""

    def __init__(self, text: str, turns: Sequence[Turn], title: str) -> None:
        self._text = text
        self._turns = turns
        self._title = title
        self._calls: dict[str, tuple[Counter[str], Counter[str]]] = {}

    @cached_property
    def header(self) -> Header:
        return Header(self._text, self._title, self._turns[0].start if self._turns else len(self._text))

    @cached_property
    def persons(self) -> dict[str, Person]:
        """Label as written to its person or role, without the labels of unnamed reporters."""
        persons = {turn.speaker: read_label(turn.speaker) for turn in self._turns if not turn.is_question}
        surnames = {person.surname for person in persons.values()}
        for label, person in persons.items():
            if len(person.titles) == 1 and person.titles[0] in surnames:
                persons[label] = Person(
                    words=person.titles
                )  # a surname of few letters, met with a first name elsewhere
        return persons

    @cached_property
    def asks(self) -> bool:
        """True where unnamed reporters ask, as at a briefing; a court's "Q." has an "A." beside it."""
        return any(turn.is_question for turn in self._turns) and "A" not in self.persons

    def first_names(self, person: Person) -> list[str]:
        """The credited first name, or those which the transcript or its title puts before the credited surname."""
        if len(person.words) > 1:
            return [person.words[0].capitalize()]
        pattern = _FIRST_NAME.format(surname=re.escape(person.surname))
        found = re.findall(pattern, f"{self._title}\n{self._text}")
        return [name for name in dict.fromkeys(found) if name.lower() not in TITLES]

    def called(self, name: str) -> tuple[Counter[str], Counter[str]]:
        """Labels by how often they answer to a first name, and by how often they call or speak of somebody so named."""
        if name not in self._calls:
            self._calls[name] = self._count_calls(name)
        return self._calls[name]

    def _count_calls(self, name: str) -> tuple[Counter[str], Counter[str]]:
        answers: Counter[str] = Counter()
        callers: Counter[str] = Counter()
        calls = re.compile(_CALLED.format(name=re.escape(name)))
        speaks = re.compile(_SPOKEN_OF.format(name=re.escape(name)))
        for index in self._turns_with(name):
            turn = self._turns[index]
            words = self._text[turn.words_start : turn.end].strip()
            if calls.search(words):
                callers[turn.speaker] += 1
                before, after = self._neighbour(index, -1), self._neighbour(index, 1)
                if before and before == after:
                    answers[before] += 1
            elif speaks.search(words):
                callers[turn.speaker] += 1
        return answers, callers

    def _turns_with(self, word: str) -> Iterator[int]:
        index, at = 0, self._text.find(word)
        while at >= 0 and index < len(self._turns):
            while index < len(self._turns) and self._turns[index].end <= at:
                index += 1
            if index < len(self._turns) and self._turns[index].start <= at:
                yield index
                at = self._text.find(word, self._turns[index].end)
                index += 1
            else:
                at = self._text.find(word, at + 1)

    def _neighbour(self, index: int, step: int) -> str | None:
        """The label of the turn before or after, of another speaker, at most two turns off."""
        own = self._turns[index].speaker
        for at in (index + step, index + 2 * step):
            if 0 <= at < len(self._turns) and self._turns[at].speaker != own:
                return self._turns[at].speaker
        return None

    def bears(self, label: str, person: Person) -> bool | None:
        """Whether a role label is the credited person's, by the first names called out; None: no telling."""
        for name in self.first_names(person):
            told = self._answers_to(label, name)
            if told is not None:
                return told
        # A surname alone may be a crater's or a valve's: somebody must answer to it.
        surname = person.surname.capitalize()
        return self._answers_to(label, surname) if self.called(surname)[0] else None

    def _answers_to(self, label: str, name: str) -> bool | None:
        answers, callers = self.called(name)
        best, count = answers.most_common(1)[0] if answers else ("", 0)
        if count >= _CALLS_TO_TIE and count >= _SHARE_TO_TIE * answers.total():
            if best == label:
                return True if self._is_one_person(label, name) else None
            return False if _is_noise(answers[label], answers.total(), callers[label]) else None
        is_caller = callers[label] > 0 and callers[label] >= _CALLS_PER_ANSWER * answers[label]
        return False if is_caller else None

    def _is_one_person(self, label: str, name: str) -> bool:
        """True where no second first name is called between turns of this label: a ground station's desk has many."""
        others: Counter[str] = Counter()
        for index in range(1, len(self._turns) - 1):
            if self._turns[index].speaker == label or not (
                self._turns[index - 1].speaker == label == self._turns[index + 1].speaker
            ):
                continue
            turn = self._turns[index]
            words = self._text[turn.words_start : turn.end].strip()
            others.update(set(_ANY_CALLED.findall(words)))
        del others[name]
        return all(count < _CALLS_TO_TIE or not self._tied(label, other) for other, count in others.items())

    def _tied(self, label: str, name: str) -> bool:
        answers, callers = self.called(name)
        return answers[label] >= _SHARE_TO_TIE * answers.total() and not callers[label]

    def speaks_of(self, label: str, person: Person) -> bool:
        """True where turns under a role label name the credited person by title and surname, as nobody names himself.

        Not where anybody gives him the label's own title: with "President Roe" in the text THE PRESIDENT may be Roe.
        """
        role = self.persons[label].titles if label in self.persons else ()
        courtesy = "".join(f"|{title.capitalize()}" for title in person.titles if title in ("dr", "mr", "ms", "mrs"))
        surname = "".join(rf"(?i:{re.escape(part)})[-‐‑ ]?" for part in person.surname.split("-"))
        named = re.compile(_OFFICE.format(more=courtesy, surname=surname.removesuffix("[-‐‑ ]?")))
        found_here = False
        for found in named.finditer(self._text):
            if tuple(found[0].lower().split()[: len(role)]) == role:
                return False
            if found[1] and len(person.words) > 1 and fold_name(found[1])[:1] != person.words[0][:1]:
                continue
            found_here = found_here or self._is_said_under(label, found.start())
        return found_here

    def _is_said_under(self, label: str, offset: int) -> bool:
        index = bisect_right(self._turns, offset, key=attrgetter("start")) - 1
        if index < 0 or self._turns[index].speaker != label or self._turns[index].words_start > offset:
            return False
        return not _SELF.search(self._text[max(self._turns[index].words_start, offset - 60) : offset])

    def holds_office(self, person: Person) -> bool:
        """True where the text gives the credited surname an office: "Secretary Roe said"."""
        surname = re.escape(person.surname)
        pattern = re.compile(_OFFICE.format(more="", surname=rf"(?i:{surname})"))
        return any(
            not found[1] or len(person.words) < 2 or fold_name(found[1])[:1] == person.words[0][:1]
            for found in pattern.finditer(self._text)
        )


def _is_noise(answers: int, of: int, calls: int) -> bool:
    """True where a label answers to a name as rarely as turns are misheard, or far more often calls it."""
    return answers <= _NOISE * of or calls >= _CALLS_PER_ANSWER * answers


_ANY_CALLED = re.compile(_CALLED.format(name=r"([A-Z][a-z]{2,})"))
