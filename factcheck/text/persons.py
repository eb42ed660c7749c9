"""Names and roles as an article or a transcript writes them, and whether two of them can be one person's.

Only the forms of names are known here: titles, initials, short forms of first names. Who holds an office is not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from factcheck.text.first_names import FEMALE_NAMES, MALE_NAMES
from factcheck.text.lexicon import NAME_SUFFIXES, ROLE_LABELS, TITLES
from factcheck.text.normalize import fold

_WORD = re.compile(r"[^\W\d_][\w'’.\-‐‑]*")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_JOINED = re.compile(r"\s+(?:and|&)\s+")
_POSSESSIVES = ("'s", "’s", "s'", "s’")
_ARTICLES = frozenset("the a an".split())
_PRONOUNS = frozenset("i he she they we it you who him her them us".split())
# Titles that stand before a name and nowhere inside one ("king" and "white" do): what comes before them is no name.
_OFFICES = frozenset(
    "president minister secretary governor gov mayor senator sen representative rep congressman congresswoman"
    " ambassador chancellor commissioner administrator director chairman chairwoman chair premier commander captain"
    " advisor adviser coordinator spokesman spokeswoman spokesperson counselor undersecretary surgeon attorney sergeant"
    " general colonel admiral lieutenant specialist leader whip sheriff pastor reverend rabbi bishop imam".split()
)
_COURTESY = frozenset(
    "mr mrs ms miss mx dr sir dame senator sen representative rep congressman congresswoman governor gov secretary"
    " judge justice ambassador hon professor prof".split()
)
# Titles that are frequent surnames too.
_TITLES_OR_SURNAMES = frozenset("king prince pope major judge justice white house lord press chief leader".split())
_JOINED_TITLES = frozenset("elect designate general in law emeritus".split())
_AFTER_NAMES = frozenset("of from in at with on for".split())
_MORE_ROLES = frozenset(
    "member one two three four five six number no juror jury clerk bailiff defendant plaintiff reporter reporters"
    " questioner question unidentified anchor announcer pilot spacecraft control network tech crowd protester"
    " producer attorney lawyer student presiding clerks tempore pro pool several multiple speakers voices all both"
    " correspondent journalist pao mcc flight technician translator child man woman boy girl person caller panelist"
    " off on camera over and councilmember mission houston capsule ground station recovery".split()
)
_REPORTERS = frozenset(
    "reporter reporters journalist journalists question questioner correspondent correspondents press".split()
)
_GENDERS = {"mr": "m", "sir": "m", "ms": "f", "mrs": "f", "miss": "f", "dame": "f"}
_ROLE_LETTERS = 3  # "CC", "PAO", "CDR": a label this short is as often a part as a surname
_MISPRINT_LETTERS = 6  # in a shorter surname one letter makes another name: a guess
# Short forms of first names that do not begin alike; a fact of the language, not about anybody.
_SHORT_FORMS = [
    set(group.split())
    for group in (
        "william bill billy will/robert bob bobby rob/richard dick rick/james jim jimmy jamie/john jack johnny/"
        "edward ted ed ned eddie/theodore ted teddy/anthony antony tony/elizabeth liz beth betty betsy/"
        "charles chuck charlie/henry hank harry/margaret peggy maggie meg/lawrence larry/michael mike mick/"
        "joseph joe joey/thomas tom/stephen steven steve/catherine katherine kate kathy cathy/"
        "alexander alex sandy sasha/andrew andy drew/eugene gene/rebecca becky/deborah debbie/susan sue/"
        "dorothy dot/francis frank/albert al bert/alan al/edwin ed buzz/jerome jerry/gerald jerry gerry/"
        "gerard gerry/geoffrey jeff/jeffrey jeff/jennifer jen jenny/nancy ann/patricia pat patty trish/"
        "patrick pat/xavier javier/walter wally walt/donald don deke/ronald ron/harold hal harry/raymond ray/"
        "samuel sam/samantha sam/peter pete/barbara barb/cynthia cindy/gregory greg/douglas doug/philip phil/"
        "vincent vince/leonard len/matthew matt/nicholas nick/christopher chris kit/christine chris/timothy tim/"
        "kenneth ken/alfred al fred/frederick fred/daniel dan danny/david dave/benjamin ben/virginia ginny/"
        "victoria vicky/judith judy/abigail abby/martha marty/martin marty/dwight ike"
    ).split("/")
]


class Likeness(IntEnum):
    """How two names stand to each other."""

    DIFFERENT = 0
    POSSIBLE = 1
    SAME = 2


@dataclass(frozen=True, slots=True)
class Person:
    """A name or role in folded words: `titles` before the name, `words` of the name itself, empty for a mere role.

    `is_certain` is False where the words may describe rather than name ("officials", "the White House").
    `written` is the surname as an article writes it.
    """

    titles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    is_certain: bool = True
    written: str = ""

    @property
    def surname(self) -> str:
        return self.words[-1] if self.words else ""

    @property
    def is_reporter(self) -> bool:
        """True for "a reporter": a role, not a name."""
        return not self.words and bool(_REPORTERS & set(self.titles)) and "secretary" not in self.titles

    @property
    def holds_office(self) -> bool:
        return bool(_OFFICES & set(self.titles))


def read_credits(credited: str) -> list[Person]:
    """The persons whom an article credits; none for a pronoun."""
    parts = [part for part in _JOINED.split(credited) if part.strip()]
    people = [_read_credit(part) for part in parts]
    return [person for person in people if person is not None]


def _read_credit(credited: str) -> Person | None:
    first: Person | None = None
    for part in _BRACKETS.sub(" ", credited).split(","):
        person = _read_part(part)
        if person is not None and person.words:
            # "the president, Joe Biden" names him after the comma; "Chuck Roe, Jr." before it.
            return person
        first = first or person
    return first


def _read_part(part: str) -> Person | None:
    written = _WORD.findall(part)
    owners = [at for at, word in enumerate(written[:-1]) if word.endswith(_POSSESSIVES)]
    written = written[owners[-1] + 1 :] if owners else written
    if not written or (len(written) == 1 and fold(written[0]) in _PRONOUNS):
        return None
    has_article = fold(written[0]) in _ARTICLES
    written = written[1:] if has_article else written
    keys = [fold_name(word) for word in written]
    if has_article and len(keys) == 1 and keys[0] in TITLES:
        return Person((keys[0],))  # "the king"
    offices = [at for at, key in enumerate(keys[:-1]) if key in _OFFICES]
    start = offices[-1] if offices else 0
    titles, words = _divide(keys[start:])
    capitals = [word[:1].isupper() for word in written]
    named = bool(words) and capitals[-1] and (not has_article or bool(titles))
    titles = (*_titles_in(keys[:start]), *titles)
    if _are_roles(words):
        return Person((*titles, *words))
    surname = next((word for word in reversed(written) if fold_name(word) == words[-1]), "") if words else ""
    return Person(titles, words, named or not words, surname.strip(".'’"))


def read_label(label: str) -> Person:
    """The person or role that a speaker label stands for."""
    written = _WORD.findall(_BRACKETS.sub(" ", label).partition(",")[0])
    is_named = bool(written) and fold(written[0]) not in _ARTICLES  # "A. ROE" has an initial
    keys = [fold_name(word) for word in (written if is_named else written[1:])]
    offices = [at for at, key in enumerate(keys[:-1]) if key in _OFFICES]
    start = offices[-1] if offices else 0  # "HUD SECRETARY ROE"
    titles, words = _divide(keys[start:])
    titles = (*_titles_in(keys[:start]), *titles)
    if words and not titles and (not is_named or _is_part(label, words)):
        return Person(words)
    if _are_roles(words):
        return Person((*titles, *words) if words or len(titles) == 1 else _without_courtesy(titles))
    return Person(titles, words)


def _are_roles(words: Sequence[str]) -> bool:
    """True for words that name a part, also one that a hyphen narrows ("CMP-LM")."""
    parts = [word.partition("-")[0] for word in words]
    return all(part in ROLE_LABELS or part in TITLES or part in _MORE_ROLES for part in parts) and not (
        len(words) == 1 and words[0] in _TITLES_OR_SURNAMES
    )


def _is_part(label: str, words: Sequence[str]) -> bool:
    letters = "".join(words)
    return len(words) == 1 and label.isupper() and (len(letters) <= _ROLE_LETTERS or not set(letters) & set("aeiouy"))


def _without_courtesy(titles: tuple[str, ...]) -> tuple[str, ...]:
    """ "MR. SPEAKER" is the speaker."""
    return titles[1:] if titles and titles[0] in _GENDERS else titles


def _divide(keys: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The titles before a name and the words of the name, without the suffixes after it."""
    words = [key for key in keys if key.replace(".", "") not in NAME_SUFFIXES]
    start = 0
    while start < len(words) and _is_title(words[start]):
        start += 1
    ends = [at for at, word in enumerate(words) if at > start and word in _AFTER_NAMES]  # "Senator Roe of Ohio"
    words = words[: ends[0]] if ends else words
    if start == len(words) and words and words[-1] in _TITLES_OR_SURNAMES:
        is_surname = len(words) == 1 or words[-2] in _COURTESY
        start -= int(is_surname)
    return tuple(words[:start]), tuple(words[start:])


