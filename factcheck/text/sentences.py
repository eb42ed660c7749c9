"""Paragraphs and sentences of a story, with the abbreviations that do not end a sentence.

A single line break followed by a lower-case letter is a soft break: stories pasted from mail break lines anywhere.
"""

import re

from factcheck.text.spans import Span

TITLE_ABBREVIATIONS = frozenset(
    "mr mrs ms dr sen sens rep reps gov govs gen col lt maj capt cmdr sgt cpl pvt adm brig hon rev fr sr msgr "
    "prof pres supt det insp st "
    "atty messrs mme mlle sir amb ald asst assoc hr fr sra srta dra".split()
)
# Abbreviations in either case, and those that without a capital are plain words ("ill.", "sat.", "mass.").
_ANY_CASE_ABBREVIATIONS = frozenset(
    "jr esq vs inc corp ltd dept univ pp eds cf etc approx bzw usw z.b d.h p.m a.m i.e e.g ph.d m.d mr mrs ms dr "
    "prof".split()
)
_CAPITAL_ABBREVIATIONS = frozenset(
    "co bros cos est div nos vol ed fig al ave blvd rd hwy mt ft "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa "
    "tenn tex va vt wash "
    "wis wyo u.s u.k u.n e.u d.c l.a n.y n.j n.c s.c n.h n.m n.d s.d r.i w.va b.a m.a u.s.a u.s.s.r".split()
)
# These end a sentence as often as not; the next word decides (see ends_sentence).
_MAY_END = frozenset("jr sr inc co corp ltd etc u.s u.k u.n e.u d.c p.m a.m ph.d m.d u.s.a u.s.s.r esq".split())
# Words that begin a sentence rather than go on with a name after "U.S.", "Inc.", "p.m.".
_SENTENCE_STARTERS = frozenset(
    "the a an in on at but and he she it they we i this that these those there when while after before as if his "
    "her its their "
    "for from with by to however meanwhile although mr mrs ms some many most one so yet not what who".split()
)

TERMINATORS = frozenset(".!?…。！？")
_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


def is_abbreviation(word: str) -> bool:
    """True where a full stop after `word` belongs to the word: titles, months, states, single initials."""
    low = word.lower().rstrip(".")
    if not low:
        return False
    if low in _ANY_CASE_ABBREVIATIONS:
        return True
    if word[0].isupper() and (low in TITLE_ABBREVIATIONS or low in _CAPITAL_ABBREVIATIONS):
        return True
    return (len(low) == 1 and word[0].isupper()) or (len(low) == 3 and low[1] == "." and word[0].isupper())


def ends_sentence(word: str, following: str) -> bool:
    """True if the full stop after `word` ends the sentence, given the word that follows ("" at the end)."""
    if not following:
        return True
    first = following[0]
    if first.islower():
        return False
    if not is_abbreviation(word):
        return True
    return word.lower().rstrip(".") in _MAY_END and following.lower() in _SENTENCE_STARTERS


def _starts_lower(text: str, start: int, end: int) -> bool:
    while start < end and text[start].isspace():
        start += 1
    return start < end and text[start].islower()


def find_paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs of `text`, in order, without surrounding white space; empty ones are left out.

    A blank line always parts; a single break parts unless the next line goes on in lower case, or the text is wrapped
    at a fixed width (many such lines between blank lines).
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text) if not match.group().isspace()]
    if not lines:
        return []
    has_blank = [False] * len(lines)
    for number in range(1, len(lines)):
        has_blank[number] = _is_blank_between(text, lines[number - 1][1], lines[number][0])
    _mark_indented(text, lines, has_blank)
    is_wrapped = _is_wrapped(text, lines, has_blank)
    spans: list[Span] = []
    start, end = lines[0]
    for number in range(1, len(lines)):
        line_start, line_end = lines[number]
        goes_on = not has_blank[number] and (is_wrapped or _starts_lower(text, line_start, line_end))
        if not goes_on:
            spans.append(_trimmed(text, start, end))
            start = line_start
        end = line_end
    spans.append(_trimmed(text, start, end))
    return spans


def _mark_indented(text: str, lines: list[tuple[int, int]], has_blank: list[bool]) -> None:
    """Take an indented line for the first of its paragraph where most lines are not indented, as in wire texts."""
    indented = [number for number, (start, _) in enumerate(lines) if text.startswith(("  ", "\t", "\u3000"), start)]
    if len(indented) <= len(lines) // 2:
        for number in indented:
            has_blank[number] = True


def _is_blank_between(text: str, end: int, start: int) -> bool:
    """True if more than one line break stands in text[end:start]."""
    if start - end == 1:
        return False
    return any(number > 1 for number, _ in enumerate(_BREAK.finditer(text, end, start), start=1))


# A text is taken as wrapped if this share of its single line breaks goes on in lower case. A guess: wrapped prose
# measures about 0.8, a story with one paragraph a line under 0.1.
_WRAPPED_SHARE = 0.4


def _is_wrapped(text: str, lines: list[tuple[int, int]], has_blank: list[bool]) -> bool:
    single = [number for number in range(1, len(lines)) if not has_blank[number]]
    if len(single) < 4 or len(single) == len(lines) - 1:
        return False
    lower = sum(1 for number in single if _starts_lower(text, *lines[number]))
    return lower >= _WRAPPED_SHARE * len(single)


_END = re.compile(r"[.!?…。！？]+[\"'”’»)\]]*(?=\s|$)")
_WORD_BEFORE = re.compile(r"[\w.]+\Z")
_WORD_AFTER = re.compile(r"[\s\"'“‘«(\[]*(\w+)")


def find_sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of one paragraph, `text[start:end]`, in order, without surrounding white space.

    For running text of sources; a story's quotations need more care (see `frame`).
    """
    spans = []
    begin = start
    for found in _END.finditer(text, start, end):
        before = _WORD_BEFORE.search(text, max(begin, found.start() - 30), found.start())
        after = _WORD_AFTER.match(text, found.end(), min(end, found.end() + 60))
        is_stop = found.group()[0] == "."
        if is_stop and before and not ends_sentence(before.group(), after.group(1) if after else ""):
            continue
        spans.append(_trimmed(text, begin, found.end()))
        begin = found.end()
    if text[begin:end].strip():
        spans.append(_trimmed(text, begin, end))
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
