"""Speaker turns: who a transcript says is speaking, where."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from factcheck.text.lexicon import FUNCTION_WORDS
from factcheck.text.persons import is_misprint

# A label stands at the start of a line. Capitals need only a colon; the letter Q a colon, a full stop or wide space.
_BLANK = r"[ \t\u00a0\u202f]"
# Any capital of the Latin, Greek and Cyrillic alphabets.
CAPITAL = f"[{''.join(letter for letter in map(chr, range(0x530)) if letter.isupper())}]"
_CAPITALS = r"[A-ZÀ-ÖØ-ÞĀ-ſ][A-Za-zÀ-ÖØ-öø-ſ.'’\-‑/]*"
_CAPITALS_LABEL = re.compile(
    rf"\[?(?:{_CAPITALS},?{_BLANK}{{1,4}}){{0,8}}{_CAPITALS}(?:{_BLANK}#?\d{{1,3}})?\]?"
    rf"(?:,?{_BLANK}?\([^()\n]{{1,60}}\)){{0,2}}(?:,(?:{_BLANK}{_CAPITALS}){{1,8}})?{_BLANK}?[:：]"
)
_QUESTION_LABEL = re.compile(
    rf"\*{{0,2}}(?:Q|A)(?:[.:]?\*\*[.:]?{_BLANK}*|[.:]{_BLANK}*|{_BLANK}{{2,}}|\t)|Q{_BLANK}(?=[A-Z“\"(—])"
)
_NAME_WORD = rf"{CAPITAL}[\w.'’\-‑]{{0,30}}"
_NAME_LABEL = re.compile(
    rf"\*{{0,2}}\[?(?:{_NAME_WORD}{_BLANK}(?:(?:of|de|der|van|von|pro|tempore|the|and){_BLANK}){{0,2}}){{0,5}}"
    rf"(?:{_NAME_WORD}|tempore|(?:Speaker|Participant|Reporter|Member|Witness|Official|Juror){_BLANK}#?\d{{1,3}})\]?(?:,[^:\n]{{1,60}}|(?:{_BLANK}\([^()\n]{{1,60}}\)){{1,2}})?"
    rf"\*{{0,2}}(?::\*{{0,2}}(?=\s)|：\*{{0,2}})"
)
# Stenographers end a label with a full stop: "Senator Roe. Thank you.", "The CHAIRMAN. Without objection."
_SHORTENED = r"(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|Gen|Hon|MR|MS|MRS|DR)"
_STOPLESS = rf"(?:{_SHORTENED}\.|{CAPITAL}[\w'’\-‑]{{0,30}})"
_STOPPED_LABEL = re.compile(
    rf"(?:{_STOPLESS}{_BLANK}{{1,2}}(?:(?:of|de|der|van|von|la|pro){_BLANK}){{0,2}}){{0,5}}"
    rf"(?:(?!{_SHORTENED}\.){CAPITAL}[\w'’\-‑]{{1,30}}"
    rf"|tempore)(?:{_BLANK}\([^()\n]{{1,40}}\))?\.{_BLANK}{{1,4}}(?=\S)"
)
_VOICE_TAG = re.compile(r"<v(?:\.[\w.]{1,40})?[ \t]([^<>\n]{1,80})>")
_BOLD_LINE = re.compile(r"(?:\*\*|__)([A-Z][^*_:\n]{1,60})(?:\*\*|__)[ \t]*(?=\n)")
_MISSING_COLON = re.compile(
    rf"(?:MR|MS|MRS|DR|SECRETARY|SENATOR|GOVERNOR|GENERAL)\.?{_BLANK}[A-Z][A-Z'’\-]{{2,30}}[.;,]?{_BLANK}{{2}}"
)
_TIMESTAMP = re.compile(r"[\[(]?\d{1,3}(?:[: ]\d{2}){1,3}(?:[.,]\d{1,3})?[\])]?[ \t]+(?=[A-Z*<\[])(?![AP]\.?M\b)")
_BLANK_LINES = re.compile(r"\n+")
_TIME_BEHIND = re.compile(r"\(\d{1,3}(?::\d{2}){1,2}\)")
_LONGEST_LABEL = 120  # characters, title and office with it; a guess
# A name line ("Name:") is a label only where the same name opens several turns: "Another example:" opens none.
# Two is a guess that keeps short interviews; single lower-case words are never names.
_NAME_REPEATS = 2
# Where this many lines open with repeated labels of one form, one met once is a label too; a guess. They are counted
# under names that no label has.
_KIN_REPEATS = 4
_STOPPED = "."
_WITH_COLON = ":"
_INITIAL = 2  # letter and stop
_ABBREVIATIONS = frozenset("mr ms mrs mx dr sen rep gov gen hon prof rt sr jr lt col capt sgt adm st".split())
# A label met once that is a letter off one met this often is its misprint; a guess, three exchanges.
_SURE_REPEATS = 3
_SHORTEST_MISPRINT = 5
_PART = (
    r"(?:MR|MS|MRS|MISS|MX|DR|SIR|DAME|LORD|LADY|PRESIDENT|VICE|PRIME|MINISTER|CHANCELLOR|SECRETARY|SENATOR|SEN|REP"
    r"|REPRESENTATIVE|CONGRESSMAN|CONGRESSWOMAN|GOVERNOR|GOV|MAYOR|GENERAL|GEN|ADMIRAL|COLONEL|CAPTAIN|SERGEANT"
    r"|COMMANDER|DIRECTOR|ADMINISTRATOR|ACTING|COMMISSIONER|AMBASSADOR|CHAIR\w*|JUDGE|JUSTICE|PROF\w*|HON|RT|SPEAKER"
    r"|MODERATOR|OPERATOR|HOST|INTERVIEWER|INTERVIEWEE|PARTICIPANTS?|AUDIENCE|REPORTERS?|QUESTION|ANSWER|SENIOR|STAFF"
    r"|AIDE|WITNESS|INTERPRETER|TRANSLATOR|NARRATOR|UNIDENTIFIED|CAPCOM|CDR|CMP|LMP|CC|CT|SC|PAO|MCC|PRESIDING"
    r"|PRINCIPAL|DEPUTY|FIRST LADY|SECOND GENTLEMAN|KING|QUEEN|PRINCE|PRINCESS|POPE|OFFICIAL|CROWD|COURT|CLERK"
    r"|BAILIFF|DEFENDANT|JUROR|FOREPERSON|ATTORNEY|LEADER|WHIP|CHIEF|LIEUTENANT|MAJOR|REVEREND|REV|PASTOR|RABBI|BISHOP"
    r"|CARDINAL|IMAM|FATHER|SISTER|DOCTOR|PROVOST|DEAN|COACH|SHERIFF|SUPERINTENDENT|MAJESTY|HIGHNESS|EXCELLENCY)\b"
)
_TITLED = re.compile(rf"(?:(?:THE|AN?)\s)?{_PART}", re.IGNORECASE)
_TITLED_WITHIN = re.compile(rf"\b{_PART}")  # "HUD SECRETARY ROE"
_ADDRESSES = re.compile(r"(?:Mr|Madam|Madame|Ms)\.?\s(?:President|Speaker|Chairman|Chair|Secretary|Vice)\b")
_SALUTATION = re.compile(rf"{_ADDRESSES.pattern}[^:]*,")
# Words that open a point, not a turn.
_HEADINGS = frozenset(
    "note notes correction update source sources contact subject date time location where when who what why re fyi"
    " ps p.s background attachment attachments editor's editor’s erratum warning first second third fourth"
    " fifth sixth seventh eighth ninth tenth finally lastly next then also again example fact facts point result"
    " results conclusion step item part section chapter title summary"
    # What pages put between the paragraphs of an article.
    " updated related recommended breaking exclusive photo photos video videos image images caption credit credits"
    " watch see get more listen subscribe follow share advertisement sponsored trending attention"
    " clarification quiz claim claims rating ruling verdict pros cons poll download click analysis opinion"
    " explainer explained developing takeaways highlights".split()
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a transcript under one speaker label.

    `start` and `end` are code points of the whole turn, its label included; `words_start` is where the spoken words
    begin.
    `speaker` is the label as written, without its colon ("MS. PSAKI", "Q"); a misprint of a label that the text has
    often is mended, since one letter makes no other speaker.
    """

    speaker: str
    start: int
    end: int
    words_start: int

    @property
    def is_question(self) -> bool:
        """True for the label of an unnamed reporter."""
        return self.speaker.strip(".: ").upper() in {"Q", "QUESTION", "REPORTER", "REPORTERS", "A REPORTER", "PRESS"}

    def as_json(self) -> dict[str, object]:
        return {"speaker": self.speaker, "start": self.start, "end": self.end}


