"""Whom the speakers of a transcript call by first name, and whose label answers.

A crew's first names are tied to labels so: "How did you sleep, Bill?" stands between two turns of one label.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from factcheck.text.turns import Turn

# A first name is a label's where that label speaks both before and after the name is called; a guess, on the safe side.
_CALLS_TO_TIE = 3
_SHARE_TO_TIE = 0.75
# Two people may share a first name: a label that is called by it at times is told apart only below these. Guesses.
_NOISE = 0.05
_CALLS_PER_ANSWER = 10
_BEFORE, _AFTER = 24, 14  # characters that hold "Thank you, " and " mentioned"
_CALLED = (
    r"(?:^|[.,;?!–—-]\s+|\b(?:[Oo]kay|[Rr]oger|[Hh]ey|[Hh]ello|[Hh]i|[Tt]hanks|[Tt]hank you|[Mm]orning|[Aa]ffirmative"
    r"|[Rr]ight|[Yy]es|[Nn]o|[Aa]head)\s+){name}(?=[.,;?!–—-]|\s*$)"
)
_SPOKEN_OF = (
    r"(?<![“\"])\b{name}(?:['’]s|\s(?:is|was|has|had|will|says|said|took|got|gets|claims|mentioned|wants|thinks|did"
    r"|does))\b"
)
_ANY_CALLED = re.compile(_CALLED.format(name=r"([A-Z][a-z]{2,})"))


class Calls:
    """The first names called in a transcript."""

    def __init__(self, text: str, turns: Sequence[Turn]) -> None:
        self._text = text
        self._turns = turns
        self._counts: dict[str, tuple[Counter[str], Counter[str]]] = {}
        self._single: dict[tuple[str, str], bool] = {}

    def is_answered(self, name: str) -> bool:
        """True where some label speaks before and after a call of the name."""
        return bool(self._called(name)[0])

    def answers_to(self, label: str, name: str) -> bool | None:
        """Whether a label is a person's of this first name; None where the calls do not tell.

        False: another label answers, or this one calls the name or speaks of it and never answers. A name of two
        people, who call each other by it, tells nothing.
        """
        answers, callers = self._called(name)
        best, count = answers.most_common(1)[0] if answers else ("", 0)
        if count >= _CALLS_TO_TIE and count >= _SHARE_TO_TIE * answers.total():
            if best == label:
                return True if self._is_one_person(label, name) else None
            return False if _is_noise(answers[label], answers.total(), callers[label]) else None
        is_caller = callers[label] > 0 and callers[label] >= _CALLS_PER_ANSWER * answers[label]
        return False if is_caller else None

    def _called(self, name: str) -> tuple[Counter[str], Counter[str]]:
        """Labels by how often they answer to a name, and by how often they call or speak of somebody so named."""
        if name not in self._counts:
            self._counts[name] = self._count(name)
        return self._counts[name]

    def _count(self, name: str) -> tuple[Counter[str], Counter[str]]:
        answers: Counter[str] = Counter()
        callers: Counter[str] = Counter()
        calls = re.compile(_CALLED.format(name=re.escape(name)))
        speaks = re.compile(_SPOKEN_OF.format(name=re.escape(name)))
        for index, around in self._occurrences(name):
            label = self._turns[index].speaker
            if calls.search(around):
                callers[label] += 1
                before, after = self._neighbour(index, -1), self._neighbour(index, 1)
                if before and before == after:
                    answers[before] += 1
            elif speaks.search(around):
                callers[label] += 1
        return answers, callers

    def _words_of(self, turn: Turn) -> str:
        return self._text[turn.words_start : turn.end].strip()

    def _occurrences(self, name: str) -> Iterator[tuple[int, str]]:
        """Turns in which a name stands, each once, with the words around its first place."""
        at = -1
        for index, turn in enumerate(self._turns):
            if at < turn.words_start:
                at = self._text.find(name, turn.words_start)
            if at < 0:
                return
            if at < turn.end:
                begin, end = max(turn.words_start, at - _BEFORE), min(turn.end, at + len(name) + _AFTER)
                yield index, self._text[begin:end].strip()

    def _neighbour(self, index: int, step: int) -> str | None:
        """The label of the turn before or after, of another speaker, at most two turns off."""
        own = self._turns[index].speaker
        for at in (index + step, index + 2 * step):
            if 0 <= at < len(self._turns) and self._turns[at].speaker != own:
                return self._turns[at].speaker
        return None

    def _is_one_person(self, label: str, name: str) -> bool:
        """True where no second first name is called between turns of this label: a ground station's desk has many."""
        if (label, name) not in self._single:
            others = self._called_between(label)
            del others[name]
            self._single[label, name] = not any(
                count >= _CALLS_TO_TIE and self._is_tied(label, other) for other, count in others.items()
            )
        return self._single[label, name]

    def _called_between(self, label: str) -> Counter[str]:
        names: Counter[str] = Counter()
        for before, turn, after in zip(self._turns, self._turns[1:], self._turns[2:], strict=False):
            if turn.speaker != label and before.speaker == label == after.speaker:
                names.update(set(_ANY_CALLED.findall(self._words_of(turn))))
        return names

    def _is_tied(self, label: str, name: str) -> bool:
        answers, callers = self._called(name)
        return answers[label] >= _SHARE_TO_TIE * answers.total() and not callers[label]


def _is_noise(answers: int, of: int, calls: int) -> bool:
    """True where a label answers to a name as rarely as turns are misheard, or far more often calls it."""
    return answers <= _NOISE * of or calls >= _CALLS_PER_ANSWER * answers
