"""How an exported record is known again: lines and headings with fixed words, which every office program keeps.

Content controls carry the names of fields as their tags for people and programs that ask for them; some programs drop tags.
"""

from __future__ import annotations

import re

PART_NAMES = {"body": "正文", "handout": "讲义", "host": "主持词"}
FIELDS_NAME = "材料信息"
ID_WORDS, VERSION_WORDS = "编号：", "版本："
_ID = re.compile(rf"{ID_WORDS}\s*([a-z0-9-]+)")
_VERSION = re.compile(rf"{VERSION_WORDS}\s*([0-9a-f]{{12}})")
_FIELD = re.compile(r".*（([a-z_]+)）")


def named(label: str, name: str) -> str:
    """How a field is called in the file: 主题（topics）."""
    return f"{label}（{name}）"


def name_in(words: str) -> str:
    """The name of the field that is called so; empty for other words."""
    match = _FIELD.fullmatch(words.strip())
    return match[1] if match else ""


def id_in(words: str) -> str:
    """The id that a line tells; empty for other words."""
    match = _ID.fullmatch(words.strip())
    return match[1] if match else ""


def version_in(words: str) -> str:
    """The version that a line tells; empty for other words."""
    match = _VERSION.fullmatch(words.strip())
    return match[1] if match else ""
