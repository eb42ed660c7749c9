"""Until the second reader has signed, nothing of the first decision is on any page of the desk."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from factcheck.models import AuditEntry, Claim, Quotation, ReviewState
from factcheck.services import review
from tests.factories import (
    ClaimEvidenceFactory,
    ComparisonFactory,
    PassageFactory,
    QuotationFactory,
    SearchFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

NOTE = "zebra-crossing reasons"


def signed_quotation(actor: Any) -> Quotation:
    found = ComparisonFactory(quotation__story__title="Bridge")
    SearchFactory(story=found.quotation.story, source=found.capture.source)
    review.move(found.quotation, "in_review", actor=actor)
    passages = [found.passages.get().pk]
    return review.sign(found.quotation, actor=actor, decision="altered", passages=passages, note=NOTE)


def signed_claim(actor: Any) -> Claim:
    evidence = ClaimEvidenceFactory()
    SearchFactory(story=evidence.claim.story, source=evidence.passage.capture.source)
    review.move(evidence.claim, "in_review", actor=actor)
    return review.sign(evidence.claim, actor=actor, decision="false", passages=[evidence.passage_id], note=NOTE)


def pages_about(item: Any) -> list[str]:
    name = item._meta.model_name
    entries = AuditEntry.objects.filter(item_type=name, item_id=item.pk)
    return [
        reverse("admin:index"),
        reverse("admin:figures"),
        *(
            reverse("admin:figures_csv", args=[name])
            for name in ("waiting", "medians", "matches", "agreement", "outlets")
        ),
        reverse("admin:factcheck_story_change", args=[item.story_id]),
        reverse(f"admin:factcheck_{name}_change", args=[item.pk]),
        reverse(f"admin:factcheck_{name}_history", args=[item.pk]),
        reverse(f"admin:factcheck_{name}_changelist"),
        reverse(f"admin:factcheck_{name}_changelist") + "?queue=second",
        reverse("admin:factcheck_auditentry_changelist"),
        *(reverse("admin:factcheck_auditentry_change", args=[entry.pk]) for entry in entries),
    ]


def without_the_choices(page: str) -> str:
    """The page without what is offered to everyone: the decisions with their definitions, and the filters of lists."""
    for start, end in (("<fieldset", "</fieldset>"), ('<nav id="changelist-filter"', "</nav>")):
        while start in page:
            before, _, rest = page.partition(start)
            page = before + rest.partition(end)[2]
    return page


@pytest.mark.parametrize("sign_it", [signed_quotation, signed_claim])
@pytest.mark.parametrize("role", ["reviewer", "editor", "auditor", "superuser"])
def test_first_decision_is_on_no_page(role: str, sign_it: Callable[..., Any], sign_in: Callable[..., Client]) -> None:
    item = sign_it(UserFactory(role="reviewer"))
    assert item.review_state == ReviewState.SECOND_REVIEW
    decision = item.steps.get(reader="first").decision
    reader = UserFactory(superuser=True) if role == "superuser" else UserFactory(role=role)
    client = sign_in(reader)
    for url in pages_about(item):
        answer = client.get(url, follow=True)
        page = without_the_choices(answer.content.decode())
        assert NOTE not in page, url
        assert f'"{decision}"' not in page and f">{decision}<" not in page, url
        assert "first reader signed" not in page, url
    page = client.get(reverse(f"admin:factcheck_{item._meta.model_name}_change", args=[item.pk])).content.decode()
    assert " checked" not in page


def test_two_first_decisions_make_the_same_page(sign_in: Callable[..., Client]) -> None:
    """The strongest form: whatever the first reader signed, the second sees the very same bytes."""
    pages = []
    client = sign_in("reviewer")
    first = UserFactory(role="reviewer", username="first")
    for decision in ("altered", "paraphrase_in_quotes"):
        found = ComparisonFactory(quotation__story__title="Bridge")
        SearchFactory(story=found.quotation.story, source=found.capture.source)
        review.move(found.quotation, "in_review", actor=first)
        extra = PassageFactory(capture=found.capture, exact="Thank you.")
        chosen = [found.passages.get().pk, *([extra.pk] if decision == "altered" else [])]
        item = review.sign(found.quotation, actor=first, decision=decision, passages=chosen, note=NOTE + decision)
        screen = client.get(reverse("admin:factcheck_quotation_change", args=[item.pk])).context["screen"]
        pages.append(([step.to_state for step in screen.steps], len(screen.cards), screen.typed, screen.signatures))
    assert pages[0] == pages[1]


def test_first_reader_sees_their_own_and_cannot_read_second(sign_in: Callable[..., Client]) -> None:
    first = UserFactory(role="reviewer")
    item = signed_quotation(first)
    client = sign_in(first)
    page = client.get(reverse("admin:factcheck_quotation_change", args=[item.pk])).content.decode()
    assert NOTE in page and 'name="decision"' not in page and "You signed it" in page


def test_superuser_who_signed_is_no_second_reader_either(sign_in: Callable[..., Client]) -> None:
    boss = UserFactory(superuser=True)
    item = signed_quotation(boss)
    client = sign_in(boss)
    url = reverse("admin:factcheck_quotation_change", args=[item.pk])
    assert 'name="decision"' not in client.get(url).content.decode()
    answer = client.post(url, {"act": "sign:shown", "decision": "altered", "note": "again", "version": item.version})
    assert answer.status_code == 403
    assert Quotation.objects.get(pk=item.pk).review_state == ReviewState.SECOND_REVIEW


def test_own_signature_is_not_in_the_second_readers_queue(sign_in: Callable[..., Client]) -> None:
    first = UserFactory(role="reviewer")
    item = signed_quotation(first)
    QuotationFactory()
    url = reverse("admin:factcheck_quotation_changelist") + "?queue=second"
    assert str(item.text) not in sign_in(first).get(url).content.decode()
    assert str(item.text) in sign_in("reviewer").get(url).content.decode()


def test_audit_evidence_opens_with_the_second_signature(sign_in: Callable[..., Client]) -> None:
    item = signed_quotation(UserFactory(role="reviewer"))
    entry = AuditEntry.objects.get(act="quotation.propose")
    url = reverse("admin:factcheck_auditentry_change", args=[entry.pk])
    client = sign_in("auditor")
    assert "closed until the item is decided" in client.get(url).content.decode()
    passages = [row.passage_id for row in item.steps.get(reader="first").evidence.all()]
    review.sign(item, actor=UserFactory(role="reviewer"), decision="altered", passages=passages, note="so do I")
    assert "closed until" not in client.get(url).content.decode()


def test_round_that_was_sent_back_stays_closed(sign_in: Callable[..., Client]) -> None:
    """Its readers may meet again in the next round."""
    first, second = UserFactory(role="reviewer"), UserFactory(role="reviewer")
    item = signed_quotation(first)
    review.move(item, "in_review", actor=second, reason="another source is needed")
    client = sign_in("reviewer")
    url = reverse("admin:factcheck_quotation_change", args=[item.pk])
    page = client.get(url).content.decode()
    assert NOTE not in page and "another source is needed" in page
    entry = AuditEntry.objects.get(act="quotation.propose")
    audit_page = sign_in("auditor").get(reverse("admin:factcheck_auditentry_change", args=[entry.pk])).content.decode()
    assert "closed until the item is decided" in audit_page


def test_signatures_of_a_dispute_are_open_to_the_editor_only(sign_in: Callable[..., Client]) -> None:
    item = signed_quotation(UserFactory(role="reviewer"))
    passages = [row.passage_id for row in item.steps.get(reader="first").evidence.all()]
    review.sign(
        item, actor=UserFactory(role="reviewer"), decision="altered_meaning", passages=passages, note="I differ"
    )
    url = reverse("admin:factcheck_quotation_change", args=[item.pk])
    assert NOTE in sign_in("editor").get(url).content.decode()
    page = sign_in("reviewer").get(url).content.decode()
    assert NOTE not in page and "I differ" not in page
