"""The factories make rows the database accepts, with offsets that fit."""

import pytest

from factcheck.models import Quotation
from tests import factories

pytestmark = pytest.mark.django_db

MAKERS = [name for name in factories.__all__ if name.endswith("Factory")]


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "AttributionFactory"])
def test_factory_makes_a_row_twice(name: str) -> None:
    make = getattr(factories, name)
    assert make().pk != make().pk


def test_quotation_words_stand_at_its_offsets() -> None:
    story = factories.StoryFactory()
    for quotation in (factories.QuotationFactory(story=story), factories.QuotationFactory(story=story)):
        assert story.text[quotation.start : quotation.end] == quotation.text
        assert quotation.attribution.speaker.name


def test_claim_words_stand_at_its_offsets() -> None:
    claim = factories.ClaimFactory()
    assert claim.story.text[claim.start : claim.end] == claim.text


def test_comparison_becomes_the_best_and_its_operations_tile_both_sides() -> None:
    row = factories.ComparisonFactory()
    quotation = Quotation.objects.get(pk=row.quotation_id)
    assert quotation.best_comparison == row
    assert "".join(step["quote_words"] for step in row.operations) == quotation.text
    assert "".join(step["source_words"] for step in row.operations) == row.recorded_words
    [passage] = row.passages.all()
    assert row.capture.text[passage.start : passage.end] == row.recorded_words


def test_role_gives_the_permissions_of_its_group() -> None:
    user = factories.UserFactory(role="reviewer")
    assert user.has_perm("factcheck.review") and not user.has_perm("factcheck.publish")
