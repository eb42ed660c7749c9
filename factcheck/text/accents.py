"""When two words that share a key differ in more than style by their accents.

English prints "cafe" and "Erdogan" as it pleases. In other languages the accent makes the word: German "schon" is not
"schön", Spanish "ano" not "año", Russian "мои" not "мой".
"""

import re
import unicodedata
from collections.abc import Sequence

from factcheck.text.normalize import INVISIBLE
from factcheck.text.source import SourceText

# Words that English has and its neighbours have not.
_ENGLISH = frozenset("the of and to that is with it we you not are have this they for be was".split())
# In English every fourth word is one of these; in German, French, Spanish or Dutch hardly one in twenty. A guess.
_ENGLISH_SHARE = 0.12
_WINDOW_WORDS = 40
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_FREE = str.maketrans({"ё": "е"})  # optional in Russian print


def accents_change_words(printed: Sequence[str], recorded: Sequence[str], source: SourceText, place: int) -> bool:
    """True where raw words of equal keys differ in accents, and the text around word `place` is one where they count."""
    differing = [
        (_bare(one), _bare(other))
        for one, other in zip(printed, recorded, strict=False)
        if not (one.isascii() and other.isascii()) and _accents(one) != _accents(other)
    ]
    if not differing:
        return False
    if any(not _is_latin(letter) for pair in differing for word in pair for letter in word if letter.isalpha()):
        return True
    return not _is_english(source, place)


def _bare(word: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", word)).casefold()


def _accents(word: str) -> tuple[str, ...]:
    """The combining marks of a word, in order."""
    letters = unicodedata.normalize("NFKD", _bare(word).translate(_FREE))
    return tuple(letter for letter in letters if unicodedata.combining(letter))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _is_english(source: SourceText, place: int) -> bool:
    words = source.tokens(place - _WINDOW_WORDS, place + _WINDOW_WORDS)
    return sum(word.key in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)
