"""Speaker turns: who a transcript says is speaking, where."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

# A label stands at the start of a line. Capitals need only a colon; the letter Q a colon, a full stop or wide space.
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þa-z.'’\-]*"
_CAPITALS_LABEL = re.compile(rf"(?:{_CAPITALS}[ \t]{{1,4}}){{0,8}}{_CAPITALS}(?:[ \t]?\([^()\n]{{1,60}}\))?[ \t]?[:：]")
_QUESTION_LABEL = re.compile(r"(?:Q|A)(?:[.:]|[ \t]{2,})[ \t]*|(?:Q|A)\t")
_NAME_LABEL = re.compile(
    r"\*{0,2}(?:[A-Z][\w.'’\-]{0,30} ){0,5}[A-Z][\w.'’\-]{0,30}(?:,[^:\n]{1,60}| \([^()\n]{1,60}\))?"
    r"\*{0,2}[:：]\*{0,2}(?=\s)"
)
_VOICE_TAG = re.compile(r"<v(?:\.[\w.]{1,40})?[ \t]([^<>\n]{1,80})>")
_MISSING_COLON = re.compile(
    r"(?:MR|MS|MRS|DR|SECRETARY|SENATOR|GOVERNOR|GENERAL)\.? [A-Z][A-Z'’\-]{2,30}[.;,]?[ \t]{2}"
)
_LONGEST_LABEL = 120
# A name line ("Name:") is a label only where the same name opens several turns: "Another example:" opens none.
# Two is a guess that keeps short interviews; single lower-case words are never names.
_NAME_REPEATS = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch of a transcript under one speaker label.

    `start` and `end` are code points of the whole turn, its label included; `words_start` is where the spoken words
    begin.
    `speaker` is the label as written, without its colon ("MS. PSAKI", "Q").
    """

    speaker: str
    start: int
    end: int
    words_start: int

    @property
    def is_question(self) -> bool:
        """True for the label of an unnamed reporter."""
        return self.speaker.strip(".: ").upper() in {"Q", "QUESTION", "REPORTER"}

    def as_json(self) -> dict[str, object]:
        return {"speaker": self.speaker, "start": self.start, "end": self.end}


def find_turns(text: str) -> tuple[Turn, ...]:
    """The speaker turns of a transcript, in order; empty where nothing in the text looks like one.

    Read are `MS. PSAKI:`, `THE PRESIDENT:`, `Q` before wide space, `CDR:`, lines that open with a repeated name and a
    colon, bold names, and the voice tags of WebVTT. A turn runs to the next label, over as many paragraphs as it takes.
    """
    labels = list(_labels(text))
    ends = [start for start, _, _ in labels][1:] + [len(text)] * bool(labels)
    return tuple(
        Turn(speaker, start, end, words_start) for (start, words_start, speaker), end in zip(labels, ends, strict=True)
    )


def _labels(text: str) -> Iterator[tuple[int, int, str]]:
    names = Counter(
        _bare(found.group())
        for start in _line_starts(text)
        if (found := _NAME_LABEL.match(text, start, start + _LONGEST_LABEL))
    )
    for start in _line_starts(text):
        label = _label_at(text, start, names)
        if label is not None:
            yield (start, *label)


def _line_starts(text: str) -> Iterator[int]:
    start = 0
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        while start < end and text[start] in " \t\u00a0\ufeff-–>":
            start += 1
        if start < end and (text[start].isupper() or text[start] in "*<"):
            yield start
        start = end + 1


def _label_at(text: str, start: int, names: Counter[str]) -> tuple[int, str] | None:
    """Where the words begin and the label, of a line that begins at `start`; None for a line of running text."""
    limit = start + _LONGEST_LABEL
    if found := _QUESTION_LABEL.match(text, start, limit):
        return found.end(), _bare(found.group())
    if found := _VOICE_TAG.match(text, start, limit):
        return found.end(), found[1].strip()
    if (found := _CAPITALS_LABEL.match(text, start, limit)) and _is_shouted(found.group()):
        return found.end(), _bare(found.group())
    if found := _MISSING_COLON.match(text, start, limit):
        return found.end(), _bare(found.group())
    if (found := _NAME_LABEL.match(text, start, limit)) and (
        names[_bare(found.group())] >= _NAME_REPEATS or found.group().startswith("**")
    ):
        return found.end(), _bare(found.group())
    return None


def _bare(label: str) -> str:
    return " ".join(label.strip(" \t*:：;,").split()).removesuffix(" .")


def _is_shouted(label: str) -> bool:
    """True for a label in capitals; "MS. JEAN-PIERRE (en route)" and "Mc" inside a name are allowed."""
    letters = [letter for letter in label.partition("(")[0] if letter.isalpha()]
    lower = sum(letter.islower() for letter in letters)
    return len(letters) >= 2 and lower * 5 <= len(letters)
