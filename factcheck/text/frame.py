"""The reporter's own words: a block of paragraphs as tokens, every marked stretch folded into one token.

Attribution rules read frames, so that nothing said inside the marks is taken for the sentence around them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from factcheck.text.cues import is_cue_form
from factcheck.text.marks import Marked
from factcheck.text.sentences import TERMINATORS, ends_sentence, is_abbreviation
from factcheck.text.spans import Span

WORD, PUNCT, QUOTE = "word", "punct", "quote"


class Token(NamedTuple):
    """A word, a punctuation sign or a folded quotation. `low` is lower case with straight apostrophes.

    `is_capital` and `is_lower` are asked for several times a token, so they are kept: both False but for words.
    """

    kind: str
    start: int
    end: int
    text: str
    low: str
    quote: int = -1  # index into the story's marked stretches
    is_capital: bool = False
    is_lower: bool = False


def word_token(start: int, end: int, text: str, low: str) -> Token:
    """A word as token; "3D" counts as capitalised."""
    first = text[0]
    is_capital = first.isupper() or (first.isdigit() and text[-1].isupper())
    return Token(WORD, start, end, text, low, -1, is_capital, first.islower())


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens of one sentence; `paragraph` numbers the paragraph it begins in, `block` the frame."""

    tokens: tuple[Token, ...]
    block: int
    paragraph: int
    starts_paragraph: bool

    @property
    def span(self) -> Span:
        return Span(self.tokens[0].start, self.tokens[-1].end)

    @property
    def quotes(self) -> list[int]:
        """Positions of the folded quotations among the tokens."""
        return [position for position, token in enumerate(self.tokens) if token.kind == QUOTE]


@dataclass(slots=True)
class _Block:
    start: int
    end: int
    paragraph: int
    marked: list[int] = field(default_factory=list)


_TOKEN = re.compile(r"[^\W_#@][\w'’`&/@.+\-\u2010\u2011]*(?:\"s(?!\w))?|[#@][\w.]+|([^\w\s])\1*|_+")
# A longer "sentence" is a table or noise; it is cut so that no rule looks at more.
_MAX_SENTENCE = 250
_TRAILING = ".'’`/&+-\u2010\u2011@_"


