"""When two words that share a key differ in more than style by their accents.

English prints "cafe" and "Erdogan" as it pleases. In other languages the accent makes the word: German "schon" is not
"schön", Spanish "ano" not "año", Russian "мои" not "мой".
"""

import re
import unicodedata
from collections.abc import Sequence

from factcheck.text.normalize import INVISIBLE
from factcheck.text.source import SourceText

# Words that English has and its neighbours have not, and theirs: the more frequent ones tell the language.
_ENGLISH = frozenset("the of and to that is with it we you not are have this they for be was".split())
_FOREIGN = frozenset(
    "der die das und ist nicht den dem ein eine mit von auf für sich wir im am zu ich sie es le la les des et est une"
    " dans qui que pour sur du au ne pas je il el los las del en una por con para se un al como lo su mi di che il per"
    " non sono da em os as uma com não het een van voor niet dat och att det som på bir ve bu i w na że się nie".split()
)
_WINDOW_WORDS = 40  # around the word, two sentences or so, to tell the language by; a guess
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_FREE = str.maketrans({"ё": "е"})  # optional in Russian print


def accents_change_words(
    printed: Sequence[str], recorded: Sequence[str], quotation: Sequence[str], source: SourceText, place: int
) -> bool:
    """True where raw words of equal keys differ in accents, and their language is one where accents count.

    `quotation`: the keys of all printed words; where they do not tell, the recorded words around `place` do.
    """
    differing = [
        (_bare(one), _bare(other))
        for one, other in zip(printed, recorded, strict=False)
        if not (one.isascii() and other.isascii()) and _accents(one) != _accents(other)
    ]
    if not differing:
        return False
    if any(not _is_latin(letter) for pair in differing for word in pair for letter in word if letter.isalpha()):
        return True
    return not _is_english(quotation, source, place)


def _bare(word: str) -> str:
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", word)).casefold()


def _accents(word: str) -> tuple[str, ...]:
    """The combining marks of a word, in order."""
    letters = unicodedata.normalize("NFKD", _bare(word).translate(_FREE))
    return tuple(letter for letter in letters if unicodedata.combining(letter))


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _is_english(quotation: Sequence[str], source: SourceText, place: int) -> bool:
    around = [word.key for word in source.tokens(place - _WINDOW_WORDS, place + _WINDOW_WORDS)]
    for keys in (quotation, around):
        english, foreign = sum(key in _ENGLISH for key in keys), sum(key in _FOREIGN for key in keys)
        if english != foreign:
            return english > foreign
    return False
