"""Whether a page says that its article was withdrawn: retracted, removed or taken down by those who published it.

That is a statement about the article, where "page not found" is one about the address: an error page proves nothing,
a withdrawal is what somebody who relies on the words has to know. The statement has to be bound to this very article,
and has to be what the page is about: stories about other things withdrawn are written every day.
"""

import re

from factcheck.fetch.document import Document
from factcheck.fetch.quality import NOT_FOUND_TITLE, NOT_FOUND_WORDS

BEGINNING = 3000  # characters of a page in which it says so; beyond are comments and other stories
LONGEST_SENTENCE = 500
# Characters beside the statement's own paragraph that a notice may have: an apology, an address, teasers. A guess.
LITTLE_BESIDE = 600
FIRST_LINES = 3  # a heading, a date line, the statement
SENTENCE = re.compile(r"[^.!?\n]{1,600}(?:[.!?]+|(?=\n)|$)")
# "the article you are looking for may have been moved or removed" is what servers say of addresses they don't know.
OF_AN_ADDRESS = re.compile(
    r"\b(?:may|might|could) (?:have|be)\b|\b(?:perhaps|possibly)\b|\bor (?:re)?(?:moved|named|deleted)\b|"
    r"\bmoved or\b|\blooking for\b|^\W*(?:if|when|unless|until|before|whether|in case)\b|"
    r"\brequested\b|\btrying to\b|\bno longer (?:exists|available)\b|\burl\b|\baddress\b|\blinks?\b|\bcomments?\b",
    re.IGNORECASE,
)
_PIECE = r"(?:article|story|report|reportage|post|column|piece|interview|news item|op-ed|editorial|essay)"
_TEXT = r"(?:article|story|interview|news item|op-ed)"  # never the subject of a story, as "the report" often is
_PAST = r"(?:retracted|withdrawn|removed|deleted|unpublished|depublished|pulled|taken (?:down|offline)|erased)"
# Removed from a list, a front page or a network, an article still stands.
_ELSEWHERE = (
    r"(?! from (?!(?:(?:the|this|our|its) (?:web ?)?(?:site|archives?)|publication|public view|circulation)\b))"
)
_GONE = rf"{_PAST}\b{_ELSEWHERE}"
_HAS = r"(?:has|had|was|is)(?: (?:been|since|now|temporarily|permanently|being|therefore|fully)){0,3}"
_CAUSE = r"(?:legal|court|injunction|complaint|lawyers?|editors?|request of|inaccura\w+|errors?|standards|defam\w+)"
# What may stand between the article and its verb. A clause has a verb of its own, and then another thing was withdrawn.
_NO_CLAUSE = (
    r"(?:(?!\b(?:who|whom|whose|that|which|how|why|what|where|when|after|before|while|because|and|but|has|have|had|was|"
    r"were|is|are|be|been|der|die|das|dessen|deren|wie|dass|und|qui|que|dont|où|et|quien|c[oó]mo|y|che|come|e|quem|"
    r"die|dat|hoe|en|som|att|och)\b)[^.!?\n,;:]){0,120}?"
)
_ASIDE = (
    r"(?:\s?,[^.!?\n,;]{1,120},|\s?[–—-] [^.!?\n–—]{1,120} [–—-]|\s?\([^)\n]{1,120}\)|"
    r"\s?[“\"«][^”\"»\n]{1,120}[”\"»],?)"
)
_GAP = rf"\b{_NO_CLAUSE}{_ASIDE}?{_NO_CLAUSE}\b"
_SURE = r"(?:dieser|der vorliegende) (?:artikel|beitrag|text|bericht)|^\W{0,3}der (?:artikel|beitrag)"
_THIS = rf"(?<![“\"«‘])\b(?:this|our) (?:[\w’'-]+ ){{0,3}}?{_PIECE}|^\W{{0,3}}the (?:[\w’'-]+ ){{0,3}}?{_TEXT}"
WITHDRAWAL = re.compile(
    rf"(?:{_THIS}){_GAP}{_HAS} {_GONE}|"
    rf"\b(?:an?|the) {_PIECE}\b[^.!?\n]{{0,80}}\b(?:here|(?:in|at|on) this (?:place|page|address))\b"
    rf"{_GAP}{_HAS} {_GONE}|"
    rf"\b(?:we|has|have|had)(?: (?:have|now|since|therefore|also|today)){{0,2}} (?:{_PAST}|withdrew|took down) "
    rf"this (?:[\w’'-]+ ){{0,3}}?{_PIECE}\b|"
    rf"\b(?:we|has|have|had)(?: (?:have|now|since)){{0,2}} tak(?:en|e) this {_PIECE} (?:down|offline)\b|"
    rf"\b(?:decided|chosen|agreed) to (?:retract|withdraw|remove|unpublish|take down) this "
    rf"(?:[\w’'-]+ ){{0,3}}?{_PIECE}\b|"
    rf"\bwe (?:are )?(?:hereby )?(?:retract|withdraw|retracting|withdrawing) this {_PIECE}\b|"
    rf"\bwe (?:have )?(?:now |since )?{_PAST} (?:the|our) (?:[\w’'-]+ ){{0,3}}?{_TEXT}\b|"
    rf"\bthis (?:page|content|text|material) {_HAS} (?:retracted|withdrawn|unpublished)\b|"
    rf"\bthis (?:page|content|text|material) {_HAS} {_GONE}[^.!?\n]{{0,80}}\b{_CAUSE}\b|"
    rf"(?:\b{_SURE}){_GAP}(?:wurde|ist)\b[^.!?\n,]{{0,80}}\b"
    r"(?:zurückgezogen|entfernt|gelöscht|depubliziert|offline genommen)\b|"
    r"\bhaben wir\b[^.!?\n,]{0,40}\bdiesen (?:artikel|beitrag|text|bericht)\b[^.!?\n,]{0,60}\b"
    r"(?:zurückgezogen|entfernt|gelöscht|depubliziert|offline genommen)\b|"
    r"(?:\b(?:cet article|ce texte)|^\W{0,3}l[’']article)"
    rf"{_GAP}a été (?:retiré|supprimé|dépublié|effacé)\b|"
    rf"(?:\beste (?:artículo|texto|reportaje)|^\W{{0,3}}el artículo){_GAP}(?:ha sido|fue) "
    r"(?:retirado|eliminado|borrado|despublicado)\b|"
    rf"(?:\bquesto (?:articolo|pezzo)|^\W{{0,3}}l[’']articolo){_GAP}è stato (?:ritirato|rimosso|cancellato)\b|"
    rf"(?:\best[ea] (?:artigo|reportagem|matéria|notícia)|^\W{{0,3}}[oa] (?:artigo|matéria)){_GAP}foi "
    r"(?:removid[oa]|retirad[oa]|despublicad[oa]|apagad[oa])\b|"
    rf"(?:\bdit artikel|^\W{{0,3}}het artikel){_GAP}is (?:ingetrokken|teruggetrokken|verwijderd|offline gehaald)\b|"
    rf"(?:\bden här artikeln|^\W{{0,3}}artikeln){_GAP}har (?:tagits bort|dragits tillbaka|avpublicerats)\b",
    re.IGNORECASE,
)
# Of a headline it must stand apart: "Removed from office: …" is one like any other.
TITLE = re.compile(r"^\W{0,3}(?:retracted|withdrawn|removed|unpublished|retraction notice)(?:\s?[:|\])–—-]|\W*$)", re.I)
_SITE = re.compile(r"\s+[|–—·-]\s+[^|–—·]{1,60}$")


