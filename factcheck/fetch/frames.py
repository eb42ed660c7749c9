"""Messages between a process that wants files read and the one that reads them: a length, then so many bytes.

JSON and plain bytes only. What comes back from a process that met a hostile file is data, never code.
"""

import json
import os
import select
import struct
import time
from collections.abc import Iterator
from typing import BinaryIO

LENGTH = struct.Struct(">Q")
# An answer holds a document's texts, twice at most and escaped: twelve bytes a character of the largest file, and more.
LONGEST_FRAME = 1 << 30
CHUNK = 1 << 16


class PipeClosed(Exception):
    """The process at the other end of the pipe is gone, or speaks another language."""


class DeadlinePassed(Exception):
    """The other process did not answer in time."""


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next message of a blocking stream, None at its end."""
    header = stream.read(LENGTH.size)
    if len(header) < LENGTH.size:
        return None
    length = LENGTH.unpack(header)[0]
    content = stream.read(length)
    return content if len(content) == length else None


def write_frame(stream: BinaryIO, content: bytes) -> None:
    """Send one message into a blocking stream."""
    stream.write(LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def send(descriptor: int, contents: list[bytes], ends_at: float) -> None:
    """Send messages into a non-blocking pipe until `ends_at` (monotonic). Raises PipeClosed or DeadlinePassed."""
    for content in contents:
        for part in (LENGTH.pack(len(content)), content):
            rest = memoryview(part)
            while rest:
                _await(descriptor, select.POLLOUT, ends_at)
                try:
                    rest = rest[os.write(descriptor, rest[:CHUNK]) :]
                except BlockingIOError:
                    continue
                except OSError as error:
                    raise PipeClosed("the pipe broke") from error


def receive(descriptor: int, ends_at: float) -> dict[str, object]:
    """The next message of a non-blocking pipe, a JSON object. Raises PipeClosed or DeadlinePassed."""
    header = b"".join(_parts(descriptor, LENGTH.size, ends_at))
    length = LENGTH.unpack(header)[0]
    if length > LONGEST_FRAME:
        raise PipeClosed("a message longer than any document")
    try:
        message = json.loads(b"".join(_parts(descriptor, length, ends_at)))
    except ValueError as error:
        raise PipeClosed("a message that is no JSON") from error
    if not isinstance(message, dict):
        raise PipeClosed("a message that is no object")
    return message


def _parts(descriptor: int, length: int, ends_at: float) -> Iterator[bytes]:
    while length:
        _await(descriptor, select.POLLIN, ends_at)
        try:
            part = os.read(descriptor, min(length, CHUNK))
        except BlockingIOError:
            continue
        except OSError as error:
            raise PipeClosed("the pipe broke") from error
        if not part:
            raise PipeClosed("the pipe ended")
        length -= len(part)
        yield part


def _await(descriptor: int, event: int, ends_at: float) -> None:
    left = ends_at - time.monotonic()
    poll = select.poll()  # select.select knows no descriptor above 1,023
    poll.register(descriptor, event)
    if left <= 0 or not poll.poll(left * 1000):
        raise DeadlinePassed