class _Form(StrEnum):
    QUESTION = "question"
    CAPITALS = "capitals"
    NAME = "name"
    STOPPED = "stopped"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    words_start: int
    speaker: str
    form: _Form
    is_sure: bool  # by its own words; otherwise other labels must stand beside it
    is_doubtful: bool = False  # a name met once before a colon: a speaker, or a point that somebody makes


def find_turns(text: str) -> tuple[Turn, ...]:
    """The speaker turns of a transcript, in order; empty where nothing in the text looks like one.

    Read are `MS. PSAKI:`, `THE PRESIDENT:`, `Q` before wide space, `CDR:`, lines that open with a repeated name and a
    colon, `Senator Roe.` where it opens several lines, bold names, and the voice tags of WebVTT. A turn runs to the
    next label, over as many paragraphs as it takes.
    """
    labels = _kept(_without_points(list(_labels(text))))
    mended = _mended(Counter(label.speaker for label in labels if not label.is_doubtful))
    ends = [label.start for label in labels][1:] + [len(text)] * bool(labels)
    return tuple(
        Turn(mended.get(label.speaker, label.speaker), label.start, end, label.words_start)
        for label, end in zip(labels, ends, strict=True)
        if not label.is_doubtful
    )


def _without_points(labels: list[_Label]) -> list[_Label]:
    """Without doubtful labels in a text that is no talk; in a talk those that name somebody are sure.

    Nobody is named twice in a row: between two labels of one speaker another one spoke, and the only line there that
    could be a label is one, if it is of as many words and none of them is a common one. Doubtful ones that stay end the
    turn before them: whose words follow cannot be told.
    """
    sure = [number for number, label in enumerate(labels) if not label.is_doubtful]
    between = [
        (first, last)
        for first, last in pairwise(sure)
        if labels[first].form is _Form.NAME and labels[first].speaker == labels[last].speaker
    ]
    named = {
        first + 1
        for first, last in between
        if last - first == 2 and _could_be_a_name(labels[first + 1].speaker, labels[first].speaker)
    }
    if not between or len(named) < len(between):
        return [label for label in labels if not label.is_doubtful]
    return [replace(label, is_doubtful=False) if number in named else label for number, label in enumerate(labels)]


