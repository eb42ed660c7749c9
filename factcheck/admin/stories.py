"""Stories: adding one, and the page on which its quotations and claims are read."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from factcheck.admin.given_sources import TIER_CHOICES, read_given_sources
from factcheck.admin.read_only import ReadOnlyAdmin
from factcheck.admin.story_form import StoryForm
from factcheck.admin.story_page import read_story_page
from factcheck.exceptions import BadInput, FactcheckError, NotAllowed
from factcheck.models import SearchReason, Stage, Story
from factcheck.reports.safe_text import on_one_line
from factcheck.reports.vocabulary import Label, Tone
from factcheck.services import gather, ingest, publish
from factcheck.templatetags.desk import badge

_STAGE_LABELS = {
    Stage.RECEIVED: Label("⋯", "...", "Received", Tone.NONE, "It waits for the worker."),
    Stage.GATHERING: Label("⋯", "...", "Gathering", Tone.NONE, "Its sources are being read."),
    Stage.READY: Label("✓", "+", "Ready", Tone.OK, "Everything that could be searched was searched."),
    Stage.FAILED: Label("✗", "x", "Failed", Tone.BAD, "It could not be read; the story page says why."),
}


@admin.register(Story)
class StoryAdmin(ReadOnlyAdmin):
    list_display = ["name", "progress", "items", "outlet", "deadline_at", "created_by", "created_at"]
    list_select_related = ["outlet", "created_by"]
    list_filter = ["stage", "origin", "created_at"]
    search_fields = ["title", "url", "file_name", "outlet__name"]
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Story]:
        counts = {"quoted": Count("quotations", distinct=True), "claimed": Count("claims", distinct=True)}
        stories: QuerySet[Story] = super().get_queryset(request).defer("text").annotate(**counts)
        return stories

    @admin.display(description="Story", ordering="title")
    def name(self, story: Story) -> str:
        return on_one_line(str(story))[:140]

    @admin.display(description="Machine", ordering="stage")
    def progress(self, story: Story) -> SafeString:
        return badge(_STAGE_LABELS[Stage(story.stage)])

    @admin.display(description="Quotations, claims")
    def items(self, story: Any) -> str:
        return f"{story.quoted}, {story.claimed}"

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("factcheck.submit"))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = StoryForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                story, is_new = self._add(request, form)
            except BadInput as error:
                form.add_error(None, str(error))
            else:
                if not is_new:
                    messages.info(request, "This story with these sources is here already.")
                return HttpResponseRedirect(_page_of(story))
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": "Add a story", "form": form}
        return TemplateResponse(request, "desk/add_story.html", context, status=422 if form.errors else 200)

    def _add(self, request: HttpRequest, form: StoryForm) -> tuple[Story, bool]:
        given = form.cleaned_data
        file = given["file"]
        if file is not None and file.size > ingest.MOST_BYTES:
            raise BadInput(
                f"{file.name}: at most {ingest.MOST_BYTES // 2**20} MB were expected; it has {file.size:,} bytes."
            )
        if file is not None and not file.size:
            raise BadInput(f"{file.name}: a story was expected; the file is empty.")
        return ingest.add_story(
            actor=request.user,
            text=given["text"],
            url=given["url"],
            file_name=file.name if file else "",
            raw_bytes=file.read() if file else b"",
            title=given["title"],
            sources=read_given_sources(given["sources"], given["source_files"], given["tier"]),
            deadline_at=given["deadline_at"],
            writer=request.user if given["is_mine"] else None,
        )

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        story = self._story(object_id)
        if story is None:
            return self.unknown(request)
        if not self.has_view_permission(request, story):
            raise PermissionDenied
        status, url = 200, ""
        if request.method == "POST":
            try:
                messages.success(request, self._act(request, story))
                return HttpResponseRedirect(_page_of(story))
            except FactcheckError as error:
                messages.error(request, str(error))
                status, url = (403 if isinstance(error, NotAllowed) else 422), request.POST.get("url", "")
        return TemplateResponse(request, "desk/story.html", self._context(request, story, url), status=status)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        query = f"?item_type__exact=story&item_id__exact={object_id}" if object_id.isdecimal() else ""
        return HttpResponseRedirect(reverse("admin:factcheck_auditentry_changelist") + query)

    def _story(self, object_id: str) -> Story | None:
        stories = Story.objects.select_related("outlet", "created_by", "writer")
        return stories.filter(pk=object_id).first() if object_id.isdecimal() else None

    def _context(self, request: HttpRequest, story: Story, url: str) -> dict[str, Any]:
        user = request.user
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": on_one_line(str(story))[:120],
            "page": read_story_page(story),
            "story": story,
            "url": url,
            "stage": _STAGE_LABELS[Stage(story.stage)],
            "may_add_source": _may_add_source(user),
            "tier_choices": TIER_CHOICES,
            "may_retry": user.has_perm("factcheck.submit"),
            "may_publish": user.has_perm("factcheck.publish"),
        }

    def _act(self, request: HttpRequest, story: Story) -> str:
        act = request.POST.get("act", "")
        if act == "source":
            return _add_source(request, story)
        if act == "retry":
            if not request.user.has_perm("factcheck.submit"):
                raise NotAllowed("Trying again needs the permission to submit stories.")
            ingest.restart_story(story, actor=request.user)
            return "Trying again."
        if act == "publish":
            revisions = publish.publish_story(story, actor=request.user)
            count = len(revisions)
            return f"{count} item{'' if count == 1 else 's'} published." if count else "Nothing is approved yet."
        raise BadInput("A button of this page was expected.")


def _may_add_source(user: Any) -> bool:
    return any(user.has_perm(f"factcheck.{permission}") for permission in ("submit", "review", "manage_sources"))


def _add_source(request: HttpRequest, story: Story) -> str:
    if not _may_add_source(request.user):
        raise NotAllowed("Adding a source needs the permission to submit, to review or to manage sources.")
    given = read_given_sources(request.POST.get("url", ""), request.FILES.getlist("file"), request.POST.get("tier", ""))
    if not given:
        raise BadInput("A web address or a file was expected; neither came.")
    for source in given:
        gather.add_source(story, source, actor=request.user, why=SearchReason.REVIEWER)
    return on_one_line(f"Looking in {', '.join(source.name for source in given)}.")


def _page_of(story: Story) -> str:
    return reverse("admin:factcheck_story_change", args=[story.pk])
