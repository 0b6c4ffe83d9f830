"""Edits of records: their fields, texts, parts, links and files."""

from __future__ import annotations

import os
import random
import re
import shutil

from tests.samples import CASE, HANDOUT, HOST, QUIZ, article
from tests.update.desk import Desk
from tests.update.edits.by_chance import TOPICS, WORDS, ids_in, rewrite, sentence, text_of


def _field(desk: Desk, rng: random.Random, name: str, value: str) -> None:
    """Set a field of some record; an empty value removes it."""
    if file := text_of(desk, rng):
        text = re.sub(rf"^{name}:.*\n", "", file.read_text("utf-8"), count=1, flags=re.MULTILINE)
        line = f"{name}: {value}\n" if value else ""
        file.write_text(text.replace("date: ", f"{line}date: ", 1), "utf-8")


def change_body(desk: Desk, rng: random.Random) -> None:
    if file := text_of(desk, rng):
        rewrite(file, lambda text: f"{text}\n{sentence(rng)}\n")


def change_body_at_equal_size(desk: Desk, rng: random.Random) -> None:
    """In place, and the time of the last change put back, as some tools do."""
    if file := text_of(desk, rng):
        status = file.stat()
        rewrite(file, lambda text: text.replace("一", "二") if "一" in text else text.replace("二", "一"))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def add_heading(desk: Desk, rng: random.Random) -> None:
    if file := text_of(desk, rng):
        rewrite(file, lambda text: f"{text}\n## {sentence(rng)}\n\n{sentence(rng)}\n")


def drop_last_paragraph(desk: Desk, rng: random.Random) -> None:
    if file := text_of(desk, rng):
        rewrite(file, lambda text: text.rstrip().rpartition("\n\n")[0] + "\n")


def add_article(desk: Desk, rng: random.Random) -> None:
    id_ = f"xin-{rng.randint(0, 30)}"
    link = f"见[那一篇](xk:{rng.choice(ids_in(desk) or [id_])})。"
    folder = rng.choice(["", "年/", "年/月/"])
    fields = [f"topics: [{', '.join(rng.sample(TOPICS, 2))}]"]
    if rng.random() < 0.3:
        fields.append(f"related: [{rng.choice(ids_in(desk) or [id_])}]")
    desk.write(f"articles/{folder}{id_}.md", article(id_, sentence(rng)[:-1], link, *fields))


def rename_file(desk: Desk, rng: random.Random) -> None:
    if file := text_of(desk, rng):
        if file.name == "index.md":
            target = file.parent.with_name(f"夹{rng.randint(0, 99)}")
            if not target.exists():
                file.parent.rename(target)
        else:
            file.rename(file.with_name(f"名{rng.randint(0, 99)}.md"))


def delete_record(desk: Desk, rng: random.Random) -> None:
    if file := text_of(desk, rng):
        if file.name == "index.md":
            shutil.rmtree(file.parent)
        else:
            file.unlink()


def retitle(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "title", sentence(rng)[:-1])


def change_summary(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "summary", sentence(rng))


def change_topics(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "topics", f"[{', '.join(rng.sample(TOPICS, rng.randint(1, 3)))}]")


def change_date(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "date", f"{rng.randint(2024, 2026)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}")


def change_status(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "status", rng.choice(["draft", "withdrawn", "published", ""]))


def change_related(desk: Desk, rng: random.Random) -> None:
    if ids := ids_in(desk):
        _field(desk, rng, "related", rng.choice([f"[{rng.choice(ids)}]", ""]))


def change_keywords(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "keywords", f"[{rng.choice(WORDS)}]")


def change_id(desk: Desk, rng: random.Random) -> None:
    """Some become a second of the same id."""
    if file := text_of(desk, rng):
        id_ = rng.choice([*ids_in(desk), f"hao-{rng.randint(0, 9)}"])
        rewrite(file, lambda text: re.sub(r"^id: .*$", f"id: {id_}", text, count=1, flags=re.MULTILINE))


def swap_ids(desk: Desk, rng: random.Random) -> None:
    files = [file for file in desk.texts() if file.parent.name == "articles"]
    if len(files) > 1:
        one, other = rng.sample(files, 2)
        texts = one.read_text("utf-8"), other.read_text("utf-8")
        one.write_text(texts[1], "utf-8")
        other.write_text(texts[0], "utf-8")


