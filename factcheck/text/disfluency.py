"""Which recorded words may be left out of a quotation as noise, filler, stammer or stage direction, and by which rule.

Only words that marks set off, that repeat what follows, or that are no words go. A word that carries meaning stays:
"well" as an adverb, "like" as a verb, "had had", "never, never".
"""

import re
from collections.abc import Sequence

from factcheck.text.figures import counts_as_number
from factcheck.text.lexicon import (
    ADDRESSING_FILLERS,
    AUXILIARIES,
    CLAUSE_OPENERS,
    DETERMINERS,
    FILLER_NOISES,
    FILLER_PHRASES,
    FUNCTION_WORDS,
    GRAMMATICAL_DOUBLES,
    HEDGES,
    INTENSIFIERS,
    NEGATORS,
    NEVER_SPOKEN,
    OPENING_FILLERS,
    STAGE_DIRECTIONS,
    STRONG_NEGATORS,
    UNCLOSING,
    UNIT_NOISES,
)
from factcheck.text.normalize import APOSTROPHES
from factcheck.text.tokens import Token

# A hyphen or short dash with no blank beside it ties a compound: "no-nonsense" and "50–50" hold no pause.
_DASH = r"—|--|(?<=\s)[-–]|[-–](?=\s)"
_PAUSE = re.compile(rf"[,;:…]|{_DASH}|\.\.\.")
_SENTENCE_END = re.compile(rf"[.!?:…]|\n|{_DASH}")
_BROKEN_OFF = re.compile(rf"…|{_DASH}|\.\.\.")
_CUT_OFF = re.compile(r"[-‐‑](?:\s|[—–-])")  # right after the broken word: "hea- — hearing", "hea- hearing"
_TIGHT_DASHES = frozenset({"—", "--"})
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_MOST_STAMMER_WORDS = 8  # of one run made of several stammers and fillers; a guess
_CLAUSE_WORDS = 8  # how far back a word that opens a clause is looked for; a guess


class Run:
    """Recorded words `low` to `high` of `tokens`, dropped from between words that the quotation kept."""

    def __init__(self, tokens: Sequence[Token], text: str, low: int, high: int) -> None:
        self.tokens, self.text, self.low, self.high = tokens, text, low, high

    def key(self, index: int) -> str:
        return self.tokens[index].key if 0 <= index < len(self.tokens) else ""

    def is_capital(self, index: int) -> bool:
        """True for a word of two letters or more in capitals, and beyond the words that are known."""
        if not 0 <= index < len(self.tokens):
            return True
        word = self.text[self.tokens[index].start : self.tokens[index].end]
        return word.isupper() and (len(word) > 1 or word in "AI")

    def raw(self, index: int) -> str:
        """The word as it stands, without capitals: a number word is not its figure here."""
        return self.text[self.tokens[index].start : self.tokens[index].end].casefold() if self.key(index) else ""

    def is_contracted(self, index: int) -> bool:
        """True for the "'s" of "it's", which no clause can end with."""
        token = self.tokens[index]
        return self.text[token.start] in APOSTROPHES

    def between(self, index: int) -> str:
        """The characters between the words `index - 1` and `index`."""
        start = self.tokens[index - 1].end if index > 0 else max(0, self.tokens[0].start - 3)
        end = self.tokens[index].start if index < len(self.tokens) else self.tokens[-1].end + 3
        return self.text[start:end]


def excuse(tokens: Sequence[Token], text: str, low: int, high: int, printed_gap: str) -> str | None:
    """The rule under which the words `low` to `high` may be left out, None where they may not.

    `tokens` are the recorded words around the run, with at least as many on either side as the run has; `printed_gap`
    is what the quotation prints in place of the run, marks and blanks.
    """
    run = Run(tokens, text, low, high)
    return _rule(run, printed_gap) or _in_parts(run, printed_gap)


def _rule(run: Run, printed_gap: str, *, looks_back: bool = True) -> str | None:
    """The one rule for the whole run; `looks_back`: a stammer may repeat what stands before it."""
    if _is_aside(run):
        return "stage_direction"
    start, end = run.low, run.high
    while start < end and (taken := _filler_length(run, start, end)):
        start += taken
    while end > start and (taken := _trailing_filler_length(run, start, end)):
        end -= taken
    if start == end:
        return "filler"
    keeps_its_dash = _BROKEN_OFF.search(printed_gap) and not _BROKEN_OFF.search(run.between(run.low))
    if keeps_its_dash and _carries_meaning(run, start, end):
        return None  # a stammer goes with its dash: "I think — I think so" is not "— I think so"
    return _repeat(run, start, end, looks_back=looks_back)


def _in_parts(run: Run, printed_gap: str) -> str | None:
    """A rule for each part of the run: in "the — the — the bridge" one copy goes after the other.

    Each part is said again right behind it, so that the last copy stays; looking back, two could vouch for each other.
    """
    if run.high - run.low > _MOST_STAMMER_WORDS:
        return None
    for middle in range(run.low + 1, run.high):
        first = _rule(Run(run.tokens, run.text, run.low, middle), printed_gap, looks_back=False)
        rest = Run(run.tokens, run.text, middle, run.high)
        if first and (_rule(rest, printed_gap, looks_back=False) or _in_parts(rest, printed_gap)):
            return "repeat" if first == "stage_direction" else first
    return None


def _carries_meaning(run: Run, start: int, end: int) -> bool:
    return any(run.key(index) in STRONG_NEGATORS or run.key(index) in HEDGES for index in range(start, end))


