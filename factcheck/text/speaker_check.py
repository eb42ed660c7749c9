"""Whether the speaker credited by the article is the one whom the record shows.

A label with a name ("MS. PSAKI") speaks for itself. A label that is only a role ("THE PRESIDENT") is tied to a person
by the document's own header, its title or a given mapping, or by whom its speakers call, never by general knowledge.
"""

from factcheck.text.match import SpeakerCheck
from factcheck.text.persons import Likeness, Person, compare_names, is_variant, read_credits, read_label
from factcheck.text.source import SourceText

# Who may well be the unnamed voice that asks.
_ASKERS = frozenset("moderator host interviewer participant audience member guest anchor operator student".split())
_NARROWING = frozenset("vice deputy former acting under assistant press".split())
# Roles of people who share the surname of another one.
_FAMILY = frozenset("lady gentleman king queen prince princess".split())
_BY_WHOLE_NAME = 3
_CHECKS_KEPT = 10_000  # bounds the memory
_FROM_LIKENESS = {
    Likeness.SAME: SpeakerCheck.SAME,
    Likeness.POSSIBLE: SpeakerCheck.UNKNOWN,
    Likeness.DIFFERENT: SpeakerCheck.OTHER,
}


def recorded_speaker(source: SourceText, turn: int | None) -> str | None:
    """The name or label of the speaker of a turn; without turns, the speaker whom the document's header names."""
    if turn is not None:
        label = source.turns[turn].speaker
        return source.speakers.get(label, label)
    return None if source.turns else header_speaker(source)


def header_speaker(source: SourceText) -> str | None:
    """The one speaker of a document without labels, as its header or title names them: "PRESIDENT GERALD R. FORD"."""
    speakers = source.voices.header.speakers
    people = [read_label(speaker) for speaker in speakers]
    alike = all(compare_names(people[0], person) is Likeness.SAME for person in people[1:])
    return speakers[0] if speakers and alike else None


def check_speaker(source: SourceText, turn: int | None, credited: str | None) -> SpeakerCheck:
    """SAME or OTHER where the document itself can tell, UNKNOWN otherwise."""
    if turn is None and source.turns:
        return SpeakerCheck.UNKNOWN
    label = None if turn is None else source.turns[turn].speaker
    checked = source.voices.checked
    key = (label, credited or "")
    if key not in checked:
        if len(checked) >= _CHECKS_KEPT:
            checked.clear()
        checked[key] = _check_all(source, turn, credited or "")
    return checked[key]


def _check_all(source: SourceText, turn: int | None, credited: str) -> SpeakerCheck:
    checks = {_check(source, turn, person) for person in read_credits(credited)}
    if SpeakerCheck.SAME in checks:
        return SpeakerCheck.SAME
    return SpeakerCheck.OTHER if checks == {SpeakerCheck.OTHER} else SpeakerCheck.UNKNOWN


def _check(source: SourceText, turn: int | None, person: Person) -> SpeakerCheck:
    if turn is None:
        check = _against_header(source, person)
    elif source.turns[turn].speaker in source.speakers:
        mapped = read_credits(source.speakers[source.turns[turn].speaker])
        check = _FROM_LIKENESS[max((compare_names(person, held) for held in mapped), default=Likeness.POSSIBLE)]
    elif source.turns[turn].is_question:
        check = _against_question(source, person)
    else:
        label = source.turns[turn].speaker
        recorded = source.voices.persons[label]
        against = _against_name if recorded.words else _against_role
        check = against(source, label, recorded, person) if person.words else _role_check(source, label, person)
    return SpeakerCheck.UNKNOWN if check is SpeakerCheck.OTHER and not person.is_certain else check


def _against_name(source: SourceText, label: str, recorded: Person, person: Person) -> SpeakerCheck:
    likeness = compare_names(person, recorded)
    if likeness is Likeness.DIFFERENT:
        return SpeakerCheck.OTHER
    if likeness is Likeness.POSSIBLE:
        if _has_own_label(source, person, label):
            return SpeakerCheck.OTHER
        is_whole = recorded.surname == person.words[0] and source.voices.header.has_whole(person)
        return SpeakerCheck.SAME if is_whole else SpeakerCheck.UNKNOWN
    return _told_apart(source, label, recorded, person)


