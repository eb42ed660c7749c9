"""The fullest name a story gives for a speaker: last names to full names, pronouns to the last person that fits.

What cannot be told stays "": a wrong name is worse than none.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factcheck.text import grammar
from factcheck.text.first_names import FEMALE_NAMES, MALE_NAMES
from factcheck.text.frame import WORD, Sentence, Token
from factcheck.text.phrases import Phrase, main_subject
from factcheck.text.places import is_place

MALE, FEMALE, OTHER = "male", "female", "other"
_GENDER_OF_PRONOUN = {"he": MALE, "him": MALE, "she": FEMALE, "her": FEMALE}
# A pronoun reaches this many sentences back. A guess: in news its antecedent stands mostly in one of the two before.
_PRONOUN_REACH = 6
_SHORTEST_NAME = 2  # letters; "Q" is a label
_LONGEST_NAME = 5  # words; longer runs are names of institutions
_AFTER_NAMES = grammar.PREPOSITIONS | grammar.COORDINATORS | frozenset(("who", "himself", "herself", "itself"))
_QUESTION_OPENERS = grammar.AUXILIARIES - frozenset(("will", "may"))  # "Will Moy", "May Lee" are people
_CALENDAR = grammar.WEEKDAYS | (grammar.MONTHS - frozenset(("april", "june", "august")))
_GERMAN_ARTICLES = frozenset("der die das ein eine".split())
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())


@dataclass(frozen=True, slots=True)
class _Person:
    sentence: int
    block: int
    position: int
    name: str
    gender: str  # "" where nothing tells
    can_be_person: bool


class NameBook:
    """Names of one story, read once, asked for every mention."""

    def __init__(self, sentences: Sequence[Sentence], speakers: Iterable[tuple[Sentence, Phrase]]) -> None:
        self._fullest: dict[str, str] = {}
        self._ambiguous: set[str] = set()
        self._gender: dict[str, str] = {}
        self._collect(sentences)
        self._number = {id(sentence): number for number, sentence in enumerate(sentences)}
        self._persons = list(self._read_persons(sentences, speakers))

    def name_of(self, sentence: Sentence, phrase: Phrase) -> str:
        """The fullest name for the phrase, "" where the story does not tell."""
        words = [token for token in sentence.tokens[phrase.start : phrase.end] if token.kind == WORD]
        if not words:
            return ""
        pronoun = words[0].low.split("'")[0]  # also "he'd"
        if pronoun in _GENDER_OF_PRONOUN and len(words) == 1:
            return self._antecedent(self._number[id(sentence)], sentence.block, words[0])
        if words[0].low in grammar.SUBJECT_PRONOUNS or words[0].low in grammar.RELATIVE_PRONOUNS:
            return ""
        tokens = sentence.tokens[phrase.start : phrase.end]
        if words[0].low in _GERMAN_ARTICLES:  # "der Trainer", "ein Sprecher der Polizei": capitals make no name
            comma = next((at for at, token in enumerate(tokens) if token.text == ","), len(tokens))
            tokens = tokens[comma:]
        return self._full_name(tokens)

    def _collect(self, sentences: Iterable[Sentence]) -> None:
        for sentence in sentences:
            for run in _read_runs(sentence.tokens):
                words = run.words
                if 1 < len(words) <= _LONGEST_NAME and words[-1].low not in _CALENDAR:
                    self._note(run.name)
                self._note_gender(run.all_words, words, sentence)

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
        reach = 2 if at and sentence.tokens[at - 1].text == "," else 1  # `his wife, Ann Cole`, `actress Ann Cole`
        marks.update(token.low for token in sentence.tokens[max(0, at - reach) : at])
        if marks & grammar.FEMALE_NOUNS or (len(words) > 1 and words[0].low in FEMALE_NAMES):
            self._gender.setdefault(last, FEMALE)
        elif marks & grammar.MALE_NOUNS or (len(words) > 1 and words[0].low in MALE_NAMES):
            self._gender.setdefault(last, MALE)

    def _full_name(self, tokens: Sequence[Token]) -> str:
        runs = [run for run in _read_runs(tokens) if run.words and not run.is_dependent]
        runs = [run for run in runs if len(run.words) > 1 or run.words[0].low not in _CALENDAR]
        runs = [run for run in runs if not run.words[-1].low.endswith("'s")] or runs
        if not runs:
            return ""
        known = (run for run in runs if run.last in self._gender or run.last in self._fullest)
        run = runs[0] if _takes_apposition(tokens, runs[0]) else next(known, runs[0])
        if len(run.name) < _SHORTEST_NAME:
            return ""
        if len(run.words) > 1:
            return run.name
        return run.name if run.last in self._ambiguous else self._fullest.get(run.last, run.name)

    def _read_persons(
        self, sentences: Sequence[Sentence], speakers: Iterable[tuple[Sentence, Phrase]]
    ) -> list[_Person]:
        """Speakers and subjects of main clauses in order of place: what a pronoun can stand for."""
        phrases = {(self._number[id(sentence)], phrase) for sentence, phrase in speakers}
        for number, sentence in enumerate(sentences):
            phrases.update((number, subject) for subject in _subjects(sentence.tokens))
        persons = []
        for number, phrase in sorted(phrases):
            tokens = sentences[number].tokens[phrase.start : phrase.end]
            name = "" if tokens[0].low in grammar.SUBJECT_PRONOUNS else self._full_name(tokens)
            if not name:
                continue
            gender = self._gender_of(name, tokens)
            can_be_person = tokens[0].low not in grammar.DETERMINERS and not is_place(tokens)
            persons.append(_Person(number, sentences[number].block, tokens[0].start, name, gender, can_be_person))
        return persons

    def _gender_of(self, name: str, tokens: Sequence[Token]) -> str:
        words = {token.low.rstrip(".") for token in tokens if token.kind == WORD}
        if words & grammar.FEMALE_NOUNS:
            return FEMALE
        if words & grammar.MALE_NOUNS:
            return MALE
        known = self._gender.get(_last_name(name), "")
        return OTHER if not known and words & grammar.ORGANISATION_NOUNS and not words & grammar.ROLE_NOUNS else known

    def _antecedent(self, number: int, block: int, pronoun: Token) -> str:
        """The nearest person of the pronoun's gender; one of unknown gender in its own paragraph is nearer still."""
        wanted = _GENDER_OF_PRONOUN[pronoun.low.split("'")[0]]
        doubtful: _Person | None = None
        last = bisect_left(
            self._persons, (number, pronoun.start), key=lambda person: (person.sentence, person.position)
        )
        for person in reversed(self._persons[max(0, last - _PRONOUN_REACH * 3) : last]):
            if number - person.sentence > _PRONOUN_REACH:
                break
            if person.gender == wanted:
                is_nearer = doubtful is not None and doubtful.block == block and person.block != block
                return doubtful.name if doubtful is not None and is_nearer else person.name
            if doubtful is None and person.gender == "" and person.can_be_person and len(person.name.split()) > 1:
                doubtful = person
        return doubtful.name if doubtful is not None else ""


