from __future__ import annotations

from pathlib import Path

from tests.samples import write_content
from xueku.source.vocabularies import read_vocabularies


def test_a_term_is_found_by_name_alias_and_id(tmp_path: Path) -> None:
    settings = write_content(tmp_path, {})
    vocabularies, findings = read_vocabularies(settings.content_dir, tmp_path)
    topics = vocabularies["topics"]
    assert findings == []
    assert topics.find("党性教育") is topics.find("党性修养") is topics.find("dangxing") is not None
    assert topics.find("党性") is None
    assert topics.path == "content/vocab/topics.yml"


def test_the_glossary_is_no_vocabulary(tmp_path: Path) -> None:
    settings = write_content(tmp_path, {})
    vocabularies, _ = read_vocabularies(settings.content_dir, tmp_path)
    assert set(vocabularies.glossary) == {"三会一课", "首问负责"}
    assert "glossary" not in vocabularies.by_name


def test_an_absent_vocabulary_is_empty_and_knows_where_it_would_be(tmp_path: Path) -> None:
    vocabularies, findings = read_vocabularies(tmp_path / "content", tmp_path)
    assert findings == []
    assert vocabularies["topics"].terms == ()
    assert vocabularies["topics"].path == "content/vocab/topics.yml"


def test_one_wrong_term_leaves_the_others(tmp_path: Path) -> None:
    settings = write_content(
        tmp_path, {"vocab/forms.yml": "- id: 情景\n  name: 情景式\n- id: yantao\n  name: 研讨式\n"}
    )
    vocabularies, findings = read_vocabularies(settings.content_dir, tmp_path)
    assert [term.name for term in vocabularies["forms"].terms] == ["研讨式"]
    assert [str(finding.span) for finding in findings] == ["content/vocab/forms.yml:1:7"]
