"""The hostile corpus: each snippet with a probe of its own, by number; and a project that has it in every field, whose rules refuse nothing."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.site.conftest import MKDOCS_YML, run

HERE = Path(__file__).parent
_VALUE = re.compile("(HERE|WORDS)")
OUTSIDE = "https://evil.example"
_REFUSING = "XK205 XK206 XK302 XK304 XK305 XK701 XK702 XK704".split()


@dataclass(frozen=True)
class Snippet:
    """What somebody tries; `text` has its probe in it. `place` is a class of the body's snippets, or a field."""

    number: int
    place: str
    text: str


def body_snippets() -> list[Snippet]:
    """What is tried in a text, in the order of the file."""
    found = yaml.safe_load((HERE / "hostile.yml").read_text("utf-8"))
    texts = [(place, text) for place, texts in found.items() for text in texts]
    return [Snippet(number, place, _aimed(number, text)) for number, (place, text) in enumerate(texts)]


def field_snippets() -> list[Snippet]:
    """What is tried in fields, questions, captions and vocabularies."""
    return [snippet for _, _, snippets in _filled() for snippet in snippets]


def write_hostile_project(root: Path) -> Path:
    """A project that has each payload in every field. Its rules refuse nothing: only the walls stand."""
    shutil.copytree(HERE.parent / "vocab", root / "content/vocab")
    for path, text, _ in _filled():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as out:
            out.write(text)
        if file.suffix == ".vtt":
            (file.parent / "讲解.mp4").write_bytes(b"film")
            (file.parent / "表.pdf").write_bytes(b"%PDF-1.4")
    (root / "docs").mkdir()
    rules = "".join(f"\n        {code}: 'off'" for code in _REFUSING)
    (root / "mkdocs.yml").write_text(f"{MKDOCS_YML}      rules:{rules}\n", "utf-8")
    return root


def build(root: Path) -> Path:
    """The site of a project."""
    result = run(root, "mkdocs", "build", "--quiet")
    assert result.returncode == 0, result.stderr
    return root / "site"


def _aimed(number: int, text: str) -> str:
    return text.replace("RUN", f"canary({number})").replace("OUT", f"{OUTSIDE}/{number}")


def _filled() -> Iterator[tuple[str, str, list[Snippet]]]:
    """Path and text of each file of `fields.yml` for each payload, and the snippets in it."""
    found = yaml.safe_load((HERE / "fields.yml").read_text("utf-8"))
    number = len(body_snippets())
    for index, payload in enumerate(found["payloads"], 1):
        for path, text in found["files"].items():
            pieces = _VALUE.split(text.replace("@", str(index)))
            snippets = []
            for place in range(1, len(pieces), 2):
                aimed = _aimed(number, payload)
                snippets.append(Snippet(number, path, aimed))
                pieces[place] = json.dumps(aimed, ensure_ascii=False) if pieces[place] == "HERE" else aimed
                number += 1
            yield path.replace("@", str(index)), "".join(pieces), snippets