def change_kind(desk: Desk, rng: random.Random) -> None:
    """An article becomes a case under the same id, or a case an article."""
    found = [file for file in desk.texts() if re.search("/(articles|cases)/", file.as_posix())]
    if found:
        file = rng.choice(found)
        match = re.search(r"^id: (\S+)$", file.read_text("utf-8"), re.MULTILINE)
        id_ = match[1] if match else "wu-hao"
        file.unlink()
        if "/articles/" in file.as_posix():
            desk.write(f"cases/{file.name}", CASE.replace("qing-dan-dang-mian-gou", id_))
        else:
            desk.write(f"articles/{file.name}", article(id_, "从前是案例", sentence(rng)))


def add_link(desk: Desk, rng: random.Random) -> None:
    if (file := text_of(desk, rng)) and (ids := ids_in(desk)):
        other = rng.choice(desk.texts())
        way = rng.choice(
            [
                f"xk:{rng.choice(ids)}",
                f"xk:{rng.choice(ids)}#{rng.choice(['会前怎样准备', '背景', '12', '没有'])}",
                os.path.relpath(other, file.parent),
                os.path.relpath(other, file.parent) + "#12",
                "xk:mei-you",
                "../没有.md",
            ]
        )
        rewrite(file, lambda text: f"{text}\n又见[那里](<{way}>)。\n")


def mend_links(desk: Desk, rng: random.Random) -> None:
    for file in desk.texts():
        text = file.read_text("utf-8")
        if "又见[那里]" in text:
            file.write_text(re.sub(r"\n又见\[那里\].*\n", "\n", text), "utf-8")


def change_quiz(desk: Desk, rng: random.Random) -> None:
    for file in [file for file in desk.texts() if file.name == "index.md" and "/courses/" in file.as_posix()]:
        quiz = file.with_name("quiz.yml")
        if quiz.exists() and rng.random() < 0.4:
            quiz.unlink()
        else:
            quiz.write_text(QUIZ.replace("提前几日", f"提前几日{sentence(rng)[:-1]}"), "utf-8")


def change_parts(desk: Desk, rng: random.Random) -> None:
    for file in [file for file in desk.texts() if file.name == "index.md" and "/courses/" in file.as_posix()]:
        name, text = rng.choice([("handout.md", HANDOUT), ("host.md", HOST)])
        if file.with_name(name).exists() and rng.random() < 0.4:
            file.with_name(name).unlink()
        else:
            file.with_name(name).write_text(f"{text}\n{sentence(rng)}\n", "utf-8")


def change_include(desk: Desk, rng: random.Random) -> None:
    for file in [file for file in desk.texts() if file.name == "index.md"]:
        name = rng.choice(["共用.md", "共用.inc"])
        file.with_name(name).write_text(rng.choice(["甲种说法。\n", "乙种说法。\n"]), "utf-8")
        if f'"{name}"' not in file.read_text("utf-8"):
            rewrite(file, lambda text, name=name: f'{text}\n--8<-- "{name}"\n')  # type: ignore[misc]


def change_attachment(desk: Desk, rng: random.Random) -> None:
    """A file that is handed out and an image, mostly at equal size."""
    folders = [file for file in desk.texts() if file.name == "index.md"]
    if not folders:
        return
    file = rng.choice(folders)
    media = file.with_name("media")
    media.mkdir(exist_ok=True)
    for name in ("卡.pdf", "图.png"):
        (media / name).write_bytes(rng.randbytes(rng.choice([64, 64, 64, 2048])))
    text = file.read_text("utf-8")
    if "media/卡.pdf" not in text:
        line = "attachments:\n  - file: media/卡.pdf\n    title: 情景卡\n"
        file.write_text(text.replace("date: ", f"{line}date: ", 1) + "\n![图](media/图.png)\n", "utf-8")


def drop_attachment(desk: Desk, rng: random.Random) -> None:
    for file in sorted(desk.content.rglob("卡.pdf")):
        file.unlink()


def break_fields(desk: Desk, rng: random.Random) -> None:
    if file := text_of(desk, rng):
        rewrite(file, lambda text: text.replace("date: 2", "date: 某年2", 1))


def mend_fields(desk: Desk, rng: random.Random) -> None:
    for file in desk.texts():
        if "某年" in (text := file.read_text("utf-8")):
            file.write_text(text.replace("某年", ""), "utf-8")
