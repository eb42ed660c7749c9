"""Captions (WebVTT, SubRip): the words of all cues as running text, each stretch with its second in the recording.

Written for files as they are, not as specified: a missing WEBVTT header, notes before the first cue, cues without blank
lines between them, captions that roll (each cue repeats the line before), and speakers as voice tags, as labels, or as
">>". Times and voices follow the W3C WebVTT specification, section 4.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import pairwise

from factcheck.fetch.decode import decode
from factcheck.fetch.document import Document, TimeMark
from factcheck.fetch.exceptions import UnreadableFile
from factcheck.fetch.readers.hints import Hints
from factcheck.text.turns import Turn

TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?"
TIMING_LINE = re.compile(rf"^\s{{0,3}}{TIME}[ \t]{{0,3}}-{{1,2}}>[ \t]{{0,3}}{TIME}(?!\d)")
INLINE_TIME = re.compile(rf"<{TIME}>")
VOICE = re.compile(r"<v(?:\.[^\s>]{0,60})?[ \t]+([^>]{1,120})>")
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>|</?>|\{\\[^{}]{0,60}\}")
LABEL = re.compile(r"([A-ZÀ-Þ][\w.'’ -]{0,38}[\w.])(?: \([^()]{1,40}\))?:(?:[ \t]+(?=\S)|$)")
BRACKETED = re.compile(r"[\[(]([A-ZÀ-Þ][\w.'’ -]{1,38}[\w.])[\])]:?[ \t]+(?=\S)")
CHANGE_MARK = re.compile(r"^(?:>{2,3}|[-–—](?=\s?[A-Z\"“¿¡])|&gt;&gt;)\s{0,3}")
SOUND_ONLY = re.compile(r"[\[(♪♫#*][^\[\]()]{0,80}[\])♪♫#*]|[♪♫\s]+")
SOUNDS = frozenset(
    "applause laughter laughs music cheers crosstalk inaudible indistinct silence pause sighs bell noise beep chatter"
    " unintelligible foreign speaks gasps coughs boos sound audio video clip end beat static".split()
)
NUMBER_LINE = re.compile(r"\s{0,3}\d{1,6}\s{0,3}")
HEADER_TITLE = re.compile(r"^\ufeff?WEBVTT[ \t]+(?:[-–—:][ \t]{0,5})?(\S.{0,200})")
HEADER_LANGUAGE = re.compile(r"^Language:\s{0,5}([A-Za-z]{2,3})", re.MULTILINE)

# Share of cues that begin with the line before, above which the whole file is taken to roll. Ordinary captions repeat a
# line now and then; rolling ones nearly always do. A guess well between.
ROLLING_SHARE = 0.3
FLASH_SECONDS = 0.1  # cues of automatic captions that only hold the line last 10 ms
PAUSE_SECONDS = 4.0  # a new paragraph after a pause this long, if a sentence ended; a guess
REPEATED_LABELS = 2
# A sentence that another voice breaks into goes on when its voice does, within so many seconds; a guess.
INTERRUPTED_SECONDS = 8.0
INTERRUPTING_PIECES = 4
ENDED = re.compile(r"[.?!…][\"”’')\]]{0,3}$")


@dataclass(slots=True)
class Cue:
    """A cue: its times in seconds and its lines, tags still in them."""

    start: float
    end: float
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words under one time and one speaker. `is_new_voice` marks a change of speaker, known by name or not."""

    seconds: float
    words: str
    speaker: str = ""
    is_new_voice: bool = False


