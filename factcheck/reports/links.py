"""Links that open a web page at the very words (text fragments)."""

from urllib.parse import quote, urlsplit

# Above this many words a fragment names only both ends of the passage: long ones break at the first small edit.
# A guess: browsers set no limit; eight words are rarely found twice on a page.
_WHOLE_WORDS = 8
_END_WORDS = 4


def web_address(url: str | None) -> str:
    """The address if it is plain http or https with a host, else "": nothing else may become a link."""
    if not url or any(ord(character) <= 0x20 or character in "\"'<>\\`" for character in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def link_to_words(url: str | None, words: str) -> str:
    """A link that scrolls to `words` on the page at `url`, or "" when that is no web address.

    Follows the WICG text fragment draft: `#:~:text=start,end`, with a hyphen escaped because it is syntax there.
    """
    address = web_address(url)
    tokens = words.split()
    if not address or not tokens:
        return address
    if len(tokens) <= _WHOLE_WORDS:
        directive = _escaped(tokens)
    else:
        directive = f"{_escaped(tokens[:_END_WORDS])},{_escaped(tokens[-_END_WORDS:])}"
    return f"{address}{'' if '#' in address else '#'}:~:text={directive}"


def _escaped(tokens: list[str]) -> str:
    return quote(" ".join(tokens).encode("utf-8", "replace"), safe="").replace("-", "%2D")