def _could_be_a_name(label: str, speaker: str) -> bool:
    words = label.split()
    return len(words) == len(speaker.split()) and not any(word.casefold() in FUNCTION_WORDS for word in words)


def _kept(labels: list[_Label]) -> list[_Label]:
    """Without what is no label beside the others: a heading in capitals, "A." in a list, "Fact:" at a briefing."""
    surnames = Counter(_surname(label.speaker) for label in labels)
    repeated = {label.speaker for label in labels if surnames[_surname(label.speaker)] >= _NAME_REPEATS}
    sure = sum(label.is_sure or label.speaker in repeated for label in labels)
    forms = Counter(label.form for label in labels)
    answers = sum(label.speaker == "A" for label in labels)
    # About one answer to each question; names in small letters are not few among names in capitals.
    has_answers = 0 < forms[_Form.QUESTION] - answers <= 2 * answers
    has_stops = forms[_Form.STOPPED] >= forms[_Form.CAPITALS]
    has_names = 2 * forms[_Form.NAME] >= forms[_Form.CAPITALS]

    def is_kept(label: _Label) -> bool:
        if label.speaker == "A":
            return has_answers
        if label.form is _Form.QUESTION:
            return label.is_sure or sure > 0
        if label.form is _Form.STOPPED and not has_stops:
            return False
        if label.form is _Form.NAME and not has_names and not _is_titled(label.speaker):
            return False
        return label.is_sure or label.speaker in repeated or sure > 0 or len(labels) == 1

    return [label for label in labels if is_kept(label)]