def _subjects(tokens: Sequence[Token]) -> Iterable[Phrase]:
    """Subjects of the main clause and of a clause before it: "When Ann Cole left, the mill …"."""
    main = main_subject(tokens, 0, len(tokens))
    if main is not None:
        yield main
    if tokens[0].low in grammar.SUBORDINATORS and tokens[0].low != "that":
        first = main_subject(tokens, 1, len(tokens))
        if first is not None:
            yield first


def _last_name(name: str) -> str:
    words = [word for word in name.lower().replace("’", "'").removesuffix("'s").split() if word not in _SUFFIXES]
    return words[-1].strip(".,") if words else ""


@dataclass(frozen=True, slots=True)
class _Run:
    """A capitalised run and its words without titles; a dependent one belongs to another noun ("at NASA")."""

    all_words: Sequence[Token]
    words: Sequence[Token]
    is_dependent: bool

    @property
    def name(self) -> str:
        return " ".join(word.text.removesuffix("'s").removesuffix("’s") for word in self.words)

    @property
    def last(self) -> str:
        return _last_name(self.words[-1].text)


def _read_runs(tokens: Sequence[Token]) -> Iterable[_Run]:
    place = {token.start: at for at, token in enumerate(tokens)}
    dependent_end = -1  # where the last dependent run ended: what follows "at NASA's" depends too
    for run in _name_runs(tokens):
        at = place[run[0].start]
        follows_title = at > 1 and tokens[at - 1].low == "of" and _is_title(tokens[at - 2])
        words = _without_titles(run, follows_title)
        link = at - 2 if at > 1 and tokens[at - 1].low == "the" else at - 1
        hangs = link >= 0 and tokens[link].low in grammar.PREPOSITIONS and not (follows_title and len(words) < len(run))
        is_dependent = hangs or at == dependent_end or _modifies(tokens, run)
        if is_dependent:
            dependent_end = at + len(run)
        yield _Run(run, words, is_dependent)


