"""Parsing what was uploaded or pasted in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import IO

from consult.drafts.rules.blocks import ParsedDocument
from consult.drafts.rules.sniff import check_leading_bytes, check_name
from consult.drafts.rules.transfer import TransferBroken, read_document_object
from consult.drafts.rules.upload import (
    CHILD_WALL_SECONDS,
    MAX_ANSWER_BYTES,
    REFUSALS,
    FileBomb,
    FileBroken,
    FileTimedOut,
)

PROJECT = Path(__file__).resolve().parents[3]

START_CHILD = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); "
    "runpy.run_module(sys.argv.pop(1), run_name='__main__')"
)
"""Isolated mode (-I) takes neither the working folder nor PYTHONPATH, so the place of the
project is handed over as an argument, and so is the name of the reader."""

WORD_READER = "consult.drafts.rules.word"
PASTED_READER = "consult.drafts.rules.pasted"

ANSWER_CHUNK = 256 * 1024

PASSED_ON = ("LD_LIBRARY_PATH",)
"""All that the child gets of the environment: where some installations keep libpython."""


def parse_upload(data: bytes, filename: str) -> ParsedDocument:
    """Reads only. The blocks of an uploaded Word file; nothing is stored.

    The file is unpacked and parsed in a child process with limits on memory, time and files and
    without this process's environment, so that nothing of it is inflated here and a crash there
    costs one refusal. The file's name must not promise another format, and serves as title where
    the document states none. The markup of the blocks still has to be sanitised before it is
    stored.

    Raises the subclass of UploadRefused that fits: see `consult.drafts.rules.upload`.
    """
    check_leading_bytes(data)
    check_name(filename)
    document = _read_answer(_ask_child(data, WORD_READER))
    if document.source_title:
        return document
    title = PureWindowsPath(filename).stem
    return replace(document, source_title=title)


def parse_pasted(html: str) -> ParsedDocument:
    """Reads only. The blocks of formatted text from a clipboard; nothing is stored.

    Reads it as `parse_upload` reads a file, in a limited process, and raises what that raises.
    """
    return _read_answer(_ask_child(html.encode("utf-8", "replace"), PASTED_READER))


def _ask_child(data: bytes, reader: str) -> bytes:
    child = subprocess.Popen(
        [sys.executable, "-I", "-B", "-X", "utf8", "-c", START_CHILD, str(PROJECT), reader],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in PASSED_ON if name in os.environ},
        cwd="/",
        close_fds=True,
    )
    timed_out = threading.Event()

    def stop() -> None:
        timed_out.set()
        child.kill()

    timer = threading.Timer(CHILD_WALL_SECONDS, stop)
    timer.start()
    try:
        answer = _exchange(child, data)
    finally:
        timer.cancel()
        child.kill()
        child.wait()
    if timed_out.is_set() or child.returncode == -signal.SIGXCPU:
        raise FileTimedOut
    return answer


def _exchange(child: subprocess.Popen[bytes], data: bytes) -> bytes:
    """Send the file, then read the answer up to its limit.

    The child reads all before it writes, so the two pipes cannot block each other.
    """
    with _stream(child.stdin) as sink, _stream(child.stdout) as source:
        try:
            sink.write(data)
            sink.close()
        except BrokenPipeError:
            return b""
        answer = bytearray()
        while piece := source.read(ANSWER_CHUNK):
            answer += piece
            if len(answer) > MAX_ANSWER_BYTES:
                raise FileBomb
    return bytes(answer)


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise RuntimeError("The child was started without its pipes.")
    return stream


def _read_answer(answer: bytes) -> ParsedDocument:
    """The document or the refusal that the child wrote; FileBroken where it wrote neither."""
    try:
        said = json.loads(answer)
        if "document" in said:
            return read_document_object(said["document"])
        refusal = REFUSALS[said["refused"]](**said["params"])
    except (ValueError, TypeError, KeyError, TransferBroken) as error:
        raise FileBroken from error
    raise refusal
