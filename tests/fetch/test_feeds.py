"""Feeds as outlets write them, and as attackers do."""

from datetime import UTC, datetime

import pytest

from factcheck.fetch.feeds import MOST_ENTRIES, FeedEntry, read_feed

DAY = datetime(2020, 3, 2, 10, 11, 12, tzinfo=UTC)

RSS = b"""<?xml version="1.0"?><rss version="2.0" xmlns:a="http://www.w3.org/2005/Atom"
xmlns:c="http://purl.org/rss/1.0/modules/content/">
<channel><title>Paper</title><link>http://p.test/</link><a:link rel="self" href="http://p.test/feed"/>
<item><title>A &amp; B</title><link> http://p.test/1 </link>
<description>&lt;p&gt;He said &amp;#8220;no&amp;#8221;.&lt;/p&gt;</description>
<pubDate>Mon, 02 Mar 2020 10:11:12 GMT</pubDate><c:encoded>More</c:encoded></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><link href="http://p.test/"/>
<entry><title type="html">A &amp;amp; B</title><link rel="edit" href="http://p.test/edit"/><link href="/1"/>
<summary>He said \xe2\x80\x9cno\xe2\x80\x9d.</summary><updated>2020-03-02T10:11:12Z</updated></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="http://p.test/1"><title>A &amp; B</title>
<link>http://p.test/1</link><description>He said \xe2\x80\x9cno\xe2\x80\x9d.</description>
<dc:date>2020-03-02T11:11:12+01:00</dc:date>
</item></rdf:RDF>"""


@pytest.mark.parametrize("raw_bytes", [RSS, ATOM, RDF], ids=["RSS 2.0", "Atom", "RSS 1.0"])
def test_entry(raw_bytes: bytes) -> None:
    assert read_feed(raw_bytes, "http://p.test/feed") == [
        FeedEntry("http://p.test/1", "A & B", "He said \u201cno\u201d.", DAY)
    ]


NO_FEEDS = [
    ("nothing", b""),
    ("a page", b"<html><body><item><link>http://x</link></item></body></html>"),
    ("not XML", b"\x00\x01\x02"),
    ("entities that grow", b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><rss>&b;</rss>'),
    ("no address", b"<rss><item><title>x</title></item></rss>"),
]


@pytest.mark.parametrize("raw_bytes", [case[1] for case in NO_FEEDS], ids=[case[0] for case in NO_FEEDS])
def test_what_is_no_feed_has_no_entries(raw_bytes: bytes) -> None:
    assert read_feed(raw_bytes) == []


def test_files_of_this_machine_are_not_read_in(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "secret").write_text("secret words")
    entity = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    feed = f"{entity}<rss><item><title>&x;</title><link>http://x/</link></item></rss>"
    assert "secret" not in repr(read_feed(feed.encode()))


def test_entries_are_bounded_and_undated_ones_have_no_date() -> None:
    item = b"<item><title>t</title><guid>http://p.test/1</guid><pubDate>some day</pubDate></item>"
    entries = read_feed(b"<rss>" + item * 2000 + b"</rss>")
    assert len(entries) == MOST_ENTRIES and entries[0].published_at is None
