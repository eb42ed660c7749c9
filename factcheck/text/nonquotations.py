"""Marked words that quote nobody: titles, nicknames, scare quotes, entries of a reference list."""

import re
from collections.abc import Sequence

from factcheck.text import grammar
from factcheck.text.cue_reading import before_verb
from factcheck.text.cues import CUES
from factcheck.text.frame import PUNCT, QUOTE, WORD, Sentence
from factcheck.text.marks import Marked
from factcheck.text.reported import THOUGHTS
from factcheck.text.scene import Attribution
from factcheck.text.verbs import has_finite, is_contracted_verb, is_finite

# Rules whose quotation is tied to its speaker by punctuation; the others find a cue somewhere in the sentence.
TIED_RULES = frozenset(
    ("inverted", "following", "preceding", "according_to", "split", "label", "colon", "dash", "foreign")
)
_NAMING_PARTICIPLES = frozenset(
    "titled entitled named nicknamed headlined called dubbed captioned labeled labelled known".split()
)
_NAMING_NOUNS = frozenset(
    "film movie song book novel album show series "
    "documentary play episode poem single sitcom musical exhibition exhibit painting column magazine drama video "
    "game essay hit memoir podcast blog ballad anthem hymn tune track "
    "roman buch lied serie stück livre chanson série pièce libro novela película canción obra".split()
)
_SMALL_WORDS = frozenset(
    "a an the of in on at to for and or but by with from as is vs de la le les und der die das el los y et del".split()
)
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{1,2}")
_REFERENCE_HEADINGS = frozenset(
    ("sources", "references", "external links", "see also", "further reading", "related news")
)
_YEAR_END = re.compile(r"(?:1[89]|20)\d\d\W{0,3}$")

# A piece that nothing attributes is a quotation from this many words on; below it is a scare quote. A guess.
_UNATTRIBUTED_WORDS = 6
_CLAUSE_WORDS = 4
_LONGEST_ALONE = 40  # tokens; a longer run of marked words without any between them is noise
_READ_AT_MOST = 400  # characters looked at for the shape of a stretch


def is_quotation(
    text: str, sentence: Sentence, at: int, marked: Sequence[Marked], attribution: Attribution | None
) -> bool:
    """True if the marked stretch at token `at` reports somebody's words."""
    stretch = marked[sentence.tokens[at].quote]
    words = _words(text[stretch.start : min(stretch.end, stretch.start + _READ_AT_MOST)])
    if (
        not words
        or (_is_nickname(sentence, at, words) and not _ends_with(text, stretch, ",.!?"))
        or _is_reference(text, sentence, at)
    ):
        return False
    is_tied = attribution is not None and attribution.rule in TIED_RULES
    before = sentence.tokens[at - 1] if at else None
    if before is not None and before.low in ("so-called", "word", "words", "term", "letter", "code-named", "codenamed"):
        return before.low in ("words",) and len(words) >= _CLAUSE_WORDS
    has_title_case = _has_title_case(words) and (
        not _ends_with(text, stretch, ".!?") or _is_title_at_end(text, sentence, at, stretch, words)
    )
    if before is not None and (before.low in _NAMING_NOUNS or (before.low in _NAMING_PARTICIPLES and has_title_case)):
        return False
    if before is not None and before.low in _NAMING_PARTICIPLES and attribution is None and len(words) <= 3:
        return False
    if has_title_case and not (is_tied and _is_announced(sentence, at)):
        return False
    if len(words) == 1 and attribution is not None and _is_scare_word(sentence, at, attribution, words[0]):
        return False
    if attribution is not None and attribution.rule not in ("subject_before", "goes_on"):
        return True
    return _is_statement(text, sentence, at, stretch, words)


def _is_scare_word(sentence: Sentence, at: int, attribution: Attribution, word: str) -> bool:
    """True for one plain word that fills its place in what the writer tells: `he believes they "taste" it`."""
    if attribution.rule in TIED_RULES or attribution.cue is None or attribution.sentence is not sentence:
        return False
    tokens, cue = sentence.tokens, attribution.cue.start
    if word[0].isupper() or at - cue <= 2:
        return False
    _, helpers = before_verb(tokens, cue, 0)
    is_negated = any(helper in ("not", "cannot") or helper.endswith("n't") for helper in helpers)
    known = CUES.get(tokens[cue].low)
    is_thought = known is not None and known.base in THOUGHTS
    return is_negated or is_thought or tokens[at - 1].low == "to"