def _modifies(tokens: Sequence[Token], run: Sequence[Token]) -> bool:
    """True for "Washington" in "a Washington lawyer", "China's" in "China's ambassador": no name of the speaker."""
    after = next((at + 1 for at, token in enumerate(tokens) if token.start == run[-1].start), len(tokens))
    return after < len(tokens) and tokens[after].is_lower and tokens[after].low not in _AFTER_NAMES


def _takes_apposition(tokens: Sequence[Token], run: _Run) -> bool:
    """True for "Cole" in "Cole, a lawyer representing Ann Hall": what follows the comma only describes the name."""
    after = next((at + 1 for at, token in enumerate(tokens) if token.start == run.all_words[-1].start), len(tokens))
    return run.all_words[0].start == tokens[0].start and after < len(tokens) and tokens[after].text in (",", "(")


def _is_title(token: Token) -> bool:
    low = token.low.rstrip(".")
    return (
        low in grammar.HONORIFICS
        or low in grammar.ROLE_NOUNS
        or low in grammar.FEMALE_NOUNS
        or low in grammar.MALE_NOUNS
    )


def _name_runs(tokens: Sequence[Token]) -> Iterable[list[Token]]:
    """Runs of capitalised words, particles inside allowed: "Ursula von der Leyen", "Bank of America".

    "of" after a title begins a new run: "Secretary of State Ann Cole".
    """
    run: list[Token] = []
    for at, token in enumerate(tokens):
        if _goes_on(tokens, at, run):
            run.append(token)
        elif run:
            yield _trimmed(run)
            run = []
        if run and token.low.endswith("'s"):
            yield _trimmed(run)
            run = []
    if run:
        yield _trimmed(run)


def _goes_on(tokens: Sequence[Token], at: int, run: Sequence[Token]) -> bool:
    token = tokens[at]
    if token.is_capital:
        return bool(run) or not _is_plain_opener(tokens, at)
    if not run or at + 1 == len(tokens) or tokens[at + 1].kind != WORD:
        return False
    if token.low in ("of", "on", "for", "and"):
        return tokens[at + 1].is_capital and any(word.low in grammar.ORGANISATION_NOUNS for word in run)
    return token.low in grammar.NAME_PARTICLES and token.low not in ("the", "y")


def _is_plain_opener(tokens: Sequence[Token], at: int) -> bool:
    """True for a word that has its capital from the head of the sentence or is no name: "But", "Lawyers for"."""
    low = tokens[at].low
    if low in grammar.LEAD_WORDS or low in grammar.DETERMINERS or low in grammar.PREPOSITIONS:
        return True
    if (
        low in grammar.SUBORDINATORS
        or low in _QUESTION_OPENERS
        or low
        in (
            "former",
            "senior",
            "local",
            "federal",
            "what",
            "who",
            "how",
            "why",
            "where",
        )
    ):
        return True
    goes_on = at + 1 < len(tokens) and tokens[at + 1].is_capital
    return (
        at == 0 and not goes_on and (low in grammar.INDEFINITE_SPEAKERS or low.removesuffix("s") in grammar.ROLE_NOUNS)
    )


def _trimmed(run: list[Token]) -> list[Token]:
    while run and not run[-1].is_capital:
        run = run[:-1]
    return run


# After "Secretary of", the name is the last two words: "State Wendy Sherman", "Canterbury Justin Welby".
_NAME_WORDS = 2


def _without_titles(run: Sequence[Token], follows_of: bool) -> list[Token]:
    """The name after the last title in the run: "Russian Deputy Foreign Minister Sergei Ryabkov" → Sergei Ryabkov."""
    for at in range(len(run) - 1, -1, -1):
        if _is_title(run[at]):
            return list(run[at + 1 :])
    return list(run[-_NAME_WORDS:]) if follows_of and len(run) > _NAME_WORDS else list(run)
