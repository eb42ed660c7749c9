"""ClaimReview in the markup of pages: microdata and RDFa Lite."""

from io import BytesIO

import pytest

from factcheck.fetch.checks.files import read_file
from factcheck.fetch.checks.records import BadRecord, CheckRecord

MICRODATA = """<!doctype html><html><body>
<div itemscope itemtype="http://schema.org/ClaimReview">
  <h1 itemprop="claimReviewed">The bridge was shut
     for <em>ten</em> days.</h1>
  <link itemprop="url" href="https://checks.example/1">
  By <span itemprop="author" itemscope itemtype="http://schema.org/Organization">
    <a itemprop="url" href="https://checks.example/"><span itemprop="name">Riverside Checks</span></a></span>
  on <time itemprop="datePublished" datetime="2021-03-05">5 March</time>
  <div itemprop="itemReviewed" itemscope itemtype="http://schema.org/Claim">
    <span itemprop="author" itemscope itemtype="http://schema.org/Person"><b itemprop="name">Mary Speaker</b></span>
    <meta itemprop="datePublished" content="2021-03-01">
  </div>
  <div itemprop="reviewRating" itemscope itemtype="http://schema.org/Rating">
    <meta itemprop="ratingValue" content="1"><meta itemprop="bestRating" content="5">
    <meta itemprop="worstRating" content="1">
    <strong itemprop="alternateName">False</strong>
  </div>
</div></body></html>"""

RDFA = """<html><body vocab="https://schema.org/"><article typeof="ClaimReview">
<h1 property="claimReviewed">The bridge was shut for ten days.</h1>
<a property="url" href="https://checks.example/1">here</a>
<p property="author" typeof="Organization"><span property="name">Riverside Checks</span></p>
<p property="itemReviewed" typeof="Claim">
<i property="author" typeof="Person"><b property="name">Mary Speaker</b></i></p>
<p property="reviewRating" typeof="Rating"><span property="alternateName">False</span>
<span property="ratingValue" content="1">one of five</span></p>
<time property="datePublished" datetime="2021-03-05T10:00:00Z">yesterday</time>
</article></body></html>"""


def records(page: str) -> list[CheckRecord]:
    found = list(read_file(BytesIO(page.encode())))
    assert [reading.problem for reading in found if reading.problem] == []
    return [reading.record for reading in found if reading.record]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(MICRODATA, id="microdata"),
        pytest.param(RDFA, id="rdfa"),
        pytest.param(MICRODATA.replace("http://schema.org/ClaimReview", "https://schema.org/ClaimReview/"), id="slash"),
        pytest.param(MICRODATA.replace("/ClaimReview", "/Review https://schema.org/claimreview"), id="two-types"),
        pytest.param(
            RDFA.replace('"ClaimReview"', '"schema:ClaimReview"').replace('="name', '="schema:name'), id="prefix"
        ),
        pytest.param(MICRODATA.replace("</div></body></html>", ""), id="not-closed"),
        pytest.param(MICRODATA.replace(' itemscope itemtype="http://schema.org/Rating"', " itemscope"), id="no-type"),
    ],
)
def test_a_review_in_the_markup_is_read_whole(page: str) -> None:
    [record] = records(page)
    assert (record.claim, record.claimant, record.rating) == (
        "The bridge was shut for ten days.",
        "Mary Speaker",
        "False",
    )
    assert (record.publisher, record.url, record.reviewed_at) == (
        "Riverside Checks",
        "https://checks.example/1",
        "2021-03-05",
    )
    assert record.rating_value == 1.0


def test_parts_that_stand_elsewhere_are_referred_to() -> None:
    page = (
        '<p id="who" itemprop="author" itemscope><span itemprop="name">Riverside Checks</span></p>'
        '<div itemscope itemref="who nobody" itemtype="https://schema.org/ClaimReview">'
        '<p itemprop="claimReviewed">It was shut.</p><p itemprop="reviewRating">False</p></div>'
    )
    [record] = records(page)
    assert (record.claim, record.publisher, record.rating) == ("It was shut.", "Riverside Checks", "False")


def test_an_item_that_refers_to_itself_ends() -> None:
    page = MICRODATA.replace("<div itemscope", '<div id="me" itemref="me" itemscope', 1)
    assert records(page)[0].claim == "The bridge was shut for ten days."


def test_several_reviews_of_a_page_are_several_checks() -> None:
    other = MICRODATA.replace(">ten<", ">nine<").replace("checks.example/1", "checks.example/2")
    both = MICRODATA.replace("</body>", other.partition("<body>")[2])
    assert [record.url[-1] for record in records(both)] == ["1", "2"]


def test_a_review_given_by_a_script_too_is_one_check() -> None:
    script = (
        '{"@type": "ClaimReview", "claimReviewed": "The bridge was shut for ten days.", "author": "Riverside Checks", '
        '"reviewRating": "False"}'
    )
    page = MICRODATA.replace("<body>", f'<body><script type="application/ld+json">{script}</script>')
    assert len(records(page)) == 1


def test_a_page_about_claimreview_holds_none() -> None:
    with pytest.raises(BadRecord, match="its markup hold none"):
        list(read_file(BytesIO(b'<p>Write itemtype="https://schema.org/ClaimReview" into your page.</p>')))


def test_a_review_without_a_rating_is_named() -> None:
    page = '<div itemscope itemtype="https://schema.org/ClaimReview"><p itemprop="claimReviewed">It was shut.</p></div>'
    [reading] = read_file(BytesIO(page.encode()))
    assert (reading.place, "a rating in words" in reading.problem) == ("item 1 of the markup", True)
