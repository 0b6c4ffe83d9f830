"""Edits of works that may be quoted, and of what quotes them."""

from __future__ import annotations

import random
import re
from pathlib import Path

from tests.update.desk import Desk
from tests.update.edits.by_chance import rewrite, sentence, text_of


def _works(desk: Desk) -> list[Path]:
    return [file for file in desk.texts() if "/library/" in file.as_posix()]


def change_work(desk: Desk, rng: random.Random) -> None:
    """A word of some work is another one, or an article is added."""
    if found := _works(desk):
        number = rng.choice("三四五")
        rewrite(
            rng.choice(found),
            lambda text: (
                text.replace("七日", f"{number}日")
                if "七日" in text and rng.random() < 0.6
                else f"{text}\n第{number}十条　{sentence(rng)}{sentence(rng)}\n"
            ),
        )


def add_work(desk: Desk, rng: random.Random) -> None:
    """A work that has words in common with others, or is a copy of one under another id."""
    if found := _works(desk):
        number = rng.randint(0, 5)
        text = rng.choice(found).read_text("utf-8")
        text = re.sub(r"^id: .*$", f"id: yuanwen-{number}", text, count=1, flags=re.MULTILINE)
        desk.write(f"library/原文{number}.md", f"{text}\n第六十条　{sentence(rng)}{sentence(rng)}\n")


def _articles(desk: Desk, rng: random.Random) -> list[tuple[str, str]]:
    """Anchors and words of the articles of some work that is quoted, and its id in front."""
    if not (found := _works(desk)):
        return []
    text = rng.choice(found).read_text("utf-8")
    id_ = re.search(r"^id: (\S+)$", text, re.MULTILINE)
    anchors = {"一": "1", "十二": "12", "二十四": "24", "六十": "60"}
    articles = re.findall(r"^第(\S+)条　(.+)$", text, re.MULTILINE)
    return [(f"{id_[1]}#{anchors[name]}", words) for name, words in articles if id_ and name in anchors]


def add_quotation(desk: Desk, rng: random.Random) -> None:
    """A quotation of some article, now and then altered or under another article's name."""
    if (file := text_of(desk, rng)) and (articles := _articles(desk, rng)):
        way, words = rng.choice(articles)
        words = words.replace("日", "天") if rng.random() < 0.15 else words
        way = rng.choice(articles)[0] if rng.random() < 0.15 else way
        words = sentence(rng) if rng.random() < 0.1 else words
        forms = [f"> {words}\n>\n> ——[那一条](xk:{way})", f"又说“{words}”（[那一条](xk:{way})）。"]
        rewrite(file, lambda text: f"{text}\n{rng.choice(forms)}\n")


def copy_words(desk: Desk, rng: random.Random) -> None:
    """Words of some article that nobody marks as such."""
    if (file := text_of(desk, rng)) and (articles := _articles(desk, rng)):
        rewrite(file, lambda text: f"{text}\n{rng.choice(articles)[1]}\n")


def mend_quotations(desk: Desk, rng: random.Random) -> None:
    for file in desk.texts():
        text = file.read_text("utf-8")
        if "[那一条]" in text:
            text = re.sub(r"\n又说“.*\n", "\n", text)
            file.write_text(re.sub(r"\n> .*\n>\n> ——\[那一条\].*\n", "\n", text), "utf-8")
