"""Where the sample lies: a story written for this project and the transcripts it quotes from."""

from pathlib import Path

from factcheck.services.gather import GivenSource

SAMPLE_DIR = Path(__file__).resolve().parents[2] / "sample"
SAMPLE_STORY = SAMPLE_DIR / "story.md"
SAMPLE_SOURCES = SAMPLE_DIR / "sources"


def sample_sources() -> list[GivenSource]:
    """The transcripts, as `check_story --source sample/sources` gives them: the story is the same one by either way."""
    return [GivenSource(path=str(path), tier="P1") for path in sorted(SAMPLE_SOURCES.glob("*.txt"))]
