"""Stories."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from factcheck.models import Stage, Story


class StoryFactory(DjangoModelFactory):
    """A story the machine is done with. Quotations and claims made for it add their words to its text if they must."""

    class Meta:
        model = Story

    title = factory.Sequence(lambda n: f"Council votes on the bridge, part {n}")
    text = factory.Sequence(lambda n: f"The council met on Tuesday for the {n}th time about the old bridge.")
    text_sha256 = factory.LazyAttribute(lambda story: hashlib.sha256(story.text.encode()).hexdigest())
    fingerprint = factory.Sequence(lambda n: f"{n:064x}")
    stage = Stage.READY


def place(story: Story, words: str, paragraph: str) -> int:
    """Where `words` begin in the story's text, which gains `paragraph` when they are not in it yet."""
    if words not in story.text:
        story.text = f"{story.text}\n\n{paragraph}"
        story.text_sha256 = hashlib.sha256(story.text.encode()).hexdigest()
        story.save(update_fields=["text", "text_sha256"])
    return story.text.index(words)
