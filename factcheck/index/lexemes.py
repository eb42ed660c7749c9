"""What a text is indexed by: its words, and pairs of neighbouring short words.

Plain Python, shared by both engines, so that they find alike. Words are cut after seven letters, which makes most forms
of a word one (hope, hoped, hopefully are not, president and presidents are) without knowing the language. Short words
are too common to find anything by themselves; a pair of them is not ("common grams": M. Busch, Nutch; Lucene
CommonGramsFilter).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from typing import TypeVar

# Letters and digits; an apostrophe inside stays with its word (don't), a full stop or comma inside with its number.
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|\d+(?:[.,]\d+)*")
# Scripts written without spaces: Han, Hiragana, Katakana, Thai. Pairs of characters stand in for words there.
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")

# Guess, tried at 5 to 9 on 142,000 sentences: below 6 unrelated words fall together, above 8 word forms come apart.
STEM_LETTERS = 7
# Guess: most function words of European languages have at most so many letters.
SHORT_LETTERS = 4
# Joins the words of a pair; no word holds it.
PAIR_MARK = "+"
# A pair weighs so much of what its rarity says: its words are lexemes too, and a word dropped or put in makes pairs
# that stand in other texts. Heavily reworded sentences found among the first 10 of 100,000 by the embedded engine:
# at 1 .978, at 0.5 .989, at 0.3 .991, without pairs .989; lightly changed ones .999, 1.000, 1.000, .999.
PAIR_WEIGHT = 0.3


def words_of(text: str) -> list[str]:
    """The words of a text in order, folded: compatibility forms, case, accents of typography, apostrophes gone."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    has_unspaced = UNSPACED.search(folded) is not None
    has_modifier = "ʼ" in folded  # an apostrophe that is a letter
    words: list[str] = []
    for word in WORD.findall(folded):
        if has_unspaced and UNSPACED.search(word):
            words.extend(word[at : at + 2] for at in range(max(len(word) - 1, 1)))
        elif word.isalpha() and not has_modifier:  # as nearly all are
            words.append(word[:STEM_LETTERS])
        elif word[0].isdigit():
            words.append(word.replace(",", ""))
        else:
            words.append(_bare(word)[:STEM_LETTERS])
    return words


def lexemes_of(text: str) -> list[str]:
    """The distinct lexemes of a text, in order of first appearance."""
    words = words_of(text)
    return list(dict.fromkeys(words + _pairs(words)))


def _bare(word: str) -> str:
    for mark in "'’ʼ":
        if mark in word:
            word = word.removesuffix(mark + "s").replace(mark, "")
    return word


def _pairs(words: list[str]) -> list[str]:
    is_short = [len(word) <= SHORT_LETTERS for word in words]
    return [
        words[at] + PAIR_MARK + words[at + 1]
        for at, (first, second) in enumerate(pairwise(is_short))
        if first and second
    ]


Lexeme = TypeVar("Lexeme", str, int)  # as a word, or as its hash


def rarest(frequencies: Iterable[tuple[Lexeme, int]], most: int, budget: int) -> list[tuple[Lexeme, int]]:
    """The rarest known lexemes with their frequencies, at most `most`, and as long as their rows together fit `budget`.

    The rarest three stay whatever they cost: a text of common words only must still find something.
    """
    chosen: list[tuple[Lexeme, int]] = []
    spent = 0
    for lexeme, frequency in sorted(frequencies, key=lambda pair: pair[1]):
        if frequency == 0:
            continue
        if len(chosen) >= most or (len(chosen) >= 3 and spent + frequency > budget):
            break
        chosen.append((lexeme, frequency))
        spent += frequency
    return chosen
