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
BEFORE_WORDS = 600  # characters before words that may be quoted in a notice
FIRST_LINES = 3  # a heading, a date line, the statement
SENTENCE = re.compile(r"[^.!?\n]{1,600}(?:[.!?]+|(?=\n)|$)")
# "the article you are looking for may have been moved or removed" is what servers say of addresses they don't know.
OF_AN_ADDRESS = re.compile(
    r"\b(?:may|might|could) (?:have|be)\b|\b(?:perhaps|possibly)\b|\blooking for\b|"
    r"\bor (?:is |was |has been )?(?:re)?(?:moved|named|deleted|never|no longer|does not|doesn['’]t)\b|\bmoved or\b|"
    r"^\W*(?:if|when|unless|until|before|whether|in case)\b|\brequested (?:page|article|story|url|address|link)\b|"
    r"\btrying to\b|\blinks?\b|\bcomments?\b|"
    r"\b(?:oder|ou|o|of|eller|ou a été|och) (?:verschoben|nie|déplacée?|spostat[oa]|movid[oa]|não|no existe|"
    r"verplaatst|flyttats|umbenannt|renommée?)\b",
    re.IGNORECASE,
)
# Not by those who published it for good: for a while, in one country, for want of a licence, or to another place.
FOR_A_WHILE = re.compile(
    r"\btemporarily\b|\bfor maintenance\b|\btechnical (?:reasons|problems|issues|error)\b|\bback (?:soon|shortly|in)\b|"
    r"\b(?:in|from) your (?:country|region|area|location)\b|\blicen[cs]e\b|\bad ?-?block|\bto (?:our|a|the) new\b|"
    r"\bto (?:our|the) archives?\b|\bvorübergehend\b|\btemporairement\b|\btemporalmente\b|\btemporaneamente\b|"
    r"\btijdelijk\b|\btillfälligt\b|\btemporariamente\b",
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
_HAS = r"(?:has|had|was|is)(?: (?:been|since|now|permanently|being|therefore|fully)){0,3}"
_CAUSE = r"(?:legal|court|injunction|complaint|lawyers?|editors?|request of|inaccura\w+|errors?|standards|defam\w+)"
# What may stand between the article and its verb. A clause has a verb of its own, and then another thing was withdrawn.
_NO_CLAUSE = (
    r"(?:(?!\b(?:who|whom|whose|that|which|how|why|what|where|when|after|before|while|because|and|but|has|have|had|was|"
    r"were|is|are|be|been|der|die|das|dessen|deren|wie|dass|und|qui|que|dont|où|et|quien|c[oó]mo|y|che|come|e|quem|"
    r"die|dat|hoe|en|som|att|och)\b)[^.!?\n,;:])"
)
_ASIDE = (
    r"(?:\s?,[^.!?\n,;]{1,120},|\s?[–—-] [^.!?\n–—]{1,120} [–—-]|\s?\([^)\n]{1,120}\)|"
    r"\s?[“\"«][^”\"»\n]{1,120}[”\"»],?)"
)
_GAP = rf"\b{_NO_CLAUSE}{{0,80}}?(?:{_ASIDE}{_NO_CLAUSE}{{0,40}}?)?\b"
_ONLY_ASIDE = rf"{_ASIDE}? "
# What an article is called beside its kind; "this stone column" and "this week’s report" are other things.
_KIND = (
    r"(?:(?:news|opinion|original|online|entire|whole|live|feature|investigative|exclusive|previous|earlier|web) ){0,2}"
)
_SURE = r"(?:dieser|der vorliegende) (?:artikel|beitrag|text|bericht)|^\W{0,3}der (?:artikel|beitrag)"
_THIS = rf"(?<![“\"«‘])\b(?:this|our) {_KIND}{_PIECE}"
WITHDRAWAL = re.compile(
    rf"(?:{_THIS}){_GAP}{_HAS} {_GONE}|"
    rf"^\W{{0,3}}the {_KIND}{_TEXT}{_ONLY_ASIDE}{_HAS} {_GONE}|"
    rf"^[^.!?\n]{{1,60}}? (?:retracts|withdraws) this {_KIND}{_PIECE}\b|"
    rf"\bwe are (?:hereby )?(?:retracting|withdrawing) (?:this|our) (?:[\w’'-]+ ){{0,4}}?{_PIECE}\b|"
    rf"\b(?:an?|the) {_PIECE}\b[^.!?\n]{{0,80}}\b(?:here|(?:in|at|on|under) this (?:place|page|address|url))\b"
    rf"{_GAP}{_HAS} {_GONE}|"
    rf"\b(?:we|has|have|had)(?: (?:have|now|since|therefore|also|today)){{0,2}} (?:{_PAST}|withdrew|took down) "
    rf"this {_KIND}{_PIECE}\b|"
    rf"\b(?:we|has|have|had)(?: (?:have|now|since)){{0,2}} tak(?:en|e) this {_PIECE} (?:down|offline)\b|"
    rf"\b(?:decided|chosen|agreed) to (?:retract|withdraw|remove|unpublish|take down) this "
    rf"{_KIND}{_PIECE}\b|"
    rf"\bwe (?:are )?(?:hereby )?(?:retract|withdraw|retracting|withdrawing) this {_PIECE}\b|"
    rf"\bwe (?:have )?(?:now |since )?{_PAST} (?:the|our) {_KIND}{_TEXT}\b|"
    rf"\bthis (?:page|content|text|material) {_HAS} (?:retracted|withdrawn|unpublished)\b|"
    rf"\bthis (?:page|content|text|material) {_HAS} {_GONE}[^.!?\n]{{0,80}}\b{_CAUSE}\b|"
    rf"(?:\b{_SURE}){_GAP}(?:wurde|ist)\b[^.!?\n,]{{0,80}}\b"
    r"(?:zurückgezogen|entfernt|gelöscht|depubliziert|offline genommen)\b|"
    r"\b(?:haben wir|wir haben)\b[^.!?\n,]{0,40}\bdiesen (?:artikel|beitrag|text|bericht)\b[^.!?\n,]{0,60}\b"
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
TITLE = re.compile(r"^\W{0,3}(?:retracted|withdrawn|removed|unpublished|retraction notice)(?:\s?[:|\])]|\W*$)", re.I)
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


def withdrawal_above(document: Document, title_before: str | None) -> str:
    """What a page that keeps its article says above it of its withdrawal: in one of the first lines, under the title it
    had, or in the title. "" for nothing.
    """
    title = document.title or ""
    if TITLE.search(title):
        return title
    if not _same_title(title, title_before):
        return ""
    lines = [line for line in document.article_text[:BEGINNING].split("\n") if line.strip()][:FIRST_LINES]
    sentences = (match[0].strip() for line in lines for match in SENTENCE.finditer(line))
    return next((words for words in sentences if len(words) <= LONGEST_SENTENCE and is_withdrawal(words)), "")


def is_withdrawal(sentence: str) -> bool:
    """True for a sentence that says of the article it stands in that it was withdrawn."""
    if OF_AN_ADDRESS.search(sentence) or FOR_A_WHILE.search(sentence):
        return False
    return bool(WITHDRAWAL.search(sentence))


def speaks_of_withdrawal(text: str) -> bool:
    """True where one of the last sentences says that the article was withdrawn."""
    text = text[-BEFORE_WORDS:]
    return any(is_withdrawal(match[0].strip()) for match in SENTENCE.finditer(text))


def _is_main_thing(text: str, start: int) -> bool:
    """True where the statement at `start` is among the first lines, or little stands beside its paragraph."""
    lines_before = [line for line in text[:start].split("\n")[:-1] if line.strip()]
    end = text.find("\n", start)
    first, last = text.rfind("\n", 0, start) + 1, len(text) if end < 0 else end
    return len(lines_before) < FIRST_LINES or len(text) - (last - first) <= LITTLE_BESIDE


def _same_title(title: str, before: str | None) -> bool:
    return before is not None and _bare(title) == _bare(before)


def _bare(title: str) -> str:
    """A title without the name of the site behind it."""
    return " ".join(_SITE.sub("", title).casefold().split())
