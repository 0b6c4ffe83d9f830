"""Edits of what all records share, and of what a build left behind."""

from __future__ import annotations

import os
import random
import re
import shutil

from tests.update.desk import Desk
from tests.update.edits.by_chance import WORDS, sentence
from xueku.model.settings import SiteSettings


def change_vocabulary(desk: Desk, rng: random.Random) -> None:
    file = desk.content / "vocab" / "topics.yml"
    terms = re.split(r"(?=^- id: )", file.read_text("utf-8"), flags=re.MULTILINE)
    match rng.randrange(4):
        case 0:
            rng.shuffle(terms)
            text = "".join(terms)
        case 1:
            text = "".join(terms).replace("name: 读书", f"name: 读书{rng.choice('甲乙')}\n  also: [读书]")
        case 2:
            text = re.sub(r"also: \[党性修养.*\]", f"also: [党性修养, {rng.choice(WORDS)}]", "".join(terms))
        case _:
            text = (
                "".join(terms).rstrip("\n")
                + f"\n- id: xin-{rng.randint(0, 9)}\n  name: {sentence(rng)[:-1]}\n"
            )
    file.write_text(text, "utf-8")


def change_glossary(desk: Desk, rng: random.Random) -> None:
    file = desk.content / "vocab" / "glossary.yml"
    entries = re.split(r"(?=^- term: )", file.read_text("utf-8"), flags=re.MULTILINE)
    entries = [entry for entry in entries if entry]
    if rng.random() < 0.5 and len(entries) > 1:
        entries.pop(rng.randrange(len(entries)))
    else:
        entries.append(f"- term: {rng.choice(WORDS)}\n  meaning: {sentence(rng)}\n")
    file.write_text("".join(entries), "utf-8")


def change_settings(desk: Desk, rng: random.Random) -> None:
    desk.site = SiteSettings(
        engine=rng.choice(["xueku", "lunr"]),
        tagline=rng.choice(["一搜就到", "用得上"]),
        searches=(rng.choice(WORDS),),
    )


def change_site_name(desk: Desk, rng: random.Random) -> None:
    desk.site_name = rng.choice(["支部学库", "机关学库"])


def change_engine_part(desk: Desk, rng: random.Random) -> None:
    if rng.random() < 0.5:
        desk.handbook = sentence(rng)
    else:
        desk.look = rng.choice(["红", "蓝", "灰"])


def alter_output(desk: Desk, rng: random.Random) -> None:
    files = sorted(file for file in desk.target.rglob("*") if file.is_file()) if desk.target.exists() else []
    if not files:
        return
    file = rng.choice(files)
    match rng.randrange(5):
        case 0:
            file.unlink()
        case 1:
            file.write_bytes(file.read_bytes()[:-1])
        case 2:
            file.write_bytes(bytes(reversed(file.read_bytes())))
        case 3:
            file.unlink()
            file.mkdir()
            (file / "别人的.txt").write_text("别人的", "utf-8")
        case _:
            (file.parent / "别人的.txt").write_text("别人的", "utf-8")


def delete_output(desk: Desk, rng: random.Random) -> None:
    shutil.rmtree(desk.target, ignore_errors=True)


def lose_store(desk: Desk, rng: random.Random) -> None:
    shutil.rmtree(desk.root / ".xueku", ignore_errors=True)


def touch(desk: Desk, rng: random.Random) -> None:
    for file in [file for file in desk.content.rglob("*") if file.is_file() and rng.random() < 0.3]:
        os.utime(file)


def nothing(desk: Desk, rng: random.Random) -> None:
    """A build for its own sake."""
