"""A foreign file is converted in a process of its own, with little memory, little time and no way to write: it may come from anybody.

The process reads a line of JSON and the file from its standard input and answers in JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from pydantic import ConfigDict, TypeAdapter, with_config

from xueku.importers.converted import Converted
from xueku.importers.formats import format_of
from xueku.importers.surroundings import Surroundings
from xueku.model.diagnostic import XuekuError

SECONDS = 9.0
"""With the start and the end of the process, ten."""
COMMAND = "from xueku.importers.worker import main; main()"
_CPU_SECONDS = 10
_MEMORY = 1_500_000_000


def convert_apart(
    name: str,
    content: bytes,
    sections: Sequence[str] = (),
    *,
    accepts_changes: bool = False,
    around: Surroundings | None = None,
) -> Converted:
    """What a file holds, read by another process. Raises XuekuError, with the reason, for a file that is refused."""
    asked = json.dumps(
        {
            "name": name,
            "sections": [*sections],
            "accepts_changes": accepts_changes,
            "around": asdict(around or Surroundings()),
        }
    ).encode()
    try:
        done = subprocess.run(
            [
                sys.executable,
                "-I",
                "-X",
                "utf8",
                "-c",
                COMMAND,
            ],
            input=asked + b"\n" + content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise XuekuError(
            name,
            f"{SECONDS:.0f} 秒还没有读完，不像正常的文档",
            "按章拆成几个文件；拆了还不行，从原稿重新保存一份",
        ) from None
    if done.returncode != 0:
        raise XuekuError(
            name, "读这个文件要的时间或内存太多，已经停下", "从原稿重新保存一份；还不行，按章拆成几个文件"
        )
    kind, _, answer = done.stdout.partition(b"\n")
    if kind == b"refused":
        raise XuekuError(*json.loads(answer))
    return _adapter().validate_json(answer)


def main() -> None:
    """Answer one request."""
    _limit()
    asked = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        found = _convert(content, **asked)
    except XuekuError as error:
        _answer(b"refused", json.dumps([error.place, error.message, error.remedy]).encode())
    except RecursionError:
        _answer(
            b"refused",
            json.dumps([asked["name"], "里面一层套一层，不像正常的文档", "从原稿重新保存一份"]).encode(),
        )
    else:
        _answer(b"converted", _adapter().dump_json(found))


def _convert(
    content: bytes, name: str, sections: Sequence[str], accepts_changes: bool, around: dict[str, Any]
) -> Converted:
    """Loads the reader of this format alone: each file has a process of its own."""
    form = format_of(name)
    if form == "docx":
        from xueku.importers.docx.conversion import convert

        return convert(name, content, sections, accepts_changes=accepts_changes)
    from xueku.importers.joining import joined
    from xueku.importers.visible import visible_text

    if form == "markdown":
        from xueku.importers.markdown.conversion import convert_markdown

        found = convert_markdown(name, content, Surroundings(**around))
    else:
        from xueku.importers.html.conversion import convert_html

        found = convert_html(name, content, Surroundings(**around))
    # What takes the Markdown converter too long has to be given up here, where there is a limit, and not where the record is written.
    visible_text(joined(found.rows))
    return found


def _adapter() -> TypeAdapter[Converted]:
    """How an answer is written: bytes in base64."""
    config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
    return TypeAdapter(with_config(config)(Converted))


def _answer(kind: bytes, content: bytes) -> None:
    sys.stdout.buffer.write(kind + b"\n" + content)
    sys.stdout.buffer.flush()


def _limit() -> None:
    """Set the limits of this process, where the system knows them; Windows does not."""
    with suppress(ImportError):
        import resource

        limits = (
            (resource.RLIMIT_AS, _MEMORY),
            (resource.RLIMIT_CPU, _CPU_SECONDS),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        )
        for limit, value in limits:
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, (value, value))
