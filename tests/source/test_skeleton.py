from __future__ import annotations

from pathlib import Path

import pytest

from tests.samples import LIBRARY, write_content
from xueku.build import examine
from xueku.kinds import KINDS
from xueku.model.diagnostic import XuekuError
from xueku.model.resource import LearningResource
from xueku.source.skeleton import skeleton


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.name)
def test_a_new_record_of_every_kind_has_no_findings(tmp_path: Path, kind: type[LearningResource]) -> None:
    settings = write_content(tmp_path)
    for path, text in skeleton(
        settings, KINDS, kind, "xin-cailiao", '标题里有 "quotes" 和 \\', "2026-07-01"
    ).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    checked = examine(settings)
    assert [str(finding) for finding in checked.findings] == []
    assert checked.linked.catalog.records["xin-cailiao"].resource.title == '标题里有 "quotes" 和 \\'
    assert checked.linked.catalog.records["xin-cailiao"].resource.status == "draft"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.name)
def test_every_field_of_a_kind_stands_in_its_skeleton_with_its_label(
    tmp_path: Path, kind: type[LearningResource]
) -> None:
    main = next(
        iter(skeleton(write_content(tmp_path), KINDS, kind, "xin-cailiao", "新材料", "2026-07-01").values())
    )
    for name in kind.model_fields:
        assert f"\n{name}:" in main or f"\n# {name}:" in main


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind.name)
def test_optional_fields_can_be_uncommented_as_they_stand(
    tmp_path: Path, kind: type[LearningResource]
) -> None:
    settings = write_content(tmp_path)
    for path, text in skeleton(settings, KINDS, kind, "xin-cailiao", "新材料", "2026-07-01").items():
        lines = [
            line.removeprefix("# ")
            if line.startswith(("#   ", *(f"# {name}:" for name in kind.model_fields)))
            else line
            for line in text.split("\n")
        ]
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("\n".join(lines), "utf-8")
    # The one attachment of the example is not there, nor is the article that it cites; all else holds.
    assert {finding.code for finding in examine(settings).findings} <= {"XK305", "XK201", "XK604"}


@pytest.mark.parametrize("id_", ["", "Shici", "重温", "a--b", "-a", "a" * 65, "../a", "a/b"])
def test_an_id_that_is_none_is_refused(tmp_path: Path, id_: str) -> None:
    with pytest.raises(XuekuError):
        skeleton(write_content(tmp_path), KINDS, KINDS[0], id_, "题", "2026-07-01")


def test_an_id_that_is_taken_by_any_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(XuekuError) as caught:
        skeleton(
            write_content(tmp_path, LIBRARY), KINDS, KINDS[0], "qing-dan-dang-mian-gou", "题", "2026-07-01"
        )
    assert caught.value.place == "content/cases/清单.md"
