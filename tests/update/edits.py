"""Edits as people and tools make them, chosen by chance."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from tests.samples import CASE, HANDOUT, HOST, QUIZ, article
from tests.site.conftest import tree
from tests.update.desk import Desk
from xueku.build import examine
from xueku.model.review import RETURNED, CitedText, Ledger, ReviewPolicy, SignOff
from xueku.model.settings import SiteSettings
from xueku.review.canon import canonical_text, digest_of_text
from xueku.review.citing import works_cited
from xueku.review.ledger import FOLDER, read_ledger, write_sign_off
from xueku.review.standing import standing_of

Edit = Callable[[Desk, random.Random], None]

_WORDS = (
    "会后 当日 签到 清单 承诺 记录 归档 首问负责 三会一课 情景 办事人 材料 公布 议题 书记 三遍 画线".split()
)
_TOPICS = ["党性教育", "党性修养", "组织生活", "读书", "窗口服务"]


def _sentence(rng: random.Random) -> str:
    return "".join(rng.choices(_WORDS, k=rng.randint(3, 8))) + "。"


def _text_of(desk: Desk, rng: random.Random) -> Path | None:
    found = desk.texts()
    return rng.choice(found) if found else None


def _rewrite(file: Path, change: Callable[[str], str]) -> None:
    file.write_text(change(file.read_text("utf-8")), "utf-8")


def _ids(desk: Desk) -> list[str]:
    found = (re.search(r"^id: (\S+)$", file.read_text("utf-8"), re.MULTILINE) for file in desk.texts())
    return [match[1] for match in found if match]


def _field(desk: Desk, rng: random.Random, name: str, value: str) -> None:
    """Set a field of some record; an empty value removes it."""
    if file := _text_of(desk, rng):
        text = re.sub(rf"^{name}:.*\n", "", file.read_text("utf-8"), count=1, flags=re.MULTILINE)
        line = f"{name}: {value}\n" if value else ""
        file.write_text(text.replace("date: ", f"{line}date: ", 1), "utf-8")


def change_body(desk: Desk, rng: random.Random) -> None:
    if file := _text_of(desk, rng):
        _rewrite(file, lambda text: f"{text}\n{_sentence(rng)}\n")


def change_body_at_equal_size(desk: Desk, rng: random.Random) -> None:
    """In place, and the time of the last change put back, as some tools do."""
    if file := _text_of(desk, rng):
        status = file.stat()
        _rewrite(file, lambda text: text.replace("一", "二") if "一" in text else text.replace("二", "一"))
        os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def add_heading(desk: Desk, rng: random.Random) -> None:
    if file := _text_of(desk, rng):
        _rewrite(file, lambda text: f"{text}\n## {_sentence(rng)}\n\n{_sentence(rng)}\n")


def drop_last_paragraph(desk: Desk, rng: random.Random) -> None:
    if file := _text_of(desk, rng):
        _rewrite(file, lambda text: text.rstrip().rpartition("\n\n")[0] + "\n")


def add_article(desk: Desk, rng: random.Random) -> None:
    id_ = f"xin-{rng.randint(0, 30)}"
    link = f"见[那一篇](xk:{rng.choice(_ids(desk) or [id_])})。"
    folder = rng.choice(["", "年/", "年/月/"])
    fields = [f"topics: [{', '.join(rng.sample(_TOPICS, 2))}]"]
    if rng.random() < 0.3:
        fields.append(f"related: [{rng.choice(_ids(desk) or [id_])}]")
    desk.write(f"articles/{folder}{id_}.md", article(id_, _sentence(rng)[:-1], link, *fields))


def rename_file(desk: Desk, rng: random.Random) -> None:
    if file := _text_of(desk, rng):
        if file.name == "index.md":
            target = file.parent.with_name(f"夹{rng.randint(0, 99)}")
            if not target.exists():
                file.parent.rename(target)
        else:
            file.rename(file.with_name(f"名{rng.randint(0, 99)}.md"))


def delete_record(desk: Desk, rng: random.Random) -> None:
    if file := _text_of(desk, rng):
        if file.name == "index.md":
            shutil.rmtree(file.parent)
        else:
            file.unlink()


def retitle(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "title", _sentence(rng)[:-1])


def change_summary(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "summary", _sentence(rng))


def change_topics(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "topics", f"[{', '.join(rng.sample(_TOPICS, rng.randint(1, 3)))}]")


def change_date(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "date", f"{rng.randint(2024, 2026)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}")


def change_status(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "status", rng.choice(["draft", "withdrawn", "published", ""]))


def change_related(desk: Desk, rng: random.Random) -> None:
    if ids := _ids(desk):
        _field(desk, rng, "related", rng.choice([f"[{rng.choice(ids)}]", ""]))


def change_keywords(desk: Desk, rng: random.Random) -> None:
    _field(desk, rng, "keywords", f"[{rng.choice(_WORDS)}]")


def change_id(desk: Desk, rng: random.Random) -> None:
    """Some become a second of the same id."""
    if file := _text_of(desk, rng):
        id_ = rng.choice([*_ids(desk), f"hao-{rng.randint(0, 9)}"])
        _rewrite(file, lambda text: re.sub(r"^id: .*$", f"id: {id_}", text, count=1, flags=re.MULTILINE))


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
            desk.write(f"articles/{file.name}", article(id_, "从前是案例", _sentence(rng)))


def add_link(desk: Desk, rng: random.Random) -> None:
    if (file := _text_of(desk, rng)) and (ids := _ids(desk)):
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
        _rewrite(file, lambda text: f"{text}\n又见[那里](<{way}>)。\n")


def mend_links(desk: Desk, rng: random.Random) -> None:
    for file in desk.texts():
        text = file.read_text("utf-8")
        if "又见[那里]" in text:
            file.write_text(re.sub(r"\n又见\[那里\].*\n", "\n", text), "utf-8")


def _works(desk: Desk) -> list[Path]:
    return [file for file in desk.texts() if "/library/" in file.as_posix()]


def change_work(desk: Desk, rng: random.Random) -> None:
    """A word of some work is another one, or an article is added."""
    if found := _works(desk):
        number = rng.choice("三四五")
        _rewrite(
            rng.choice(found),
            lambda text: (
                text.replace("七日", f"{number}日")
                if "七日" in text and rng.random() < 0.6
                else f"{text}\n第{number}十条　{_sentence(rng)}{_sentence(rng)}\n"
            ),
        )


def add_work(desk: Desk, rng: random.Random) -> None:
    """A work that has words in common with others, or is a copy of one under another id."""
    if found := _works(desk):
        number = rng.randint(0, 5)
        text = rng.choice(found).read_text("utf-8")
        text = re.sub(r"^id: .*$", f"id: yuanwen-{number}", text, count=1, flags=re.MULTILINE)
        desk.write(f"library/原文{number}.md", f"{text}\n第六十条　{_sentence(rng)}{_sentence(rng)}\n")


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
    if (file := _text_of(desk, rng)) and (articles := _articles(desk, rng)):
        way, words = rng.choice(articles)
        words = words.replace("日", "天") if rng.random() < 0.15 else words
        way = rng.choice(articles)[0] if rng.random() < 0.15 else way
        words = _sentence(rng) if rng.random() < 0.1 else words
        forms = [f"> {words}\n>\n> ——[那一条](xk:{way})", f"又说“{words}”（[那一条](xk:{way})）。"]
        _rewrite(file, lambda text: f"{text}\n{rng.choice(forms)}\n")


def copy_words(desk: Desk, rng: random.Random) -> None:
    """Words of some article that nobody marks as such."""
    if (file := _text_of(desk, rng)) and (articles := _articles(desk, rng)):
        _rewrite(file, lambda text: f"{text}\n{rng.choice(articles)[1]}\n")


def mend_quotations(desk: Desk, rng: random.Random) -> None:
    for file in desk.texts():
        text = file.read_text("utf-8")
        if "[那一条]" in text:
            text = re.sub(r"\n又说“.*\n", "\n", text)
            file.write_text(re.sub(r"\n> .*\n>\n> ——\[那一条\].*\n", "\n", text), "utf-8")


def change_quiz(desk: Desk, rng: random.Random) -> None:
    for file in [file for file in desk.texts() if file.name == "index.md" and "/courses/" in file.as_posix()]:
        quiz = file.with_name("quiz.yml")
        if quiz.exists() and rng.random() < 0.4:
            quiz.unlink()
        else:
            quiz.write_text(QUIZ.replace("提前几日", f"提前几日{_sentence(rng)[:-1]}"), "utf-8")


def change_parts(desk: Desk, rng: random.Random) -> None:
    for file in [file for file in desk.texts() if file.name == "index.md" and "/courses/" in file.as_posix()]:
        name, text = rng.choice([("handout.md", HANDOUT), ("host.md", HOST)])
        if file.with_name(name).exists() and rng.random() < 0.4:
            file.with_name(name).unlink()
        else:
            file.with_name(name).write_text(f"{text}\n{_sentence(rng)}\n", "utf-8")


def change_include(desk: Desk, rng: random.Random) -> None:
    for file in [file for file in desk.texts() if file.name == "index.md"]:
        name = rng.choice(["共用.md", "共用.inc"])
        file.with_name(name).write_text(rng.choice(["甲种说法。\n", "乙种说法。\n"]), "utf-8")
        if f'"{name}"' not in file.read_text("utf-8"):
            _rewrite(file, lambda text, name=name: f'{text}\n--8<-- "{name}"\n')  # type: ignore[misc]


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
            text = re.sub(r"also: \[党性修养.*\]", f"also: [党性修养, {rng.choice(_WORDS)}]", "".join(terms))
        case _:
            text = (
                "".join(terms).rstrip("\n")
                + f"\n- id: xin-{rng.randint(0, 9)}\n  name: {_sentence(rng)[:-1]}\n"
            )
    file.write_text(text, "utf-8")


def change_glossary(desk: Desk, rng: random.Random) -> None:
    file = desk.content / "vocab" / "glossary.yml"
    entries = re.split(r"(?=^- term: )", file.read_text("utf-8"), flags=re.MULTILINE)
    entries = [entry for entry in entries if entry]
    if rng.random() < 0.5 and len(entries) > 1:
        entries.pop(rng.randrange(len(entries)))
    else:
        entries.append(f"- term: {rng.choice(_WORDS)}\n  meaning: {_sentence(rng)}\n")
    file.write_text("".join(entries), "utf-8")


def change_settings(desk: Desk, rng: random.Random) -> None:
    desk.site = SiteSettings(
        engine=rng.choice(["xueku", "lunr"]),
        tagline=rng.choice(["一搜就到", "用得上"]),
        searches=(rng.choice(_WORDS),),
    )


def sign_record(desk: Desk, rng: random.Random) -> None:
    """Somebody signs the next stage of a record, or gives it back."""
    linked = examine(desk.settings).linked
    if not linked.catalog.records:
        return
    record = rng.choice([*linked.catalog.records.values()])
    text, folder = canonical_text(record), desk.content / FOLDER
    file = folder / f"{record.id}.yml"
    ledger = read_ledger(file, file.name)[0] if file.is_file() else Ledger(file.name)
    standing = standing_of(digest_of_text(text), ledger, ReviewPolicy(same_person=True))
    stage = RETURNED if rng.random() < 0.1 else standing.next_stage or "终审"
    works = linked.catalog.records
    cited = [
        CitedText(work=work, text=digest_of_text(canonical_text(works[work])))
        for work in sorted(works_cited(linked, record))
    ]
    said = {"stage": stage, "by": rng.choice("甲乙丙"), "date": date(2026, 6, 20), "sources": cited}
    sign_off = SignOff.model_validate({**said, "text": digest_of_text(text), "before": ledger.heads})
    write_sign_off(folder, record.id, sign_off, text)


def change_ledger(desk: Desk, rng: random.Random) -> None:
    """A ledger is lost, damaged, or left without its record."""
    files = sorted((desk.content / FOLDER).glob("*.yml"))
    if not files:
        return
    file = rng.choice(files)
    match rng.randrange(4):
        case 0:
            file.unlink()
        case 1:
            _rewrite(file, lambda text: f"{text}- 读不出来\n")
        case 2:
            _rewrite(file, lambda text: text.replace("- 读不出来\n", "") or "# 空\n")
        case _:
            file.rename(file.with_stem(rng.choice(_ids(desk) or ["mei-le"])))


def mend_ledgers(desk: Desk, rng: random.Random) -> None:
    for file in (desk.content / FOLDER).glob("*.yml"):
        if read_ledger(file, file.name)[1]:
            file.unlink()


def change_policy(desk: Desk, rng: random.Random) -> None:
    desk.site = desk.site.model_copy(update={"same_person": rng.random() < 0.5})


def change_site_name(desk: Desk, rng: random.Random) -> None:
    desk.site_name = rng.choice(["支部学库", "机关学库"])


def change_engine_part(desk: Desk, rng: random.Random) -> None:
    if rng.random() < 0.5:
        desk.handbook = _sentence(rng)
    else:
        desk.look = rng.choice(["红", "蓝", "灰"])


def break_fields(desk: Desk, rng: random.Random) -> None:
    if file := _text_of(desk, rng):
        _rewrite(file, lambda text: text.replace("date: 2", "date: 某年2", 1))


def mend_fields(desk: Desk, rng: random.Random) -> None:
    for file in desk.texts():
        if "某年" in (text := file.read_text("utf-8")):
            file.write_text(text.replace("某年", ""), "utf-8")


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


EDITS: dict[Edit, int] = {
    change_body: 6,
    change_body_at_equal_size: 3,
    add_heading: 2,
    drop_last_paragraph: 2,
    add_article: 6,
    rename_file: 3,
    delete_record: 2,
    retitle: 4,
    change_summary: 3,
    change_topics: 4,
    change_date: 3,
    change_status: 4,
    change_related: 2,
    change_keywords: 2,
    change_id: 1,
    swap_ids: 2,
    change_kind: 2,
    add_link: 4,
    mend_links: 3,
    change_work: 3,
    add_work: 2,
    add_quotation: 4,
    copy_words: 3,
    mend_quotations: 3,
    change_quiz: 2,
    change_parts: 2,
    change_include: 2,
    change_attachment: 4,
    drop_attachment: 1,
    change_vocabulary: 2,
    change_glossary: 2,
    change_settings: 2,
    sign_record: 8,
    change_ledger: 2,
    mend_ledgers: 2,
    change_policy: 1,
    change_site_name: 1,
    change_engine_part: 2,
    break_fields: 1,
    mend_fields: 3,
    alter_output: 2,
    delete_output: 1,
    lose_store: 1,
    touch: 2,
    nothing: 1,
}
"""Every edit with how often it is made."""


BEHIND_THE_BACK: frozenset[Edit] = frozenset({alter_output, delete_output, lose_store})
"""What nobody does to a preview while it runs."""


class Editors:
    """Makes edits one after the other, and now and then restores an earlier state of all content, as `git checkout` does."""

    def __init__(self, desk: Desk, seed: int, without: Collection[Edit] = ()) -> None:
        self.desk, self.rng = desk, random.Random(seed)
        self._weights = {edit: weight for edit, weight in EDITS.items() if edit not in without}
        self.done: list[str] = []
        self._good = [tree(desk.content)]

    def edit(self, was_refused: bool) -> str:
        """Make one edit; gives its name. After a refusal a state that was accepted is likely to come back."""
        if self.rng.random() < (0.35 if was_refused else 0.03):
            self._restore(self.rng.choice(self._good[-4:]))
            name = "restore"
        else:
            edit = self.rng.choices([*self._weights], [*self._weights.values()])[0]
            edit(self.desk, self.rng)
            name = edit.__name__
        self.done.append(name)
        return name

    def accepted(self) -> None:
        """Remember the content as it is."""
        self._good.append(tree(self.desk.content))

    def _restore(self, state: dict[str, bytes]) -> None:
        """Files that are others are replaced; those that are alike stay untouched."""
        content = self.desk.content
        for name in tree(content).keys() - state.keys():
            (content / name).unlink()
        for name, data in state.items():
            place = content / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if not place.exists() or place.read_bytes() != data:
                place.write_bytes(data)
        for folder in sorted((one for one in content.rglob("*") if one.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