def read_frames(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> list[Sentence]:
    """Sentences of the whole story in order. Paragraphs joined by one quotation make one block."""
    sentences: list[Sentence] = []
    for number, block in enumerate(_blocks(text, paragraphs, marked)):
        tokens = _tokens(text, block, marked)
        first = True
        for part in _split(text, tokens, marked):
            paragraph = block.paragraph
            while paragraph + 1 < len(paragraphs) and paragraphs[paragraph + 1].start <= part[0].start:
                paragraph += 1
            sentences.append(Sentence(tuple(part), number, paragraph, first))
            first = False
    return _without_labels(sentences)


def _without_labels(sentences: list[Sentence]) -> list[Sentence]:
    """The sentences without "Q." and "A." before question and answer: no initial of the name that follows."""
    if not any(sentence.tokens[0].text == "Q." for sentence in sentences):
        return sentences
    return [
        replace(sentence, tokens=sentence.tokens[1:])
        if sentence.tokens[0].text in ("Q.", "A.") and len(sentence.tokens) > 1
        else sentence
        for sentence in sentences
    ]


def _blocks(text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> list[_Block]:
    """Paragraphs, joined where one quotation runs over them or `Smith said:` announces the next one."""
    blocks: list[_Block] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        announces = bool(blocks) and text[blocks[-1].end - 1] in ",:"
        opens = at < len(marked) and marked[at].open_start == paragraph.start
        signs = not opens and (
            text[paragraph.start] in "—–―" and at > 0 and bool(blocks) and marked[at - 1].close_end == blocks[-1].end
        )
        if blocks and (paragraph.start < blocks[-1].end or (announces and opens) or signs):
            block = blocks[-1]
            block.end = max(block.end, paragraph.end)
        else:
            block = _Block(paragraph.start, paragraph.end, number)
            blocks.append(block)
        while at < len(marked) and marked[at].open_start < block.end:
            block.marked.append(at)
            block.end = max(block.end, marked[at].close_end)
            at += 1
    return blocks


def _tokens(text: str, block: _Block, marked: Sequence[Marked]) -> list[Token]:
    tokens: list[Token] = []
    position = block.start
    for index in block.marked:
        stretch = marked[index]
        _add_words(text, position, stretch.open_start, tokens)
        tokens.append(Token(QUOTE, stretch.open_start, stretch.close_end, "", "", index))
        position = stretch.close_end
    _add_words(text, position, block.end, tokens)
    return tokens


def _add_words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for match in _TOKEN.finditer(text, start, end):
        word, at = match.group(), match.start()
        if not (word[0].isalnum() or word[0] in "#@"):
            tokens.append(Token(PUNCT, at, match.end(), word, word))
            continue
        stop = match.end()
        while word[-1] in _TRAILING and len(word) > 1:
            word = word[:-1]
        stop = at + len(word)
        if text.startswith(".", stop) and is_abbreviation(word.rsplit("-", 1)[-1]):  # also "D-N.Y."
            word, stop = text[at : stop + 1], stop + 1
        tokens.append(word_token(at, stop, word, word.lower().replace("’", "'").replace('"', "'")))
        for left_over in range(stop, match.end()):
            tokens.append(Token(PUNCT, left_over, left_over + 1, text[left_over], text[left_over]))


def _split(text: str, tokens: list[Token], marked: Sequence[Marked]) -> list[list[Token]]:
    parts: list[list[Token]] = []
    current: list[Token] = []
    for number, token in enumerate(tokens):
        current.append(token)
        if number + 1 == len(tokens) or not (len(current) >= _MAX_SENTENCE or _ends_here(text, tokens, number, marked)):
            continue
        parts.append(current)
        current = []
    if current:
        parts.append(current)
    return parts


def _ends_here(text: str, tokens: list[Token], number: int, marked: Sequence[Marked]) -> bool:
    token, following = tokens[number], tokens[number + 1]
    if following.kind == PUNCT and following.text in ",;:.!?…)]’'":
        return False
    if token.kind == QUOTE:
        return _quote_ends(text, tokens, number, marked[token.quote])
    if token.kind == PUNCT and (token.text[0] in TERMINATORS):
        if following.start == token.end and following.kind == WORD:
            return False
        if following.kind == QUOTE or following.kind == PUNCT:
            return True
        before = tokens[number - 1] if number else token
        return ends_sentence(before.text if before.kind == WORD else "", following.text)
    if token.kind == WORD and token.text.endswith(".") and following.kind in (WORD, QUOTE):
        word = following.text if following.kind == WORD else "The"
        return ends_sentence(token.text, word)
    return False


# How far a subject may reach between "?" and its cue verb: `"Why?" the minister for trade asked`.
_ATTRIBUTION_REACH = 12


def _quote_ends(text: str, tokens: list[Token], number: int, stretch: Marked) -> bool:
    """True if the quotation closes its sentence: it ends like one and no attribution follows."""
    last = last_sign(text, stretch)
    following = tokens[number + 1]
    if following.text in ("—", "–", "-", "--", "―"):
        return False
    if "\n" in text[stretch.close_end : following.start] and last in TERMINATORS and not following.is_lower:
        return True
    if last == "." or (last in TERMINATORS and following.kind == QUOTE):
        return following.kind == QUOTE or not following.is_lower
    if last not in TERMINATORS or following.is_lower or following.kind == PUNCT:
        return False
    for token in tokens[number + 1 : number + 1 + _ATTRIBUTION_REACH]:
        if (token.kind == PUNCT and token.text[0] in TERMINATORS) or token.kind == QUOTE:
            return True
        if token.kind == WORD and is_cue_form(token.low):
            return False
    return True


def last_sign(text: str, stretch: Marked) -> str:
    """Last sign inside the marks, nested closing marks and spaces aside; "…" for three dots."""
    at = stretch.end - 1
    while at > stretch.start and (text[at].isspace() or text[at] in "'’”\"“"):
        at -= 1
    if at < stretch.start:
        return ""
    is_ellipsis = text[at] == "." and text[max(stretch.start, at - 4) : at].replace(" ", "").endswith("..")
    return "…" if is_ellipsis else text[at]
