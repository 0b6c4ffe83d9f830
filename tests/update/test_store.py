"""A store that is damaged or strange never leads to a wrong site, at worst to a build of everything."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.long import long_but
from tests.site.conftest import run, tree
from tests.update.desk import Desk, differing, equals_clean
from xueku.model.diagnostic import XuekuError
from xueku.update.run import begin
from xueku.update.store import Store, StoreError

ARTICLE = "articles/三遍.md"


def _file(root: Path) -> Path:
    return root / ".xueku" / "publish.db"


def _truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _make_folder(file: Path) -> None:
    file.unlink()
    (file / "里面").mkdir(parents=True)


def _mark_as_other(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("UPDATE about SET value = X'80', digest = X'00' WHERE name = 'format'")
    connection.commit()


def _empty_a_table(file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("DELETE FROM prepared")
    connection.commit()


def _make_foreign(file: Path) -> None:
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE about (something TEXT)")
    connection.commit()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "truncated": _truncate,
    "empty": lambda file: file.write_bytes(b""),
    "text": lambda file: file.write_text("不是数据库" * 1000, "utf-8"),
    "folder": _make_folder,
    "other format": _mark_as_other,
    "other tables": _make_foreign,
    "without rows": _empty_a_table,
    "stray journal": lambda file: Path(f"{file}-journal").write_bytes(b"\0" * 600),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_store_costs_a_build_and_no_page(tmp_path: Path, name: str) -> None:
    desk = Desk.begin(tmp_path)
    equals_clean(desk)
    DAMAGES[name](_file(desk.root))
    for text in ("画线", "批注"):
        desk.change(ARTICLE, "第一遍", f"第一遍{text}")
        _build_again_if_damaged(desk)


def _build_again_if_damaged(desk: Desk) -> bool:
    """Whether a build met the damage half-way, which then stopped before it touched anything; the next one must be right."""
    before = tree(desk.target)
    try:
        equals_clean(desk)
    except StoreError:
        assert tree(desk.target) == before
        equals_clean(desk)
        return True
    return False


def test_the_store_of_another_project_changes_nothing(tmp_path: Path) -> None:
    one, other = Desk.begin(tmp_path / "甲"), Desk.begin(tmp_path / "乙")
    other.change(ARTICLE, "第一遍", "另一个项目的")
    equals_clean(one)
    equals_clean(other)
    shutil.copy(_file(other.root), _file(one.root))
    equals_clean(one)


def test_random_damage_of_a_store_never_makes_a_wrong_site(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    desk = Desk.begin(tmp_path)
    equals_clean(desk)
    store, site, text = _file(desk.root).read_bytes(), tmp_path / "前", desk.content / ARTICLE
    shutil.copytree(desk.target, site)
    original = text.read_text("utf-8")
    met = 0
    for seed in range(400 if request.config.getoption("--long") else 10):
        rng = random.Random(seed)
        shutil.rmtree(desk.target)
        shutil.copytree(site, desk.target)
        damaged = bytearray(store)
        for _ in range(rng.choice([1, 3, 30])):
            start = rng.randrange(len(damaged))
            length = rng.choice([1, 16, 600])
            damaged[start : start + length] = rng.randbytes(len(damaged[start : start + length]))
        _file(desk.root).write_bytes(damaged)
        change = rng.choice(
            [
                ("第一遍", f"第{seed}遍"),
                ("title: 一本书", f"title: {seed}本书"),
                ("topics: [读书]", "topics: [组织生活]"),
            ]
        )
        text.write_text(original.replace(*change), "utf-8")
        try:
            met += _build_again_if_damaged(desk)
        except Exception as error:
            error.add_note(f"seed {seed}")
            raise
    assert met


def test_what_is_not_what_was_put_there_is_not_given_out(tmp_path: Path) -> None:
    store = Store(tmp_path / "store.db")
    store.table("词")["一"] = "画线"
    store.run("UPDATE 词 SET value = replace(value, X'E794BB', X'E58892')")
    with pytest.raises(StoreError):
        store.table("词")["一"]
    store.close()
    assert not (tmp_path / "store.db").exists()


def test_a_store_that_another_has_is_left_alone(tmp_path: Path) -> None:
    desk = Desk.begin(tmp_path)
    equals_clean(desk)
    holder = Store(_file(desk.root))
    with pytest.raises(XuekuError, match="另一个学库命令"):
        begin(desk.settings, "publish", desk.target)
    holder.close()
    equals_clean(desk)


@pytest.mark.parametrize("command", long_but(["xueku", "mkdocs"], "xueku"))
def test_commands_build_over_a_damaged_store(project: Path, command: str) -> None:
    assert run(project, command, "build").returncode == 0
    first = tree(project / "site")
    _empty_a_table(_file(project))
    file = project / "content" / ARTICLE
    file.write_text(file.read_text("utf-8").replace("第一遍", "第二遍"), "utf-8")
    # Its record is missed when the one that links to it is made again.
    linking = project / "content/courses/重温誓词/index.md"
    linking.touch()
    result = run(project, command, "build")
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    after = tree(project / "site")
    shutil.rmtree(project / ".xueku")
    shutil.rmtree(project / "site")
    run(project, command, "build")
    assert differing(after, tree(project / "site")) == []
    assert differing(after, first)