def _is_title(word: str) -> bool:
    """True for a title, also a joined one ("president-elect", "secretary-general")."""
    return (
        word in TITLES
        or word in _OFFICES
        or ("-" in word and all(part in TITLES or part in _JOINED_TITLES for part in word.split("-")))
    )


def _titles_in(keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key in TITLES)


def fold_name(word: str) -> str:
    """A word of a name as it is compared: folded, hyphens plain, no stop or possessive at its end."""
    return fold(word.replace("‐", "-").replace("‑", "-")).strip(".'-").removesuffix("'s")


def is_variant(one: str, other: str) -> bool:
    """True for surnames that may be one: a letter apart and long ("Zelensky"), or with a file name's possessive s."""
    is_long = min(len(one), len(other)) >= _MISPRINT_LETTERS
    return one == other or (is_long and is_misprint(one, other)) or f"{one}s" == other


def compare_names(one: Person, other: Person) -> Likeness:
    """Whether two names can be one person's: the same surname and no differing first names.

    A part of a double surname, or the first word of a name written surname first, makes it POSSIBLE.
    """
    if not one.words or not other.words or _titles_clash(one, other):
        return Likeness.DIFFERENT
    first, second = list(_split(one.words)), list(_split(other.words))
    common = _common_end(first, second)
    if common == 0:
        return Likeness.POSSIBLE if _share_part(one.words, other.words) else Likeness.DIFFERENT
    if any(common < len(surname.split("-")) for surname in (one.surname, other.surname)):
        return Likeness.POSSIBLE
    if common < min(len(first), len(second)):
        common = min(common, max(len(surname.split("-")) for surname in (one.surname, other.surname)))
        if not _given_agree(first[:-common], second[:-common]):
            # "PASTOR ROE" may be Ann Roe: what is no first name may be a title.
            is_title = not (_is_first_name(first[0]) and _is_first_name(second[0]))
            return Likeness.POSSIBLE if is_title else Likeness.DIFFERENT
    return Likeness.SAME