def _told_apart(source: SourceText, label: str, recorded: Person, person: Person) -> SpeakerCheck:
    """The check of a name that fits a label: unknown or other where it fits another person of the document as well.

    With THE PRESIDENT and DR. BIDEN in one document, "Joe Biden" may not be taken for the second.
    """
    for other, held in source.voices.persons.items():
        if other == label:
            continue
        if held.words and compare_names(person, held) is Likeness.SAME:
            if compare_names(recorded, held) is not Likeness.SAME:
                return SpeakerCheck.UNKNOWN
        elif _tie(source, held, person) and not set(recorded.titles) & {*held.titles, *person.titles}:
            # The header's holder of another label's role has this surname too.
            return _by_first_name(source, recorded, person)
    return SpeakerCheck.SAME


def _by_first_name(source: SourceText, recorded: Person, person: Person) -> SpeakerCheck:
    """Same or other where the text says the first name behind a title ("Dr. Jill Roe"), unknown elsewhere."""
    given = source.voices.first_names(recorded, recorded.titles[-1]) if recorded.titles else []
    if not given or len(person.words) < 2:
        return SpeakerCheck.UNKNOWN
    agree = any(compare_names(person, Person(words=(name, recorded.surname))) is Likeness.SAME for name in given)
    return SpeakerCheck.SAME if agree else SpeakerCheck.OTHER


def _against_role(source: SourceText, label: str, recorded: Person, person: Person) -> SpeakerCheck:
    if person.words == recorded.titles[-1:]:
        return SpeakerCheck.SAME  # a part credited by its label: "CAPCOM"
    tie = _tie(source, recorded, person)
    if tie:
        others = [_tie(source, held, person) for other, held in source.voices.persons.items() if other != label]
        is_other = max(others, default=0) > tie or _is_titled_elsewhere(source, label, person)
        return SpeakerCheck.OTHER if is_other else SpeakerCheck.SAME
    if _FAMILY & set(recorded.titles) and not _is_named_elsewhere(source, person):
        # The first lady may have the surname that the head gives the president.
        return _by_first_name(source, Person(recorded.titles, (person.surname,)), person)
    if _has_own_label(source, person, label) or source.voices.header.bearers_of(recorded.titles):
        return SpeakerCheck.OTHER
    bears = source.voices.bears(label, person)
    if bears is None:
        return SpeakerCheck.OTHER if source.voices.speaks_of(label, person) else SpeakerCheck.UNKNOWN
    return SpeakerCheck.SAME if bears else SpeakerCheck.OTHER


def _is_titled_elsewhere(source: SourceText, but: str, person: Person) -> bool:
    """True where another label of the surname is, by its first name in the text, the credited person's own."""
    return any(
        label != but
        and compare_names(person, held) is Likeness.SAME
        and (len(held.words) > 1 or _by_first_name(source, held, person) is SpeakerCheck.SAME)
        and source.voices.persons[but].titles != held.titles
        for label, held in source.voices.persons.items()
    )


def _role_check(source: SourceText, label: str, person: Person) -> SpeakerCheck:
    """A credited role ("the press secretary") against a label."""
    recorded = source.voices.persons[label]
    if person.is_reporter:
        return SpeakerCheck.OTHER if source.voices.asks and recorded.words else SpeakerCheck.UNKNOWN
    if not person.titles:
        return SpeakerCheck.UNKNOWN
    same = [label] if recorded.titles == person.titles else []
    same += [other for other, held in source.voices.persons.items() if other != label and _is_role(person, held)]
    if not same and not recorded.words and _is_role(person, recorded):
        return SpeakerCheck.SAME
    if label in same:
        holders = {source.voices.persons[other].surname for other in same}
        return SpeakerCheck.SAME if len(holders) == 1 else SpeakerCheck.UNKNOWN
    holders = {word for row in source.voices.header.bearers_of(person.titles) for word in row}
    if holders and recorded.words:
        return SpeakerCheck.SAME if recorded.surname in holders else SpeakerCheck.OTHER
    if same or (("vice" in person.titles) != ("vice" in recorded.titles) and not recorded.words):
        return SpeakerCheck.OTHER
    return SpeakerCheck.UNKNOWN