def withdrawal_words(document: Document, title_before: str | None = None) -> str:
    """The sentence in which the page says that its article was withdrawn, "" where it does not say so.

    `title_before` is the title the page had when its article stood there: under another title, a statement counts only
    where it begins the page or is nearly all there is.
    """
    title = document.title or ""
    if NOT_FOUND_TITLE.search(title):
        return ""
    for text in (document.article_text, document.visible_text):
        beginning = text[:BEGINNING]
        for match in SENTENCE.finditer(beginning):
            sentence = match[0].strip()
            if len(sentence) > LONGEST_SENTENCE or not is_withdrawal(sentence):
                continue
            if NOT_FOUND_WORDS.search(beginning.replace(match[0], " ")):
                return ""
            if TITLE.search(title) or _same_title(title, title_before) or _is_main_thing(text, match.start()):
                return sentence
    return title if TITLE.search(title) else ""


def is_withdrawal(sentence: str) -> bool:
    """True for a sentence that says of the article it stands in that it was withdrawn."""
    return bool(WITHDRAWAL.search(sentence)) and not OF_AN_ADDRESS.search(sentence)


def speaks_of_withdrawal(text: str) -> bool:
    return any(is_withdrawal(match[0].strip()) for match in SENTENCE.finditer(text))


def _is_main_thing(text: str, start: int) -> bool:
    """True where the statement at `start` is among the first lines, or little stands beside its paragraph."""
    lines_before = [line for line in text[:start].split("\n")[:-1] if line.strip()]
    end = text.find("\n", start)
    first, last = text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end
    return len(lines_before) < FIRST_LINES or len(text) - (last - first) <= LITTLE_BESIDE


def _same_title(title: str, before: str | None) -> bool:
    return bool(before) and _bare(title) == _bare(before or "")


def _bare(title: str) -> str:
    """A title without the name of the site behind it."""
    return " ".join(_SITE.sub("", title).casefold().split())
