"""Words of a text with their places. Every token is a slice of the raw text; folding never moves an offset.

Contractions are two tokens ("don't" is "do" + "not"), so that a dropped "n't" is a dropped word. Hyphens part words.
Symbols that carry meaning (%, $, a minus sign, an emoji) are tokens; other punctuation lies between tokens.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from factcheck.text.normalize import APOSTROPHES, INVISIBLE, canonical, fold

_LETTER = r"[^\W_]"
# Scripts written without spaces: each character is a word of its own.
_UNSPACED = r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_SYMBOL = (
    r"[$€£¥₹₽¢%‰°+=×÷±≤≥~≈&@#§№\u2190-\u21ff\u2600-\u27bf\U0001f000-\U0001faff]"
    r"|(?<!\d)−(?=[.$€£]?\d)"
    r"|[<>](?=\s?[$€£]?\d)"
    r"|(?<![^\s(])[-–‐‑﹣－](?=[.$€£]?\d)"
    # A blank or blot of the record between two words stands for one: "did ___ sign".
    r"|(?<=[^\W_] )(?:_{2,40}+|\*{3,40}+|[█■]{2,40}+)(?= [^\W_])"
)
_ACRONYM = (
    rf"(?<!{_LETTER})(?:[^\W\d_]\.){{2,12}}(?:[^\W\d_](?!{_LETTER}))?|(?<!{_LETTER})[^\W\d_]\.[^\W\d_](?![^\W_]|\.)"
)
_JOINER = (
    rf"[{INVISIBLE}\u0300-\u036f]{{1,8}}(?:[ \t]{{0,4}}\r?\n[ \t]{{0,8}})?"
    rf"|[{APOSTROPHES}](?={_LETTER})"
    r"|(?<=\d)[.,:](?=\d)"
    r"|(?<=\d)[\u00a0\u202f\u2009](?=\d{3}(?!\d))"
    rf"|(?<={_LETTER})-[ \t]{{0,4}}\r?\n[ \t]{{0,8}}(?=[a-z])"
    r"|\[(?:s|es|d|ed|ing|r|er|ly|n|en|t|y|ies)\]"
)
# Possessive, so that no word is ever matched in two ways: linear in the text.
_WORD = rf"(?:\[[^\W\d_]{{1,2}}\](?={_LETTER})|(?<![\w.])\.(?=\d))?{_LETTER}++(?:{_LETTER}++|{_JOINER})*+"
# "[the agency]'s": a tail whose stem is a bracket.
_TAIL = rf"(?<=\])[{APOSTROPHES}](?:s|d|ll|re|ve|m)(?!{_LETTER})"
# Most words, ahead of the costlier patterns: nothing can join on to letters that a blank or comma follows.
_PLAIN = r"[A-Za-z]++(?=[ ,;])"
_US_DOLLAR = rf"(?<!{_LETTER})US\$(?=\s?\d)"
TOKEN = re.compile(rf"{_PLAIN}|{_UNSPACED}|{_US_DOLLAR}|{_ACRONYM}|{_WORD}|{_TAIL}|{_SYMBOL}")

_CONTRACTION = re.compile(rf"(n[{APOSTROPHES}]t|[{APOSTROPHES}](?:re|ve|ll|m|s|d))$", re.IGNORECASE)
_SPLIT_WHOLE = {
    "cannot": (3, "can", "not"),
    "gonna": (3, "going", "to"),
    "wanna": (3, "want", "to"),
    "gotta": (3, "got", "to"),
}
_TAILS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'s": "'s", "'d": "'d"}
_IRREGULAR_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}

# (start, end, key), offsets within the word.
Part = tuple[int, int, str]


class Token(NamedTuple):
    """One word: `text[start:end]` is its raw form, `key` what it is compared by.

    A named tuple, for so many are made: a frozen dataclass takes twice the time.
    """

    start: int
    end: int
    key: str


@lru_cache(maxsize=1 << 15)
def parts_of(word: str) -> tuple[Part, ...]:
    """The one or more words that a matched stretch stands for ("won't" is will + not)."""
    if word.isascii() and word.isalpha() and len(word) not in (5, 6):
        return ((0, len(word), canonical(word)),)
    whole = _SPLIT_WHOLE.get(word.lower())
    if whole:
        at, left, right = whole
        return ((0, at, left), (at, len(word), right))
    return _split_contraction(word)


# "I'd've" has two tails, and no word of English more; a longer chain is no word and stays whole.
_MOST_TAILS = 2


def _split_contraction(word: str, tails: int = 0) -> tuple[Part, ...]:
    found = _CONTRACTION.search(word, max(0, len(word) - 3))
    if not found or tails == _MOST_TAILS or fold(word[-5:]) == "ain't":
        return ((0, len(word), canonical(word)),)
    stem, tail = word[: found.start()], _TAILS[fold(found.group())]
    if not stem:
        return ((0, len(word), tail),)
    if tail == "not":
        key = _IRREGULAR_STEMS.get(fold(stem)) or canonical(stem)
        return ((0, len(stem), key), (len(stem), len(word), tail))
    return (*_split_contraction(stem, tails + 1), (len(stem), len(word), tail))


def iter_tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, in order. Linear in its length."""
    for found in TOKEN.finditer(text):
        start, end = found.span()
        parts = parts_of(found.group())
        if len(parts) == 1:
            yield Token(start, end, parts[0][2])
            continue
        for low, high, key in parts:
            yield Token(start + low, start + high, key)


def tokenize(text: str) -> list[Token]:
    """The tokens of a text as a list."""
    return list(iter_tokens(text))
