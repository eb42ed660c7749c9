"""One module a kind of file. Each has `read(raw_bytes, hints) -> Document` and may raise `UnreadableFile`."""
