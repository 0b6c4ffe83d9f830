"""Fonts are found by name; a lock says which, and another font never slips in unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from xueku.model.diagnostic import XuekuError
from xueku.typesetting.faces import Face, chosen
from xueku.typesetting.fonts import Fonts, find_fonts, fonts_of, lock_text, read_lock


@pytest.fixture
def installed(tmp_path: Path) -> list[Face]:
    """Fonts of a machine; their files hold no more than their names."""
    names = [("Noto Serif CJK SC", 400), ("Noto Serif CJK SC", 700), ("Noto Serif CJK SC", 900)]
    names += [("SimHei", 400), ("SimSun", 400), ("KaiTi", 400), ("Arial", 400)]
    return [_face(tmp_path, family, weight) for family, weight in names]


def _face(folder: Path, family: str, weight: int, content: str = "") -> Face:
    file = folder / f"{family}-{weight}{content}.otf"
    file.write_text(f"{family} {weight} {content}", "utf-8")
    return Face(family, weight, str(file))


def _families(fonts: Fonts) -> dict[str, str]:
    return {role: fonts.family(role) for role in ("song", "hei", "kai", "fangsong", "biaosong", "mono")}


def test_the_best_family_that_is_there_serves_and_others_stand_in(installed: list[Face]) -> None:
    assert _families(fonts_of(installed, [])) == {
        "song": "Noto Serif CJK SC",
        "hei": "SimHei",
        "kai": "KaiTi",
        "fangsong": "Noto Serif CJK SC",
        "biaosong": "Noto Serif CJK SC",
        "mono": "SimHei",
    }


def test_a_role_has_its_regular_face_and_its_bold_one(installed: list[Face]) -> None:
    found = chosen(installed)
    assert [face.weight for face in found["song"]] == [400, 700]
    assert [face.weight for face in found["hei"]] == [400]


def test_missing_fonts_are_told_with_all_that_was_looked_for_and_what_would_do(installed: list[Face]) -> None:
    with pytest.raises(XuekuError) as told:
        chosen(face for face in installed if face.family == "SimHei")
    assert told.value.message.startswith("没有找到排版用的宋体：宋体找过 Source Han Serif SC、")
    assert "SimSun" in told.value.message
    assert "黑体" not in told.value.message
    assert "fonts-noto-cjk" in told.value.remedy


def test_a_lock_read_back_is_the_lock_and_differs_in_nothing(tmp_path: Path, installed: list[Face]) -> None:
    locked = fonts_of(installed, []).locked
    (tmp_path / "fonts.lock").write_text(lock_text(locked), "utf-8")
    assert read_lock(tmp_path / "fonts.lock") == locked
    assert fonts_of(installed, locked) == fonts_of(installed, [])


def test_a_better_font_that_is_not_locked_is_not_taken(tmp_path: Path, installed: list[Face]) -> None:
    locked = fonts_of(installed, []).locked
    more = [_face(tmp_path, "Source Han Serif SC", 400), _face(tmp_path, "STFangsong", 400), *installed]
    assert _families(fonts_of(more, locked)) == _families(fonts_of(installed, []))
    assert fonts_of(more, locked).differences == ()


def test_another_version_and_a_missing_face_are_told(tmp_path: Path, installed: list[Face]) -> None:
    locked = fonts_of(installed, []).locked
    Path(installed[0].path).write_text("Noto Serif CJK SC 400, another version", "utf-8")
    fewer = [face for face in installed if face.family != "KaiTi"]
    assert fonts_of(fewer, locked).differences == (
        "宋体 Noto Serif CJK SC 400 和锁定的不是同一个版本",
        "楷体 KaiTi 400 没有找到，用了 宋体或黑体",
    )


def test_of_two_files_of_one_name_the_locked_one_is_taken(tmp_path: Path, installed: list[Face]) -> None:
    locked = fonts_of(installed, []).locked
    copies = [_face(tmp_path, face.family, face.weight, "其他版本") for face in installed]
    assert fonts_of([*copies, *installed], locked).differences == ()


def test_a_release_takes_only_locked_fonts(
    tmp_path: Path, installed: list[Face], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xueku.typesetting.fonts.installed_faces", lambda folder: installed)
    with pytest.raises(XuekuError, match=r"正式发布要用锁定的字体：没有 fonts\.lock"):
        find_fonts(tmp_path, is_release=True)
    (tmp_path / "fonts.lock").write_text(lock_text(find_fonts(tmp_path).locked), "utf-8")
    assert find_fonts(tmp_path, is_release=True) == find_fonts(tmp_path)
    Path(installed[0].path).write_text("another version", "utf-8")
    assert len(find_fonts(tmp_path).differences) == 1
    with pytest.raises(XuekuError, match="不是同一个版本"):
        find_fonts(tmp_path, is_release=True)


@pytest.mark.parametrize("text", ["[[face]", "face = 3", "[[face]]\nrole = 'song'", "a = 1"])
def test_a_damaged_lock_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "fonts.lock").write_text(text, "utf-8")
    with pytest.raises(XuekuError, match="读不下去"):
        read_lock(tmp_path / "fonts.lock")
