"""Where the sample lies: a story written for this project and the transcripts it quotes from."""

from pathlib import Path

SAMPLE_DIR = Path(__file__).resolve().parents[2] / "sample"
SAMPLE_STORY = SAMPLE_DIR / "story.md"
SAMPLE_SOURCES = SAMPLE_DIR / "sources"