@dataclass
class _Writer:
    """The running text as it grows, with its turns and time marks."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    turns: list[tuple[str, int, int]] = field(default_factory=list)
    times: list[TimeMark] = field(default_factory=list)
    last_seconds: float = 0.0

    def add(self, piece: Piece) -> None:
        speaker_before = self.turns[-1][0] if self.turns else ""
        is_new_turn = bool(piece.speaker) and piece.speaker != speaker_before
        is_paused = piece.seconds - self.last_seconds > PAUSE_SECONDS and self._sentence_ended
        if self.length:
            self._put("\n" if is_new_turn or piece.is_new_voice or is_paused else " ")
        if is_new_turn:
            start = self.length
            self._put(f"{piece.speaker}: ")
            self.turns.append((piece.speaker, start, self.length))
        begins = self.length
        self._put(piece.words)
        self.times.append(TimeMark(begins, self.length, piece.seconds))
        self.last_seconds = piece.seconds

    @property
    def _sentence_ended(self) -> bool:
        return bool(self.parts) and self.parts[-1].rstrip("\"”’')").endswith((".", "?", "!", "…"))

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def finished_turns(self) -> tuple[Turn, ...]:
        ends = [*(start for _, start, _ in self.turns[1:]), self.length][: len(self.turns)]
        return tuple(
            Turn(speaker, start, end, words_start)
            for (speaker, start, words_start), end in zip(self.turns, ends, strict=True)
        )


def read(raw_bytes: bytes, hints: Hints) -> Document:
    """The captions as running text with turns and times. Raises UnreadableFile for a file without cues."""
    decoded = decode(raw_bytes, hints.content_type)
    markup = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    cues = _told_once(sorted(find_cues(markup), key=lambda cue: cue.start))
    if not cues:
        raise UnreadableFile("The captions hold no cue with a time.")
    writer = _Writer()
    for piece in _uninterrupted(list(_pieces(unrolled(cues)))):
        writer.add(piece)
    text = "".join(writer.parts)
    language = HEADER_LANGUAGE.search(markup[:500])
    title = HEADER_TITLE.match(markup)
    return Document(
        type=hints.kind,
        reader="captions/1",
        article_text=text,
        visible_text=text,
        title=title[1].strip() if title else None,
        language=language[1].lower() if language else None,
        turns=writer.finished_turns(),
        times=tuple(writer.times),
        problem=None if text else "The captions hold no words.",
        encoding=decoded.encoding,
        encoding_reason=decoded.reason,
    )


def find_cues(markup: str) -> Iterator[Cue]:
    """The cues in file order. A line with a timing begins one; a blank line or the next timing ends it."""
    cue: Cue | None = None
    for line in markup.split("\n"):
        timing = TIMING_LINE.match(line)
        if timing:
            if cue is not None:
                if cue.lines and NUMBER_LINE.fullmatch(cue.lines[-1]):
                    cue.lines.pop()  # the number of the cue that begins here
                yield cue
            cue = Cue(_seconds(timing.groups()[:4]), _seconds(timing.groups()[4:]), [])
        elif not line.strip():
            if cue is not None and cue.lines:
                yield cue
                cue = None
        elif cue is not None:
            cue.lines.append(line.strip())
    if cue is not None:
        yield cue


def _told_once(cues: list[Cue]) -> list[Cue]:
    """The cues without those that stand twice in the file, at the same time with the same lines."""
    return [cue for before, cue in pairwise([None, *cues]) if cue is not None and cue != before]


def unrolled(cues: list[Cue]) -> list[Cue]:
    """The cues without lines that only repeat what the cue before already showed."""
    is_rolling = _is_rolling(cues)
    result: list[Cue] = []
    shown: list[str] = []
    shown_until = float("-inf")
    for cue in cues:
        plain = [bare(line) for line in cue.lines]
        repeated = _repeated_lines(shown, plain) if cue.start - shown_until < 1.0 else 0
        is_trustworthy = is_rolling or (repeated < len(plain) and len(" ".join(plain[:repeated]).split()) >= 3)
        kept = cue.lines[repeated:] if is_trustworthy else list(cue.lines)
        if is_rolling and kept and repeated < len(plain):
            kept[0] = _grown(shown[-1] if shown else "", kept[0])
        if any(bare(line) for line in kept):
            result.append(Cue(cue.start, cue.end, kept))
        if any(plain):
            shown, shown_until = [line for line in plain if line], cue.end
    return result


def bare(line: str) -> str:
    """The line's words without tags and entities."""
    return " ".join(unescape(TAG.sub("", INLINE_TIME.sub("", line))).replace("\x00", "").split())


def _is_rolling(cues: list[Cue]) -> bool:
    repeats = 0
    for before, after in pairwise(cues):
        if not before.lines or not after.lines or after.start - before.end >= 1.0:
            continue
        last, lines = bare(before.lines[-1]), [line for line in map(bare, after.lines) if line]
        is_grown = bool(last and lines) and lines[0].startswith(f"{last} ")
        # A cue that only repeats may be somebody repeating; one of a few milliseconds is not.
        is_shown_again = (
            bool(lines) and lines[0] == last and (len(lines) > 1 or after.end - after.start < FLASH_SECONDS)
        )
        repeats += is_grown or is_shown_again
    return len(cues) >= 4 and repeats >= ROLLING_SHARE * (len(cues) - 1)


def _repeated_lines(shown: list[str], lines: list[str]) -> int:
    """How many lines at the beginning are the last lines shown, in order."""
    for count in range(min(len(shown), len(lines)), 0, -1):
        if shown[-count:] == lines[:count]:
            return count
    return 0


