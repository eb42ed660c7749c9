"""Whether a document can be trusted to be the page asked for: no error page, paywall's stub, bot check, or empty one.

Such copies are kept as what they are, and must never be taken for a page from which words have gone.
"""

import re
from dataclasses import dataclass

from factcheck.fetch.answers import CHALLENGE_BYTES, is_challenge
from factcheck.fetch.document import Document
from factcheck.fetch.result import FetchResult, Outcome
from factcheck.fetch.sniff import HTML

# Lengths in characters; guesses from pages of each kind, to be read as "a sentence or two" and "a few paragraphs".
STUB_CHARACTERS = 1500
THIN_CHARACTERS = 250
ERROR_PAGE_CHARACTERS = 2500

NOT_FOUND_TITLE = re.compile(
    r"\b404\b|\bnot found\b|\bpage (?:does ?n[o'’]t|no longer) exists?\b|\bno longer available\b|"
    r"\bcan(?:no|['’])t find\b|\bpage (?:is )?(?:missing|unavailable)\b|\bcould(?: not|n['’]t) be found\b|"
    r"\bseite nicht gefunden\b|\bpage (?:introuvable|non trouv[ée]e)\b|\bp[áa]gina no encontrada\b|"
    r"\bpagina non trovata\b",
    re.IGNORECASE,
)
NOT_FOUND_WORDS = re.compile(
    r"\b(?:the|this|that) (?:page|article|story|content|document|url|link)[^.\n]{0,60}"
    r"(?:not found|does ?n[o'’]t exist|(?:could|can)(?:not| not|n['’]t) be found|no longer (?:exists?|available)|"
    r"(?:has|may have) been (?:re)?moved|has been deleted)|"
    r"\bwe (?:can(?:no|['’])t|could ?n[o'’]t) find (?:the|this|that)\b|\berror 404\b|\b404 error\b",
    re.IGNORECASE,
)
PAYWALL_WORDS = re.compile(
    r"\b(?:subscribe|sign up|register|log ?in|sign in)\b[^.\n]{0,40}"
    r"\bto (?:continue|keep|read|finish|unlock|access|view)\b|"
    r"\b(?:continue|keep) reading\b[^.\n]{0,40}\b(?:subscri|free trial|account)|"
    r"\b(?:article|story|content) is (?:only )?(?:available |reserved )?(?:for|to) (?:our )?(?:subscribers|members)\b|"
    r"\b(?:subscribers?|members?)[- ]only\b|\balready a subscriber\b|"
    r"\bfree articles?\b[^.\n]{0,30}\b(?:left|remaining|limit)\b|"
    r"\b(?:réservé|réservée) aux abonn[ée]s\b|\bnur für abonnenten\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far a document can be trusted: quality 0 to 1, and the outcome and reason where it is not the page.

    `outcome` is None for a document that may be compared.
    """

    quality: float
    outcome: Outcome | None = None
    reason: str = ""


def judge(document: Document, result: FetchResult | None = None, raw_bytes: bytes = b"") -> Verdict:
    """The verdict on a document.

    With the result of its fetch, or at least the bytes, on what headers and markup give away as well.
    """
    headers = result.response_headers if result is not None else {}
    raw_bytes = raw_bytes or (result.raw_bytes if result is not None else b"")
    place = _place(result)
    if result is not None and result.outcome is Outcome.INCOMPLETE:
        return Verdict(0.3 if document.article_text else 0.0, Outcome.INCOMPLETE, result.reason)
    if document.problem and not document.article_text.strip():
        return Verdict(0.0, Outcome.UNREADABLE, document.problem)
    if not document.visible_text.strip():
        return Verdict(0.0, Outcome.UNREADABLE, f"{place} holds no words.")
    if document.type != HTML:
        return Verdict(document.quality)
    if is_challenge(headers, raw_bytes[:CHALLENGE_BYTES], len(raw_bytes)):
        return Verdict(0.0, Outcome.BLOCKED, f"A bot check came instead of {place}.")
    if _is_soft_404(document):
        return Verdict(0.0, Outcome.SOFT_404, f"{place} says there is no such page, though it was answered as one.")
    if _is_paywalled(document):
        return Verdict(0.2, Outcome.BLOCKED, f"{place} shows its beginning only; the rest is for subscribers.")
    return Verdict(min(document.quality, _fullness(document, result)))


def _is_soft_404(document: Document) -> bool:
    if len(document.visible_text) > ERROR_PAGE_CHARACTERS and len(document.article_text) > STUB_CHARACTERS:
        return False
    if len(document.article_text) > ERROR_PAGE_CHARACTERS:
        return False
    says_so = bool(NOT_FOUND_WORDS.search(document.visible_text[:20_000]))
    title = document.title or ""
    if NOT_FOUND_TITLE.search(title):
        # A headline may say "not found" too; an article then goes on at length about something.
        return says_so or len(document.article_text) < STUB_CHARACTERS
    return says_so and len(document.article_text) < THIN_CHARACTERS * 2


def _is_paywalled(document: Document) -> bool:
    if len(document.article_text) > STUB_CHARACTERS:
        return False
    words = PAYWALL_WORDS.search(document.article_text) or PAYWALL_WORDS.search(document.visible_text[-20_000:])
    return document.is_paywalled or (bool(words) and len(document.article_text) < STUB_CHARACTERS)


def _fullness(document: Document, result: FetchResult | None) -> float:
    """1 for a page with a body of text, less for a thin one or one that may have been cut."""
    fullness = 1.0 if len(document.article_text) >= THIN_CHARACTERS else 0.6
    if result is not None and not result.is_complete:
        fullness = min(fullness, 0.5)
    return fullness


def _place(result: FetchResult | None) -> str:
    if result is None or not result.final_url:
        return "The page"
    host = result.final_url.split("/")[2] if result.final_url.count("/") >= 2 else result.final_url
    return f"The page at {host}"
