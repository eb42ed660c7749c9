"""The form a story comes in by: text, file or web address, with the sources to look in."""

from __future__ import annotations  # UploadedFile takes no parameter at run time

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from factcheck.admin.given_sources import TIER_CHOICES
from factcheck.services.ingest import MOST_BYTES, STORY_FILES

SOURCE_FILES = ".txt,.md,.html,.htm,.pdf,.docx,.srt,.vtt"


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of uploads; its value is a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(ManyFilesField, self).clean(file, initial) for file in given]


class PastedField(forms.Field):
    """Text as it was pasted, NUL and all: the service takes out what cannot be kept, and refuses nothing for it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(value or "")


class StoryForm(forms.Form):
    """Shapes what is typed; what cannot be used is refused by the service, with its sentence."""

    text = PastedField(
        label="Story text",
        required=False,
        widget=forms.Textarea(attrs={"class": "story", "rows": 10, "autofocus": True}),
        help_text="Paste it as it stands, quotation marks and all.",
    )
    file = forms.FileField(
        label="or a file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ",".join(STORY_FILES)}),
        help_text=f"{' '.join(STORY_FILES)}, at most {MOST_BYTES // 2**20} MB.",
    )
    url = forms.CharField(
        label="or its web address",
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://"}),
        help_text="The page is fetched and read by the worker. With text or a file: where the story stands.",
    )
    title = forms.CharField(label="Title", required=False, max_length=300, help_text="Empty: the story’s first line.")
    deadline_at = forms.DateTimeField(
        label="Needed by",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text="UTC. The queue goes by it.",
    )
    sources = forms.CharField(
        label="Sources",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "https://…\nhttps://…"}),
        help_text="Web addresses, one a line. Links in the story are looked in as well.",
    )
    source_files = ManyFilesField(
        label="Source files",
        required=False,
        widget=ManyFilesInput(attrs={"accept": SOURCE_FILES}),
        help_text="Transcripts, subtitles, documents; several at once.",
    )
    tier = forms.ChoiceField(
        label="How near the sources stand to the words",
        required=False,
        choices=TIER_CHOICES,
        help_text="Said of all the sources given here. Each can be rated on its own later.",
    )
    is_mine = forms.BooleanField(
        label="I wrote this story", required=False, help_text="Your own decisions on it then get a second reader."
    )

    def clean_deadline_at(self) -> Any:
        deadline = self.cleaned_data["deadline_at"]
        if deadline is not None and deadline <= timezone.now():
            raise forms.ValidationError("A time in the future was expected; this one has passed.")
        return deadline
