"""The fullest name a story gives for a speaker: last names to full names, pronouns to the last person that fits.

What cannot be told stays "": a wrong name is worse than none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.text import grammar
from factcheck.text.frame import PUNCT, WORD, Sentence, Token
from factcheck.text.first_names import FEMALE_NAMES, MALE_NAMES
from factcheck.text.subjects import Phrase, main_subject, read_cue, subject_before

MALE, FEMALE, PLURAL = "male", "female", "plural"
_GENDER_OF_PRONOUN = {"he": MALE, "she": FEMALE}
# A pronoun reaches this many sentences back. A guess: in news its antecedent stands in one of the two before in most cases.
_PRONOUN_REACH = 6
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())


@dataclass(frozen=True, slots=True)
class _Person:
    sentence: int
    position: int
    name: str
    gender: str  # "" where nothing tells


class NameBook:
    """Names of one story, read once, asked for every mention."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._fullest: dict[str, str] = {}
        self._ambiguous: set[str] = set()
        self._gender: dict[str, str] = {}
        self._collect(sentences)
        self._persons = [person for number, sentence in enumerate(sentences) for person in self._persons_of(number, sentence)]
        self._first_of: dict[int, int] = {}
        for index, person in enumerate(self._persons):
            self._first_of.setdefault(person.sentence, index)
        self._number = {id(sentence): number for number, sentence in enumerate(sentences)}

    def name_of(self, sentence: Sentence, phrase: Phrase) -> str:
        """The fullest name for the phrase, "" where the story does not tell."""
        words = [token for token in sentence.tokens[phrase.start : phrase.end] if token.kind == WORD]
        if not words:
            return ""
        if words[0].low in _GENDER_OF_PRONOUN and len(words) == 1:
            return self._antecedent(self._number[id(sentence)], words[0])
        if words[0].low in grammar.SUBJECT_PRONOUNS or words[0].low in grammar.RELATIVE_PRONOUNS:
            return ""
        return self._full_name(sentence.tokens[phrase.start : phrase.end])

    def _collect(self, sentences: Iterable[Sentence]) -> None:
        for sentence in sentences:
            for run in _name_runs(sentence.tokens):
                words = _without_titles(run)
                if len(words) > 1 and words[-1].low not in grammar.WEEKDAYS:
                    self._note(" ".join(word.text.removesuffix("'s").removesuffix("’s") for word in words))
                self._note_gender(run, words, sentence)

    def _note(self, name: str) -> None:
        last = _last_name(name)
        known = self._fullest.get(last)
        if known is None:
            self._fullest[last] = name
        elif known.split()[0] != name.split()[0] and not (set(known.split()) > set(name.split())):
            if set(name.split()) > set(known.split()):
                self._fullest[last] = name
            else:
                self._ambiguous.add(last)

    def _note_gender(self, run: Sequence[Token], words: Sequence[Token], sentence: Sentence) -> None:
        if not words:
            return
        last = _last_name(words[-1].text)
        marks = {token.low.rstrip(".") for token in run}
        at = sentence.tokens.index(run[0])
        marks.update(token.low for token in sentence.tokens[max(0, at - 2) : at])
        if marks & grammar.FEMALE_NOUNS or (len(words) > 1 and words[0].low in FEMALE_NAMES):
            self._gender.setdefault(last, FEMALE)
        elif marks & grammar.MALE_NOUNS or (len(words) > 1 and words[0].low in MALE_NAMES):
            self._gender.setdefault(last, MALE)

    def _full_name(self, tokens: Sequence[Token]) -> str:
        runs = [_without_titles(run) for run in _name_runs(tokens)]
        runs = [run for run in runs if run]
        if not runs:
            return ""
        people = [run for run in runs if _last_name(run[-1].text) in self._gender]
        run = (people or runs)[-1 if people else 0]
        name = " ".join(word.text.removesuffix("'s").removesuffix("’s") for word in run)
        if len(run) > 1:
            return name
        last = _last_name(name)
        return name if last in self._ambiguous else self._fullest.get(last, name)

    def _persons_of(self, number: int, sentence: Sentence) -> Iterable[_Person]:
        """Subjects of the sentence: of its cues and of its main clause."""
        tokens = sentence.tokens
        phrases: list[Phrase] = []
        main = main_subject(tokens, 0, len(tokens))
        if main is not None:
            phrases.append(main)
        for at in range(len(tokens)):
            found = read_cue(tokens, at)
            if found is not None and found.mood == "finite":
                subject = subject_before(tokens, found)
                if subject is not None and subject not in phrases:
                    phrases.append(subject)
        for phrase in sorted(phrases):
            if tokens[phrase.start].low in grammar.SUBJECT_PRONOUNS:
                continue
            name = self._full_name(tokens[phrase.start : phrase.end])
            if name:
                yield _Person(number, tokens[phrase.start].start, name, self._gender_of(name, tokens[phrase.start : phrase.end]))

    def _gender_of(self, name: str, tokens: Sequence[Token]) -> str:
        words = {token.low.rstrip(".") for token in tokens if token.kind == WORD}
        if words & grammar.FEMALE_NOUNS:
            return FEMALE
        if words & grammar.MALE_NOUNS:
            return MALE
        if words & grammar.ORGANISATION_NOUNS:
            return PLURAL
        return self._gender.get(_last_name(name), "")

    def _antecedent(self, number: int, pronoun: Token) -> str:
        wanted = _GENDER_OF_PRONOUN[pronoun.low]
        doubtful = ""
        for person in reversed(self._persons):
            if (person.sentence, person.position) >= (number, pronoun.start):
                continue
            if number - person.sentence > _PRONOUN_REACH:
                break
            if person.gender == wanted:
                return person.name
            if person.gender == "" and not doubtful and len(person.name.split()) > 1:
                doubtful = person.name
        return doubtful


def _last_name(name: str) -> str:
    words = [word for word in name.lower().replace("’", "'").removesuffix("'s").split() if word not in _SUFFIXES]
    return words[-1].strip(".,") if words else ""


def _name_runs(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    """Runs of capitalised words, small particles inside allowed: "Ursula von der Leyen"."""
    run: list[Token] = []
    for at, token in enumerate(tokens):
        is_particle = bool(run) and token.low in grammar.NAME_PARTICLES and at + 1 < len(tokens) and tokens[at + 1].kind == WORD
        if token.is_capital and not (at == 0 and (token.low in grammar.LEAD_WORDS or token.low in grammar.DETERMINERS or token.low in grammar.PREPOSITIONS)):
            run.append(token)
            if token.low.endswith("'s"):
                yield run
                run = []
            continue
        if is_particle and token.low not in ("the", "y", "al"):
            run.append(token)
            continue
        if run:
            yield _trimmed(run)
        run = []
    if run:
        yield _trimmed(run)


def _trimmed(run: list[Token]) -> list[Token]:
    while run and not run[-1].is_capital:
        run = run[:-1]
    return run


def _without_titles(run: Sequence[Token]) -> list[Token]:
    """The name after the last title in the run: "Russian Deputy Foreign Minister Sergei Ryabkov" → Sergei Ryabkov."""
    for at in range(len(run) - 1, -1, -1):
        if run[at].low.rstrip(".") in grammar.HONORIFICS or run[at].low.rstrip(".") in grammar.ROLE_NOUNS or run[at].low in grammar.FEMALE_NOUNS | grammar.MALE_NOUNS:
            rest = list(run[at + 1 :])
            return rest if rest else list(run)
    return list(run)