# A transcript has its few labels again and again.
@lru_cache(maxsize=1024)
def _surname(label: str) -> str:
    words = re.split(r"[,(]", label)[0].split()
    return words[-1].casefold() if words else ""


def _mended(counts: Mapping[str, int]) -> dict[str, str]:
    """Label met once to the frequent label of which it is a misprint: "MS. PSKAI", "QMS. PSAKI"."""
    frequent = [label for label, count in counts.items() if count >= _SURE_REPEATS]
    mended = {}
    for label, count in counts.items():
        if count > 1:
            continue
        meant = [other for other in frequent if _is_misprint_of(label, other)]
        if len(meant) == 1:
            mended[label] = meant[0]
    return mended


def _is_misprint_of(label: str, meant: str) -> bool:
    if label == meant:
        return False
    if label.startswith("Q") and label[1:].lstrip(" .") == meant:
        return True
    words, others = label.upper().split(), meant.upper().split()
    if len(words) != len(others) or words[:-1] != others[:-1] or "SPEAKER" in words:
        return False
    return min(len(words[-1]), len(others[-1])) >= _SHORTEST_MISPRINT and is_misprint(words[-1], others[-1])


def _labels(text: str) -> Iterator[_Label]:
    starts = [start for start in _line_starts(text) if _may_hold_label(text, start)]
    names: Counter[str] = Counter()
    for start in starts:
        for pattern in (_NAME_LABEL, _STOPPED_LABEL, _BOLD_LINE):
            found = pattern.match(text, start, start + _LONGEST_LABEL)
            if found and (pattern is not _STOPPED_LABEL or _is_titled(found.group())):
                name = _bare(found.group())
                names[name] += 1
                if names[name] >= _NAME_REPEATS:
                    names[_WITH_COLON] += pattern is _NAME_LABEL
                    names[_STOPPED] += pattern is _STOPPED_LABEL
    titled = sum(count for name, count in names.items() if _is_titled(name))
    for start in starts:
        label = _label_at(text, start, names, titled)
        if label is not None:
            yield label


def _may_hold_label(text: str, start: int) -> bool:
    """A quick look that leaves out nearly all lines of running text."""
    limit = start + _LONGEST_LABEL
    first = text[start]
    if first in "*_<" or text.find(":", start, limit) >= 0 or text.find("：", start, limit) >= 0:
        return True
    return bool((first in "QA" and _QUESTION_LABEL.match(text, start, limit)) or _TITLED.match(text, start, limit))


def _line_starts(text: str) -> Iterator[int]:
    start = 0
    while start < len(text):
        if text[start] == "\n" and (blank := _BLANK_LINES.match(text, start)):
            start = blank.end()
            continue
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        while start < end and text[start] in " \t\u00a0\u202f\ufeff-–>":
            start += 1
        if (
            start < end
            and (text[start].isdigit() or text[start] in "[(")
            and (stamp := _TIMESTAMP.match(text, start, end))
        ):
            start = stamp.end()
        if start < end and (text[start].isupper() or text[start] in "*<_["):
            yield start
        start = end + 1