def _grown(shown: str, line: str) -> str:
    """The line without the words it only repeats from a shorter state of itself."""
    plain = bare(line)
    if not shown or not plain.startswith(f"{shown} "):
        return line
    return plain[len(shown) :].strip()


def _pieces(cues: Iterable[Cue]) -> Iterator[Piece]:
    """The cues' words with their speakers, split where a time or a voice begins inside a cue."""
    cues = list(cues)
    labels = _labels(cues)
    for cue in cues:
        seconds = cue.start
        voice = ""
        for line in cue.lines:
            line, is_new_voice = _without_change_mark(line)
            for begins, speaking, words in _runs(line, seconds, voice):
                seconds, voice = begins, speaking
                label = LABEL.match(words) or BRACKETED.match(words)
                speaker = voice
                if label and label[1] in labels:
                    speaker, words = label[1], words[label.end() :]
                    voice = speaker if not words else voice  # a name on a line of its own is for the lines below
                if words and not SOUND_ONLY.fullmatch(words):
                    yield Piece(seconds, words, speaker, is_new_voice)
                    is_new_voice = False


def _without_change_mark(line: str) -> tuple[str, bool]:
    stripped = CHANGE_MARK.sub("", line, count=1)
    return stripped, stripped != line


def _runs(line: str, seconds: float, voice: str) -> Iterator[tuple[float, str, str]]:
    """(seconds, voice, words) for each part of a line between inline times and voice tags."""
    marks = sorted([*INLINE_TIME.finditer(line), *VOICE.finditer(line)], key=lambda mark: mark.start())
    at = 0
    for mark in [*marks, None]:
        words = bare(line[at : mark.start()] if mark else line[at:])
        if words:
            yield seconds, voice, words
        if mark is None:
            return
        if mark.re is VOICE:
            voice = " ".join(unescape(mark[1]).split())
        else:
            seconds = _seconds(mark.groups())
        at = mark.end()
    return


def _labels(cues: list[Cue]) -> set[str]:
    """Names before a colon at the beginning of lines that are speakers: written in capitals, or more than once.

    A colon after a single capitalised word is usual in sentences ("Gabon : la France ..."), hence the repetition.
    """
    counted: Counter[str] = Counter()
    bracketed: Counter[str] = Counter()
    for cue in cues:
        for line in cue.lines:
            words = bare(_without_change_mark(line)[0])
            if label := LABEL.match(words):
                counted[label[1]] += 1
            elif (label := BRACKETED.match(words)) and _may_be_name(label[1]):
                bracketed[label[1]] += 1
    sure = {label for label, count in counted.items() if label.isupper() or count >= REPEATED_LABELS}
    if any(not label.isupper() for label in sure):
        sure |= {label for label in counted if _is_full_name(label)}  # who says one thing only
    sure |= {label for label, count in bracketed.items() if count >= REPEATED_LABELS}
    return {label for label in sure if len(label) > 1}


def _may_be_name(words: str) -> bool:
    """False for what brackets hold otherwise: sounds ("[Applause]", "[door closing]") and sentences."""
    parts = words.split()
    is_sound = any(part.lower() in SOUNDS or part.lower().endswith("ing") for part in parts)
    return not is_sound and len(parts) <= 4 and all(part[:1].isupper() for part in parts)


def _is_full_name(label: str) -> bool:
    return len(label.split()) >= 2 and all(word[:1].isupper() for word in label.split())


def _uninterrupted(pieces: list[Piece]) -> list[Piece]:
    """The pieces, a sentence that other voices broke into put together again before them; each keeps its time."""
    whole: list[Piece] = []
    taken: set[int] = set()
    for at, piece in enumerate(pieces):
        if at in taken:
            continue
        whole.append(piece)
        last: int | None = at
        while last is not None and (last := _continuation(pieces, last)) is not None:
            taken.add(last)
            whole.append(pieces[last])
    return whole


def _continuation(pieces: list[Piece], at: int) -> int | None:
    """Where the voice of an unfinished piece goes on after others came between; None where nobody does."""
    piece = pieces[at]
    if not piece.speaker or ENDED.search(piece.words):
        return None
    for later in range(at + 1, min(at + 1 + INTERRUPTING_PIECES, len(pieces))):
        other = pieces[later]
        if not other.speaker or other.seconds - piece.seconds > INTERRUPTED_SECONDS:
            return None
        if other.speaker == piece.speaker:
            return later if later > at + 1 and other.words[0].islower() else None
    return None


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, fraction = groups
    thousandths = int((fraction or "0").ljust(3, "0"))
    return float(int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)) + thousandths / 1000
