"""Marks between the same words that change what is said: a pause won or lost beside a negator, a question mark.

"No, more taxes" is not "No more taxes", and "You did this?" is not "You did this."; other commas are style.
"""

import re

from factcheck.text.lexicon import AUXILIARIES, STRONG_NEGATORS
from factcheck.text.spans import Span

_PAUSE = re.compile(r"[,.;:!?—…()]|--|[-–](?=\s)|(?<=\s)[-–]")
_STOP = re.compile(r"[.;:!?]")
_DASH = re.compile(r"[-–—…]|\.\s?\.")
_CLAUSE_OPENERS = frozenset("if unless until till when once while because although though".split())
_HYPHENS = frozenset("-‐‑")
# Marks that turn the direction of what is displayed: the page shows other words than the characters say.
_OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069]")
_CLAUSE_START = re.compile(
    r"(?:^|[,:;.!?—–-]|\b(?=(?:and|but|so|or)\s))\W{0,4}(?:(?:and|but|so|or)\s{1,3})?([A-Za-z]++)", re.IGNORECASE
)
_TAG = re.compile(r"[,—–-]\s{0,3}(?:right|okay|ok|no|yes|huh)$", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_ASKING = AUXILIARIES | frozenset("what why how when where who whom whose which".split())


def has_pause(marks: str) -> bool:
    """True where the characters between two words hold a mark that parts them."""
    return bool(_PAUSE.search(marks))


def parts_negator(before: str, after: str, printed: str, recorded: str) -> bool:
    """True where only one side has a pause between two words of which one is a negator.

    `before`, `after`: the keys of the two words ("not" of "don't"); `printed`, `recorded`: what stands between them on
    either side.
    """
    if bool(_PAUSE.search(printed)) == bool(_PAUSE.search(recorded)):
        # "no-good men" are men; of "no good men" there are none. "No one" is a word of its own.
        is_tied = (printed in _HYPHENS) != (recorded in _HYPHENS)
        return is_tied and before == "no" and after != "1"
    return any(key in STRONG_NEGATORS for key in (before, after))


def moves_clause(after: str, printed: str, recorded: str) -> bool:
    """True where a sentence end before "if" or "when" is won or lost: the clause goes with another sentence.

    "Closed in winter. If it snows, we clear the road." is not "Closed in winter if it snows. We clear the road."; a
    dash on either side may stand for both.
    """
    is_moved = bool(_STOP.search(printed)) != bool(_STOP.search(recorded))
    return after in _CLAUSE_OPENERS and is_moved and not _DASH.search(printed + recorded)


def asks_otherwise(printed: str, recorded: str) -> bool:
    """True where only one of two marks inside a quotation is a question mark."""
    return ("?" in printed) != ("?" in recorded)


def ends_otherwise(quotation: str, words: Span, recorded: str, *, is_whole: bool) -> bool:
    """True where a recorded question is printed as a statement, or the reverse.

    `words`: from the first to the last printed word; `recorded`: what follows the last one in the record, up to the
    next word; `is_whole`: whether the recorded sentence begins with the first printed word. A part of a question, or
    one that still reads as one ("Why would you go,"), is none.
    """
    is_question = "?" in recorded
    trail = quotation[words.end :]
    if ("?" in trail) == is_question:
        return False
    if not is_question:
        return True
    text = quotation[words.start : words.end]
    if _asks(text):
        return False
    first = text.split()[0]
    return is_whole or "." in trail or "!" in trail or bool(_LETTER.match(first) and first[0].isupper())


def _asks(text: str) -> bool:
    """True where a clause opens with a question word or an inverted verb, or a tag ends it ("— right,")."""
    return any(found[1].casefold() in _ASKING for found in _CLAUSE_START.finditer(text)) or bool(_TAG.search(text))


def turns_direction(printed: str, recorded: str) -> bool:
    """True where the quotation holds a mark of direction that the record has not."""
    return len(_OVERRIDES.findall(printed)) > len(_OVERRIDES.findall(recorded))
