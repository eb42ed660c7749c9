"""Whether a page says that its article was withdrawn: retracted, removed or taken down by those who published it.

That is a statement about the article, where "page not found" is one about the address: an error page proves nothing,
a withdrawal is what somebody who relies on the words has to know.
"""

import re

from factcheck.fetch.document import Document
from factcheck.fetch.quality import NOT_FOUND_TITLE, NOT_FOUND_WORDS

BEGINNING = 3000  # characters of a page in which it says so; beyond are comments and other stories
LONGEST_SENTENCE = 500
SENTENCE = re.compile(r"[^.!?\n]{1,600}(?:[.!?]+|(?=\n)|$)")
# "the article you are looking for may have been moved or removed" is what servers say of addresses they don't know.
OF_AN_ADDRESS = re.compile(
    r"\b(?:may|might|could) (?:have|be)\b|\b(?:perhaps|possibly)\b|\bor (?:re)?(?:moved|named|deleted)\b|"
    r"\bmoved or\b|\blooking for\b|"
    r"\brequested\b|\btrying to\b|\bno longer (?:exists|available)\b|\burl\b|\baddress\b|\blinks?\b|\bcomments?\b",
    re.IGNORECASE,
)
_PIECE = r"(?:articles?|story|stories|report|reportage|post|column|piece|interview|news item|op-ed|editorial|essay)"
_GONE = r"(?:retracted|withdrawn|removed|deleted|unpublished|depublished|pulled|taken (?:down|offline)|erased)"
_HAS = r"(?:has|have|had|was|were|is|are)(?: (?:been|since|now|temporarily|permanently|being|therefore|fully)){0,3}"
_CAUSE = r"(?:legal|court|injunction|complaint|lawyers?|editors?|request of|inaccura\w+|errors?|standards|defam\w+)"
WITHDRAWAL = re.compile(
    rf"(?:\b(?:this|our)|^\W{{0,3}}the) (?:[\w’'-]+ ){{0,3}}?{_PIECE}\b[^.!?\n]{{0,160}}?\b{_HAS} {_GONE}\b|"
    rf"\b(?:an?|the) {_PIECE}\b[^.!?\n]{{0,80}}\b(?:here|this (?:place|page))\b[^.!?\n]{{0,80}}\b{_HAS} {_GONE}\b|"
    rf"\b(?:{_GONE}|retract|withdraw|remove|take down) this (?:[\w’'-]+ ){{0,3}}?{_PIECE}\b|"
    rf"\bwe (?:have )?(?:now |since )?{_GONE} (?:the|our) (?:[\w’'-]+ ){{0,3}}?{_PIECE}\b|"
    rf"\bthis (?:page|content|text|material) {_HAS} (?:retracted|withdrawn|unpublished)\b|"
    rf"\bthis (?:page|content|text|material) {_HAS} {_GONE}\b[^.!?\n]{{0,80}}\b{_CAUSE}\b|"
    r"\b(?:dieser|der) (?:artikel|beitrag|text|bericht)\b[^.!?\n]{0,120}\b(?:wurde|ist|haben wir)\b[^.!?\n]{0,80}\b"
    r"(?:zurückgezogen|entfernt|gelöscht|depubliziert|offline genommen)\b|"
    r"\b(?:cet article|l[’']article|ce texte)\b[^.!?\n]{0,120}\ba été (?:retiré|supprimé|dépublié|effacé)\b|"
    r"\b(?:este|el) (?:artículo|texto|reportaje)\b[^.!?\n]{0,120}\b(?:ha sido|fue) "
    r"(?:retirado|eliminado|borrado|despublicado)\b|"
    r"\b(?:questo|l[’']) ?(?:articolo|pezzo)\b[^.!?\n]{0,120}\bè stato (?:ritirato|rimosso|cancellato)\b|"
    r"\b(?:este|esta|o|a) (?:artigo|reportagem|matéria|notícia)\b[^.!?\n]{0,120}\bfoi "
    r"(?:removid[oa]|retirad[oa]|despublicad[oa]|apagad[oa])\b|"
    r"\b(?:dit|het) artikel\b[^.!?\n]{0,120}\bis (?:ingetrokken|teruggetrokken|verwijderd|offline gehaald)\b|"
    r"\b(?:den här )?artikeln\b[^.!?\n]{0,120}\bhar (?:tagits bort|dragits tillbaka|avpublicerats)\b",
    re.IGNORECASE,
)
TITLE = re.compile(r"^\W{0,3}(?:retracted|withdrawn|removed|unpublished|retraction notice)\b\W", re.IGNORECASE)


def withdrawal_words(document: Document) -> str:
    """The sentence in which the page says that its article was withdrawn, "" where it does not say so."""
    if NOT_FOUND_TITLE.search(document.title or ""):
        return ""
    for text in (document.article_text, document.visible_text):
        beginning = text[:BEGINNING]
        for match in SENTENCE.finditer(beginning):
            sentence = match[0].strip()
            if len(sentence) <= LONGEST_SENTENCE and is_withdrawal(sentence):
                rest = beginning.replace(match[0], " ")
                return "" if NOT_FOUND_WORDS.search(rest) else sentence
    return (document.title or "") if TITLE.search(f"{document.title or ''} ") else ""


def is_withdrawal(sentence: str) -> bool:
    return bool(WITHDRAWAL.search(sentence)) and not OF_AN_ADDRESS.search(sentence)