def _split(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        yield from filter(None, word.split("-"))


def _common_end(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[-1 - count] == other[-1 - count]:
        count += 1
    return count


def _share_part(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "López" in "López Obrador", "Moon" in "Moon Jae-in", and surnames a letter apart."""
    short, long = sorted((one, other), key=len)
    if len(short) == 1 and set(_split(short)) & set(_split(long)):
        return True
    if set(short[-1:]) & set(long) or set(long[-1:]) & set(short):
        return True
    is_long = min(len(one[-1]), len(other[-1])) >= _MISPRINT_LETTERS
    return is_long and is_misprint(one[-1], other[-1])


def is_misprint(one: str, other: str) -> bool:
    """True for two words one letter apart: put in, left out, replaced, or exchanged with its neighbour."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, rest_other = one[start:], other[start:]
    exchanged = rest[:2] == rest_other[:2][::-1] and rest[2:] == rest_other[2:]
    return exchanged or rest[1:] == rest_other[1:] or rest[1:] == rest_other or rest == rest_other[1:]


def _titles_clash(one: Person, other: Person) -> bool:
    """ "Mr. Smith" is not "Ms. Smith"."""
    sides = [{_GENDERS[title] for title in person.titles if title in _GENDERS} for person in (one, other)]
    return bool(sides[0]) and bool(sides[1]) and not sides[0] & sides[1]


def _given_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """True if two rows of first names and initials can be one person's; "George W." is not "George H. W."."""
    if not one or not other:
        return True
    if not _first_names_agree(one[0], other[0]):
        return one[0] in other or other[0] in one
    middles = [_initials(given[1:]) for given in (one, other)]
    return not middles[0] or not middles[1] or middles[0] == middles[1]


def _is_first_name(word: str) -> bool:
    is_known = word in MALE_NAMES or word in FEMALE_NAMES or any(word in forms for forms in _SHORT_FORMS)
    return is_known or len(word.replace(".", "")) <= 2


def _initials(given: Sequence[str]) -> str:
    """ "herbert walker", "h. w." and "hw" all give "hw"."""
    return "".join(word.replace(".", "") if len(word.replace(".", "")) <= 2 else word[0] for word in given)


def _first_names_agree(one: str, other: str) -> bool:
    short, long = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    if len(short) <= 2:
        return long.startswith(short[:1])
    ends_alike = len(short) >= 4 and long.endswith(short)  # "Tony" and "Antony", not "Ron" and "Aaron"
    return long[:3] == short[:3] or ends_alike or any({one, other} <= forms for forms in _SHORT_FORMS)