def _is_aside(run: Run) -> bool:
    """ "(Laughter.)", "(inaudible)", a footnote "[13]": on the page, not in the mouth."""
    before, after = run.between(run.low), run.between(run.high)
    if ("(" not in before and "[" not in before) or (")" not in after and "]" not in after):
        return False
    start, end = run.tokens[run.low].start, run.tokens[run.high - 1].end
    if _FOOTNOTE.fullmatch(run.text[start - 1 : end + 1]):
        # "closed[13] for": glued to what it annotates; "lost [13] ships" is a figure put in by an editor.
        return not run.text[start - 2 : start - 1].isspace()
    keys = [run.key(index) for index in range(run.low, run.high)]
    if run.key(run.low - 1) in DETERMINERS and not all(key in NEVER_SPOKEN for key in keys):
        return False  # "the (music)": the sentence needs the word
    return all(key in STAGE_DIRECTIONS for key in keys)


def _filler_length(run: Run, start: int, limit: int) -> int:
    """How many words from `start` on are one filler."""
    if run.key(start) in FILLER_NOISES:
        return 0 if _is_no_noise(run, start) else 1
    for phrase in FILLER_PHRASES:
        end = start + len(phrase)
        if end > limit or tuple(run.key(index) for index in range(start, end)) != phrase:
            continue
        opens = _SENTENCE_END if phrase[0] in OPENING_FILLERS and len(phrase) == 1 else _PAUSE
        is_opened = (
            start == 0
            or bool(opens.search(run.between(start)) or _SENTENCE_END.search(run.between(start)))
            or (phrase in ADDRESSING_FILLERS and _opens_behind_conjunction(run, start))
        )
        if is_opened and _PAUSE.search(run.between(end)):
            return len(phrase)
    return 0


def _opens_behind_conjunction(run: Run, start: int) -> bool:
    """True for "But you know, ..." at the head of a sentence."""
    return run.key(start - 1) in ("and", "but", "because") and bool(_SENTENCE_END.search(run.between(start - 1)))


def _is_no_noise(run: Run, index: int) -> bool:
    """ "5 mm" is a unit and "the ER" a place; only in a text all in capitals "UH" is a noise."""
    if run.key(index) in UNIT_NOISES and counts_as_number(run.key(index - 1)) and not run.between(index).strip():
        return True
    return run.is_capital(index) and not (run.is_capital(index - 1) and run.is_capital(index + 1))


def _trailing_filler_length(run: Run, start: int, end: int) -> int:
    for length in (1, 2):
        if end - length >= start and _filler_length(run, end - length, end) == length:
            return length
    return 0


def _repeat(run: Run, start: int, end: int, *, looks_back: bool) -> str | None:
    """A stammer: the words are said again at once, whole or broken off inside the last one."""
    length = end - start
    if _same(run, start, run.high, length):
        return "repeat" if _may_repeat(run, start, end, run.between(end)) else None
    if looks_back and _same(run, start, run.low - length, length):
        return "repeat" if _may_repeat(run, start, end, run.between(run.low)) else None
    if _is_false_start(run, start, end):
        return "false_start"
    return None


def _same(run: Run, one: int, other: int, length: int) -> bool:
    return all(run.key(one + step) == run.key(other + step) != "" for step in range(length))


def _may_repeat(run: Run, start: int, end: int, mark: str) -> bool:
    if _BROKEN_OFF.search(mark):
        return True
    keys = [run.key(index) for index in range(start, end)]
    if any(key in STRONG_NEGATORS or counts_as_number(key) for key in keys):
        return False  # "never, never" is said otherwise, and "those who are not, are not protected" is no stammer
    if _PAUSE.search(mark):
        return not _joins_clauses(run, start, end)
    is_intensified = keys[-1] in INTENSIFIERS and not run.text[run.tokens[start].start].isupper()  # "much much better"
    if len(keys) == 1 and keys[0] not in FUNCTION_WORDS and not is_intensified:
        return False  # "Boutros Boutros": without a pause a doubled word may be a name
    return not any(key in GRAMMATICAL_DOUBLES for key in keys)


def _joins_clauses(run: Run, start: int, end: int) -> bool:
    """True where the comma may end one clause and begin the next: "the people who do, do not want war".

    Words that cannot close a clause ("I", "the", "it's") are a stammer wherever they are said twice.
    """
    last = run.key(end - 1)
    if last in UNCLOSING or last in INTENSIFIERS or run.is_contracted(end - 1):
        return False
    # Where the second copy was dropped, the words after it follow the first one in print.
    after = run.high + (end - start if end <= run.high and _same(run, start, run.high, end - start) else 0)
    if last in AUXILIARIES or run.key(after) in STRONG_NEGATORS:
        return True
    opened = range(max(0, start - _CLAUSE_WORDS), start)
    return any(run.key(index) in CLAUSE_OPENERS for index in opened)


def _is_false_start(run: Run, start: int, end: int) -> bool:
    """ "hea- — hearing": the run ends in a word cut off by a hyphen, and is said again with the word whole."""
    length = end - start
    cut_key = run.key(end - 1)
    # "hea—hearing" too, but "he—her plan" breaks off a whole word.
    is_tight = run.between(end) in _TIGHT_DASHES and cut_key not in FUNCTION_WORDS and cut_key not in HEDGES
    if not (_CUT_OFF.match(run.between(end)) or (is_tight and cut_key not in NEGATORS)):
        return False
    cut, whole = run.raw(end - 1), run.raw(run.high + length - 1)
    is_same_word = whole.startswith(cut) and whole != cut
    return is_same_word and _same(run, start, run.high, length - 1)
