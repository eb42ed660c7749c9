"""The admin page of a quotation or claim is its decision screen; every button on it is one act of the services."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from factcheck import queries
from factcheck.admin.decision_page import Typed, is_row_id, read_screen
from factcheck.admin.evidence import Item, cards_of, choose_shown
from factcheck.admin.given_sources import read_given_sources
from factcheck.admin.labels import decision_label, state_label
from factcheck.admin.listing import KeyedList, KeyPaginator, UnpagedList
from factcheck.admin.picking import pick_passage
from factcheck.admin.read_only import ReadOnlyAdmin
from factcheck.admin.search import SEARCH_HELP, search
from factcheck.admin.walk import Walk, go_on, read_walk
from factcheck.exceptions import (
    BadInput,
    FactcheckError,
    IllegalTransition,
    MissingEvidence,
    NotAllowed,
    Stale,
)
from factcheck.models import UNREVIEWED, Comment, ReviewState, SearchReason, Source, Via
from factcheck.reports.safe_text import on_one_line
from factcheck.services import bulk, comment, gather, marks, newsroom_settings, review, tiers
from factcheck.services.transitions import Edge, edge_between
from factcheck.templatetags.desk import age, badge

_STATUS_CODES: tuple[tuple[type[FactcheckError], int], ...] = (
    (Stale, 409),
    (IllegalTransition, 409),
    (NotAllowed, 403),
    (MissingEvidence, 422),
    (BadInput, 422),
)


class BulkForm(ActionForm):
    """The bar above a list: what to do with the rows ticked, and the one reason kept with each."""

    reason = forms.CharField(label="Reason", required=False, max_length=2000)


class ReviewedAdmin(ReadOnlyAdmin):
    """Shared by quotations and claims: the list, and the one-screen decision with its acts."""

    date_hierarchy = None
    list_per_page = 50
    show_full_result_count = False
    paginator = KeyPaginator
    actions = ["release_ticked", "dismiss_ticked"]
    action_form = BulkForm
    search_fields = ["text"]
    search_help_text = SEARCH_HELP

    def action_checkbox(self, obj: Any) -> SafeString:
        """The box that ticks a row. Django's names it by raw words, which may turn the direction of what follows."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="Tick “{}”">',
            ACTION_CHECKBOX_NAME,
            obj.pk,
            on_one_line(str(obj)),
        )

    def get_ordering(self, request: HttpRequest) -> list[Any] | tuple[Any, ...]:
        """A queue is worked off from its most pressing item on; other lists begin with the newest."""
        if "queue" in request.GET:
            return queries.queue_order(self.model)
        return super().get_ordering(request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return search(queryset, search_term), False

    def has_review_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("factcheck.review"))

    @admin.action(description="Release", permissions=["review"])
    def release_ticked(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._move_ticked(request, queryset, "release", "given back to the queue")

    @admin.action(description="Dismiss (with a reason)", permissions=["review"])
    def dismiss_ticked(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._move_ticked(request, queryset, "dismiss", "dismissed")

    def _move_ticked(self, request: HttpRequest, queryset: QuerySet[Any], act: str, done: str) -> None:
        items = list(queryset.select_related("assigned_to")[: bulk.MOST_AT_ONCE + 1])
        reason = request.POST.get("reason", "").replace("\0", "")
        try:
            if len(items) > bulk.MOST_AT_ONCE:
                raise BadInput(f"At most {bulk.MOST_AT_ONCE} rows at once were expected; nothing was done.")
            moved = bulk.move_many(items, act, actor=request.user, reason=reason)
        except FactcheckError as error:
            messages.error(request, str(error))
            return
        if moved.done:
            messages.success(request, f"{moved.done} {done}.")
        for sentence in moved.refused[: bulk.REFUSALS_TOLD]:
            messages.warning(request, on_one_line(sentence))
        if len(moved.refused) > bulk.REFUSALS_TOLD:
            messages.warning(request, f"{len(moved.refused) - bulk.REFUSALS_TOLD} more could not go either.")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return UnpagedList if getattr(request, "is_unpaged", False) else KeyedList

    @admin.display(description="State", ordering="review_state")
    def state(self, item: Item) -> SafeString:
        state = badge(state_label(item.review_state))
        if item.decision == UNREVIEWED:
            return state
        return format_html("{}<br>{}", state, badge(decision_label(item.decision)))

    def in_its_story(self, item: Item, words: str) -> SafeString:
        """The words of a row with the name of their story below."""
        return format_html(
            '<span class="words-cell">{}</span><span class="under soft">{}</span>',
            Truncator(words).chars(150),
            Truncator(on_one_line(str(item.story))).chars(80),
        )

    @admin.display(description="Since", ordering="state_changed_at")
    def since(self, item: Item) -> str:
        return age(item.state_changed_at)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        item = self.get_object(request, object_id)
        if item is None:
            return self.unknown(request)
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        if request.method != "POST":
            if item.assigned_to_id == request.user.pk:
                review.renew(item, request.user)
            return self._screen(request, item, Typed())
        return self._answer(request, item)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The item with all that the screen reads of it."""
        if not object_id.isdecimal():
            return None
        joined = ["story__outlet", "attribution__speaker", "assigned_to", "published_revision"]
        if self.model._meta.model_name == "quotation":
            joined.append("best_comparison")
        items = self.model._default_manager.select_related(*joined).prefetch_related(
            "attribution__vias__outlet", "revisions"
        )
        return items.filter(pk=object_id).first()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The item's own timeline is its history; the admin's log of edits would always be empty."""
        return HttpResponseRedirect(f"{self.page_of(object_id)}#history")

    def _answer(self, request: HttpRequest, item: Item) -> HttpResponse:
        """Do the act of the button that was pressed; on refusal show why, with everything typed still there."""
        typed = Typed.from_post(request.POST)
        act, _, rest = request.POST.get("act", "").partition(":")
        if act not in _ACTS:
            return self._screen(request, item, typed)
        walk, before = read_walk(self, request, item), item.review_state
        try:
            done = _ACTS[act](request, item, typed, rest)
        except FactcheckError as error:
            messages.error(request, str(error))
            fresh = self.get_object(request, str(item.pk)) or item
            return self._screen(request, fresh, typed, status=_status_of(error))
        if isinstance(done, Typed):
            return self._screen(request, self.get_object(request, str(item.pk)) or item, done)
        messages.success(request, done)
        if walk is None:
            return HttpResponseRedirect(self.page_of(str(item.pk)))
        return HttpResponseRedirect(self._next_page(request, item, walk, act, edge_between(before, rest)))

    def _next_page(self, request: HttpRequest, item: Item, walk: Walk, act: str, edge: Edge | None) -> str:
        """After an act that ends one's work on an item, the next one of the list; else the same item again."""
        after = read_walk(self, request, item, walk.place) or walk
        if act != "sign" and (act != "move" or edge is None or edge.act not in _ENDS):
            return after.page_of(item.pk, after.place)
        takes = after.queue == "unassigned" and (edge is None or edge.act != "release")
        page, is_taken = go_on(after, self.model, request.user, takes=takes)
        if is_taken:
            messages.info(request, f"The next one is yours for {newsroom_settings.current().lease_minutes} minutes.")
        return page

    def page_of(self, object_id: str) -> str:
        return reverse(f"admin:factcheck_{self.opts.model_name}_change", args=[object_id])

    def _screen(self, request: HttpRequest, item: Item, typed: Typed, status: int = 200) -> TemplateResponse:
        evidence, wide = request.GET.get("evidence", ""), request.GET.get("context") == "more"
        walk = read_walk(self, request, item)
        screen = read_screen(item, request.user, typed, evidence=evidence, wide=wide, walk=walk)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": on_one_line(str(item)),
            "screen": screen,
            "item": item,
            "wide": wide,
            "walk_query": f"&{screen.walk.query}" if screen.walk.query else "",
            "evidence_key": screen.shown.card.key if screen.shown else "",
        }
        return TemplateResponse(request, "desk/decision.html", context, status=status)


def _status_of(error: FactcheckError) -> int:
    return next((code for kind, code in _STATUS_CODES if isinstance(error, kind)), 422)


def _sign(request: HttpRequest, item: Item, typed: Typed, rest: str) -> str:
    """Sign on the ticked passages; "shown" also takes the ones of the evidence in the middle of the screen."""
    passages = set(typed.passages)
    if rest == "shown":
        asked = request.GET.get("evidence", "")
        card = choose_shown(cards_of(item, typed.passages, asked), asked)
        passages |= {passage.pk for passage in card.passages} if card else set()
    signed = review.sign(
        item,
        actor=request.user,
        decision=typed.decision,
        passages=sorted(passages),
        note=typed.note,
        reason=typed.note if item.review_state == ReviewState.DISPUTED else "",
        version=typed.version,
    )
    return f"Signed: {decision_label(typed.decision).words}. {_what_now(signed.review_state)}"


def _what_now(state: str) -> str:
    if state == ReviewState.SECOND_REVIEW:
        return "A second reader is next, and will not see your decision."
    if state == ReviewState.DISPUTED:
        return "The two readings differ: an editor decides."
    return f"It is now {state_label(state).words.lower()}."


def _move(request: HttpRequest, item: Item, typed: Typed, to: str) -> str:
    edge = edge_between(item.review_state, to)
    moved = review.move(
        item,
        to,
        actor=request.user,
        reason=typed.note,
        was_wrong=typed.was_wrong,
        found_how=typed.found_how,
        version=typed.version,
    )
    if edge is None or edge.act == "take":
        return f"It is yours for {newsroom_settings.current().lease_minutes} minutes."
    return _DONE.get(edge.act, f"It is now {state_label(moved.review_state).words.lower()}.")


# Acts after which one's own work on the item is over.
_ENDS = frozenset({"release", "gather", "dismiss", "publish", "confirm", "retract"})

_DONE = {
    "release": "Given back to the queue.",
    "gather": "It waits for more sources.",
    "queue": "It waits for a reviewer.",
    "dismiss": "Dismissed.",
    "restore": "It waits for a reviewer again.",
    "send_back": "Sent back to review.",
    "publish": "Published: a revision is frozen, its sources are watched.",
    "confirm": "Confirmed and published again.",
    "reopen": "Reopened.",
    "retract": "Retracted: a tombstone stays.",
}


def _add_source(request: HttpRequest, item: Item, typed: Typed, rest: str) -> str:
    if not (request.user.has_perm("factcheck.review") or request.user.has_perm("factcheck.manage_sources")):
        raise NotAllowed("Adding a source needs the permission to review or to manage sources.")
    given = read_given_sources(typed.url, request.FILES.getlist("file"), typed.tier)
    if not given:
        raise BadInput("A web address or a file was expected; neither came.")
    for source in given:
        gather.add_source(item.story, source, actor=request.user, why=SearchReason.REVIEWER)
    names = on_one_line(", ".join(source.name for source in given))
    return f"Looking in {names}. Its words appear here as soon as it has been read."


def _pick(request: HttpRequest, item: Item, typed: Typed, rest: str) -> Typed:
    passage = pick_passage(item, rest, actor=request.user)
    return replace(typed, passages=typed.passages | {passage.pk})


def _rate(request: HttpRequest, item: Item, typed: Typed, rest: str) -> Typed:
    """Say how near one of the sources stands to the words: "id of the source:tier". What is typed stays."""
    number, _, tier = rest.partition(":")
    source = Source.objects.filter(pk=number, searches__story=item.story_id).first() if is_row_id(number) else None
    if source is None:
        raise BadInput("A source searched for this story was expected.")
    name = on_one_line(source.title or source.name)
    if tiers.rate(source, tier, actor=request.user):
        messages.success(request, f"{name} is rated {tier} now. What was signed on it before stays as it was signed.")
    else:
        messages.info(request, f"{name} is rated {tier} already.")
    return typed


def _mark_legal(request: HttpRequest, item: Item, typed: Typed, rest: str) -> Typed:
    """Mark the item a legal matter ("on"), or take the mark off."""
    if rest not in {"on", "off"}:
        raise BadInput(f"legal:on or legal:off was expected; got “{rest[:20]}”.")
    reason = request.POST.get("legal_reason", "").replace("\0", "")
    if marks.mark_legal(item, rest == "on", actor=request.user, reason=reason):
        done = (
            "Marked legal: a second person reads it, whatever is decided."
            if rest == "on"
            else "No longer marked legal."
        )
        messages.success(request, done)
    return typed


def _say_of_via(request: HttpRequest, item: Item, typed: Typed, rest: str) -> Typed:
    """Say whether an outlet of the chain was seen to carry the words: "id of the via:state"."""
    number, _, state = rest.partition(":")
    of_item = Via.objects.filter(**{f"attribution__{item._meta.model_name}": item}).select_related(
        "outlet", "attribution"
    )
    via = of_item.filter(pk=number).first() if is_row_id(number) else None
    if via is None:
        raise BadInput("An outlet of this item's chain was expected.")
    reason = request.POST.get(f"via_reason_{via.pk}", "").replace("\0", "")
    if marks.set_via_state(via, state, actor=request.user, reason=reason):
        messages.success(request, on_one_line(f"{via.outlet}: {via.get_state_display()}."))
    return typed


def _comment(request: HttpRequest, item: Item, typed: Typed, rest: str) -> Typed:
    comment.write(item, typed.comment, actor=request.user)
    messages.success(request, "Your comment is kept.")
    return replace(typed, comment="")


def _reword(request: HttpRequest, item: Item, typed: Typed, rest: str) -> Typed:
    """Give one's own comment another wording: "id of the comment", with the words in a field of its own."""
    own = _own_comment(request, item, rest)
    comment.reword(own, request.POST.get(f"comment_{own.pk}", ""), actor=request.user)
    messages.success(request, "The new wording is kept; the earlier one stays below it.")
    return typed


def _withdraw(request: HttpRequest, item: Item, typed: Typed, rest: str) -> Typed:
    comment.withdraw(_own_comment(request, item, rest), actor=request.user)
    messages.success(request, "Your comment is withdrawn; that it was there stays.")
    return typed


def _own_comment(request: HttpRequest, item: Item, number: str) -> Comment:
    """Somebody else's is refused as one that is not there is: the answer must not tell that it exists."""
    mine = item.comments.filter(author_id=request.user.pk)
    own: Comment | None = mine.filter(pk=number).first() if is_row_id(number) else None
    if own is None:
        raise BadInput("A comment of your own on this item was expected.")
    return own


Act = Callable[[HttpRequest, Any, Typed, str], "str | Typed"]
_ACTS: dict[str, Act] = {
    "sign": _sign,
    "move": _move,
    "source": _add_source,
    "pick": _pick,
    "rate": _rate,
    "legal": _mark_legal,
    "via": _say_of_via,
    "comment": _comment,
    "reword": _reword,
    "withdraw": _withdraw,
}