def _is_role(credited: Person, held: Person) -> bool:
    """ "the president" and THE PRESIDENT, "official" and SENIOR ADMINISTRATION OFFICIAL; vice is another role."""
    size = len(credited.titles)
    return held.titles[-size:] == credited.titles and not _NARROWING & set(held.titles[:-size])


def _tie(source: SourceText, role: Person, person: Person) -> int:
    """How well the header or title ties a role to a credited name, 0 where not.

    3: first name and surname ("First Lady Jill Roe"), 2: the surname ("President Roe"), 1: beside a first name of which
    nothing is known.
    """
    if role.words or not person.words:
        return 0
    return max((_tie_to(name, person) for name in source.voices.header.bearers_of(role.titles)), default=0)


def _tie_to(name: tuple[str, ...], person: Person) -> int:
    surname = person.surname.split("-")
    parts = [surname[-1] if is_variant(surname[-1], part) else part for word in name for part in word.split("-")]
    at = next((at for at in range(len(parts)) if parts[at : at + len(surname)] == surname), None)
    if at == 0:
        return 2
    if at is not None:
        likeness = compare_names(Person(words=(*parts[:at], person.surname)), person)
        return {Likeness.SAME: _BY_WHOLE_NAME, Likeness.POSSIBLE: 1, Likeness.DIFFERENT: 0}[likeness]
    return _BY_WHOLE_NAME if len(person.words) > 1 and {*person.words} <= {*name, *parts} else 0


def _is_named_elsewhere(source: SourceText, person: Person) -> bool:
    """True where a label or the head ties the whole credited name, not its surname alone."""
    for held in source.voices.persons.values():
        if _tie(source, held, person) == _BY_WHOLE_NAME or compare_names(person, held) is Likeness.SAME:
            return True
    return False


def _has_own_label(source: SourceText, person: Person, but: str) -> bool:
    """True where the credited person speaks elsewhere in the document under another label.

    PRESIDENT ROE does not count beside THE PRESIDENT: one transcript may write both.
    """
    own = source.voices.persons.get(but)
    role = own.titles if own is not None and not own.words else ()
    for label, held in source.voices.persons.items():
        if label == but:
            continue
        mapped = read_credits(source.speakers.get(label, ""))
        if any(compare_names(person, name) is Likeness.SAME for name in mapped) or _tie(source, held, person):
            return True
        if person.words == held.titles[-1:] and not held.words:
            return True
        if compare_names(person, held) is Likeness.SAME and not (role and held.titles == role):
            return True
    return False


def _against_question(source: SourceText, person: Person) -> SpeakerCheck:
    """A reporter's question: not the words of anybody who has a label of their own here, nor of an official."""
    if person.is_reporter:
        return SpeakerCheck.SAME
    if not person.words:
        has_label = any(_is_role(person, held) for held in source.voices.persons.values())
        is_other = source.voices.asks and bool(person.titles) and (has_label or not _ASKERS & set(person.titles))
        return SpeakerCheck.OTHER if is_other else SpeakerCheck.UNKNOWN
    if _has_own_label(source, person, "") or source.voices.header.names(person):
        return SpeakerCheck.OTHER
    if source.voices.asks and (person.holds_office or source.voices.holds_office(person)):
        return SpeakerCheck.OTHER
    return SpeakerCheck.UNKNOWN


def _against_header(source: SourceText, person: Person) -> SpeakerCheck:
    """A document without labels: its header's speaker; a person whom the head names otherwise is left open."""
    header = source.voices.header
    people = [
        held for speaker in header.speakers for held in read_credits(speaker.title() if speaker.islower() else speaker)
    ]
    if not people:
        return SpeakerCheck.UNKNOWN
    if not person.words:
        is_same = bool(person.titles) and any(held.titles == person.titles for held in people)
        return SpeakerCheck.SAME if is_same and len(people) == 1 else SpeakerCheck.UNKNOWN
    if not any(held.words for held in people):
        return SpeakerCheck.UNKNOWN
    best = max(compare_names(person, held) for held in people)
    if (
        best is Likeness.DIFFERENT
        and header.names(person)
        and len({held.surname for held in people} & {person.surname}) == 0
    ):
        return SpeakerCheck.UNKNOWN
    return _FROM_LIKENESS[best]