def _words(text: str) -> list[str]:
    """Words of a stretch; scripts without spaces count two signs a word."""
    unspaced = _UNSPACED.findall(text)
    return unspaced if unspaced else _WORD.findall(text)


def is_reference_heading(sentence: Sentence) -> bool:
    """True for a heading after which only references follow ("Sources")."""
    if not sentence.starts_paragraph or len(sentence.tokens) > 3:
        return False
    return " ".join(token.low for token in sentence.tokens if token.kind == WORD) in _REFERENCE_HEADINGS


def _is_nickname(sentence: Sentence, at: int, words: Sequence[str]) -> bool:
    tokens = sentence.tokens
    if not 0 < at < len(tokens) - 1 or len(words) > 3:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    return (
        before.is_capital
        and after.is_capital
        and before.low not in grammar.DETERMINERS
        and after.low not in grammar.SUBJECT_PRONOUNS
    )


def _is_reference(text: str, sentence: Sentence, at: int) -> bool:
    """True for `"Title" — Newspaper, May 3, 2008` and `Author. "Title" — Newspaper, 2008`."""
    tokens = sentence.tokens
    if at + 2 >= len(tokens) or tokens[at + 1].text not in ("—", "–", "-", "--", ",", "."):
        return False
    end = sentence.span.end
    return _YEAR_END.search(text[max(0, end - 12) : end]) is not None and not has_finite(tokens, at + 1, len(tokens))


def _has_title_case(words: Sequence[str]) -> bool:
    """True if every content word has a capital: a title, a name. One word counts too."""
    content = [word for word in words if word.lower() not in _SMALL_WORDS]
    if not content or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    capital = sum(1 for word in content if word[0].isupper() or word[0].isdigit())
    return capital == len(content) and len(words) <= 14


def _is_title_at_end(text: str, sentence: Sentence, at: int, stretch: Marked, words: Sequence[str]) -> bool:
    """True for a title whose marks took in the full stop of its sentence: `an episode of "The Long Road."`"""
    before = sentence.tokens[at - 1] if at else None
    if before is None or before.kind != WORD or _is_announced(sentence, at) or not _ends_with(text, stretch, "."):
        return False
    return len(words) > 1 or before.low in grammar.PREPOSITIONS


def _ends_with(text: str, stretch: Marked, signs: str) -> bool:
    return stretch.end > stretch.start and text[stretch.end - 1] in signs


def _is_announced(sentence: Sentence, at: int) -> bool:
    """True if a comma, colon or cue stands directly before, or the quotation begins its sentence."""
    first = at
    while first and sentence.tokens[first - 1].kind == QUOTE:
        first -= 1  # a list of titles, each with its comma inside the marks, is announced as its first one
    before = sentence.tokens[first - 1] if first else None
    return (
        before is None
        or before.text in (",", ":")
        or before.low
        in (
            "said",
            "says",
            "shouted",
            "yelled",
            "chanted",
            "chanting",
            "replied",
            "read",
            "reads",
            "reading",
            "tweeted",
        )
    )


def _is_statement(text: str, sentence: Sentence, at: int, stretch: Marked, words: Sequence[str]) -> bool:
    """True for unattributed words long enough, or clause-like enough, to be somebody's."""
    if len(words) >= _UNATTRIBUTED_WORDS:
        return True
    is_short = len(sentence.tokens) <= _LONGEST_ALONE
    stands_alone = is_short and all(token.kind in (QUOTE, PUNCT) for token in sentence.tokens)
    has_verb = any(is_finite(word.lower()) or is_contracted_verb(word.lower().replace("’", "'")) for word in words)
    if stands_alone:
        # `"The money problem"` alone is a heading.
        return len(words) >= 2 and (has_verb or _ends_with(text, stretch, ".,!?…—"))
    before = sentence.tokens[at - 1] if at else None
    if before is not None and before.text == ":":
        return True
    return len(words) >= _CLAUSE_WORDS and has_verb