def _label_at(text: str, start: int, names: Counter[str], titled: int) -> _Label | None:
    """The label of a line that begins at `start`; None for a line of running text."""
    limit = start + _LONGEST_LABEL
    shouted = _CAPITALS_LABEL.match(text, start, limit)
    if (
        text[start] in "QA*"
        and (found := _QUESTION_LABEL.match(text, start, limit))
        and not (shouted and shouted.end() > found.end())
    ):
        letter = found.group().strip("*").strip()[:1]
        return _Label(start, found.end(), letter, _Form.QUESTION, len(found.group()) > 2 or found[0][-1] in ".:\t")
    if text[start] == "<" and (found := _VOICE_TAG.match(text, start, limit)):
        return _Label(start, found.end(), found[1].strip(), _Form.TAG, True)
    if shouted and _is_shouted(shouted.group()):
        name = _bare(shouted.group())
        if _is_heading(name):
            return None
        is_sure = _is_titled(name) or bool(_TITLED_WITHIN.search(name)) or _is_timed(text, start)
        return _Label(start, shouted.end(), name, _Form.CAPITALS, is_sure)
    if text[start] in "MDSG" and (found := _MISSING_COLON.match(text, start, limit)):
        return _Label(start, found.end(), _bare(found.group()), _Form.CAPITALS, True)
    return _name_at(text, start, names, titled)


def _is_heading(name: str) -> bool:
    return name.split()[0].rstrip(".,").casefold() in _HEADINGS and not _is_titled(name)


def _opens_a_point(name: str, written: str) -> bool:
    """True for what a speaker says before a colon: "First:", "Mr. Speaker, Members:", "Well. I would say this:"."""
    if _SALUTATION.match(written) or _is_heading(name):
        return True
    stops = [word for word in name.split()[:-1] if word.endswith(".")]
    return any(len(word) > _INITIAL and word[:-1].casefold() not in _ABBREVIATIONS for word in stops)


def _is_timed(text: str, start: int) -> bool:
    """True for a line that began with a time, which only a transcript's lines do."""
    before = text[max(0, start - 4) : start].rstrip(" \t")[-1:]
    return before.isdigit() or before in ("]", ")")


def _name_at(text: str, start: int, names: Counter[str], titled: int) -> _Label | None:
    """A label in small letters, told from running text by what else the document has of its kind."""
    limit = start + _LONGEST_LABEL
    if found := _NAME_LABEL.match(text, start, limit):
        name = _bare(found.group())
        has_kin = (_is_titled(name) or name.endswith(")")) and titled >= _NAME_REPEATS
        has_kin |= " " in name and "," not in name and names[_WITH_COLON] >= _KIN_REPEATS
        is_known = names[name] >= _NAME_REPEATS or found.group().startswith("**") or has_kin
        if not _opens_a_point(name, found.group()) and (is_known or names[_WITH_COLON] > 0):
            return _Label(start, found.end(), name, _Form.NAME, True, is_doubtful=not is_known)
    if (found := _BOLD_LINE.match(text, start, limit)) and names[_bare(found.group())] >= _NAME_REPEATS:
        return _Label(start, found.end(), _bare(found.group()), _Form.NAME, True)
    if (found := _STOPPED_LABEL.match(text, start, limit)) and not _ADDRESSES.match(found.group()):
        name = _bare(found.group())
        if _is_titled(name) and (names[name] >= _NAME_REPEATS or names[_STOPPED] >= _KIN_REPEATS):
            return _Label(start, found.end(), name, _Form.STOPPED, True)
    return None


@lru_cache(maxsize=1024)
def _is_titled(name: str) -> bool:
    return bool(_TITLED.match(name.lstrip("[")))


@lru_cache(maxsize=1024)
def _bare(label: str) -> str:
    """The label without its colon, marks, wide spaces and time ("Anna Roe (00:12):"); the stop of "Mr." stays."""
    words = _TIME_BEHIND.sub("", label).strip(" \t\u00a0\u202f*_:：;,[").split()
    bare = " ".join(words).removesuffix(" .").rstrip("*:：]").strip()
    return bare[:-1] if bare.endswith(".") and len(bare) > 1 else bare


@lru_cache(maxsize=1024)
def _is_shouted(label: str) -> bool:
    """True for a label in capitals; "MS. JEAN-PIERRE (en route)", "Mc" inside a name, "Präsident ROE" are allowed."""
    name = label.partition("(")[0].rstrip(" :：]\t\u00a0")
    letters = [letter for letter in name if letter.isalpha()]
    lower = sum(letter.islower() for letter in letters)
    surname = name.split()[-1] if name.split() else ""
    return bool(letters) and (lower * 5 <= len(letters) or (surname.isupper() and len(surname) >= 3))
