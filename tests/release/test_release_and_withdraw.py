"""From the repository to the reader and back, with the real engine: release, carry, install, release again, withdraw."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from tests.papers import press_at
from tests.release.project import ARTICLE, COURSE, WORK, change, git, make_project, run, sign
from tests.release.releases import keys, server
from xueku.release.manifest import MANIFEST, Manifest, read_manifest
from xueku.release.records import read_entries
from xueku.release.served import Served

GUIDE = "docs/手册.md"


@dataclass(frozen=True)
class Released:
    """A project that was released once, its first release, and a server where that is installed."""

    root: Path
    first: Path
    served: Served

    @property
    def config(self) -> list[str]:
        return ["--config", str(self.root / "mkdocs.yml")]

    def folders(self) -> list[Path]:
        return sorted((self.root / "releases").glob("0*-*"))

    def release(self) -> Path:
        before = self.folders()
        result = run("release", *self.config)
        assert result.exit_code == 0, result.output
        (new,) = {*self.folders()} - {*before}
        result = run("sign-release", str(new), "--key", str(keys().first))
        assert result.exit_code == 0, result.output
        return new

    def install(self, number: int) -> None:
        package = self.root / f"releases/xueku-site-{number:04}.tar.zst"
        result = run("install", str(package), "--root", str(self.served.root))
        assert result.exit_code == 0, result.output


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Released:
    root = tmp_path_factory.mktemp("项目")
    make_project(root)
    made = Released(root, root, server(tmp_path_factory.mktemp("www")))
    first = made.release()
    made.install(1)
    return Released(root, first, made.served)


def test_what_is_not_committed_is_named_and_nothing_is_released(released: Released) -> None:
    (released.root / "docs/新.md").write_text("# 新\n", "utf-8")
    change(released.root, GUIDE, "见", "请见")
    result = run("release", *released.config)
    assert result.exit_code == 2
    for told in ("有 2 个文件还没有提交", "没有加进来  docs/新.md", "改过  docs/手册.md", "git commit"):
        assert told in result.output
    (released.root / "docs/新.md").unlink()
    git(released.root, "checkout", "-q", ".")
    again = run("release", *released.config)
    assert (again.exit_code, "已经是第 1 次发布了" in again.output) == (2, True)
    assert released.folders() == [released.first]


def test_other_fonts_than_the_lock_has_are_refused(released: Released, tmp_path: Path) -> None:
    press_at(released.root)
    shutil.copytree(released.root, tmp_path / "项目", ignore=shutil.ignore_patterns("releases"))
    change(tmp_path / "项目", "mkdocs.yml", "  - xueku:\n", "  - xueku:\n      kits: true\n")
    git(tmp_path / "项目", "commit", "-qam", "课程包")
    result = run("release", "--config", str(tmp_path / "项目/mkdocs.yml"))
    assert (result.exit_code, "正式发布要用锁定的字体：没有 fonts.lock" in result.output) == (2, True), (
        result.output
    )


def test_what_a_release_says_of_itself_is_true(released: Released) -> None:
    manifest = read_manifest(released.first)
    assert released.first.name == f"0001-{manifest.digest[:12]}"
    assert manifest.commit == git(released.root, "rev-parse", "HEAD").strip()
    first_commit = git(released.root, "rev-list", "--max-parents=0", "HEAD").strip()
    assert manifest.origin == first_commit
    assert read_entries(released.first).keys() == {COURSE, WORK, ARTICLE}
    statement = json.loads((released.first / "provenance.json").read_bytes())
    assert statement["subject"][0]["digest"]["sha256"] == _printed_digest(released.first / "site")
    assert (
        statement["predicate"]["buildDefinition"]["resolvedDependencies"][0]["digest"]["gitCommit"]
        == manifest.commit
    )
    notes = (released.first / "发布说明.md").read_text("utf-8")
    assert "课程包《重温入党誓词》（chongwen-shici）" in notes
    assert "《清单当面勾》（content/cases/清单.md）：还没有初审" in notes
    # What is not released is nowhere in the web root, and neither are number and hash.
    assert not _addresses_with(released.first / "site", "清单当面勾".encode(), manifest.digest[:12].encode())


def _printed_digest(folder: Path) -> str:
    command = (
        "find . -type f | sed 's|^./||' | LC_ALL=C sort | tr '\\n' '\\0' | xargs -0 sha256sum | sha256sum"
    )
    done = subprocess.run(["bash", "-c", command], cwd=folder, check=True, capture_output=True)
    return done.stdout.decode().split()[0]


def test_siblings_are_their_files_and_the_stick_has_none(released: Released) -> None:
    site = released.first / "site"
    page = (site / "index.html").read_bytes()
    assert gzip.decompress((site / "index.html.gz").read_bytes()) == page
    assert brotli.decompress((site / "index.html.br").read_bytes()) == page
    with zipfile.ZipFile(released.root / "releases/xueku-site-0001-usb.zip") as archive:
        names = archive.namelist()
        assert names[0] == "打开.html"
        assert b"site/index.html" in archive.read(names[0])
        assert archive.read("site/index.html") == page
    assert not [name for name in names if name.endswith((".br", ".html.gz"))]


def test_the_commit_gives_the_same_site_once_more(released: Released) -> None:
    words = ["verify", "--deep", str(released.first), "--keys", str(keys().signers), *released.config]
    result = run(*words)
    assert (result.exit_code, "逐字节相同" in result.output) == (0, True), result.output


def test_a_second_release_tells_what_changed_and_asks_for_what_vanished(released: Released) -> None:
    root = released.root
    change(root, "content/courses/重温誓词/index.md", "六分钟", "七分钟")
    sign(root, COURSE)
    article = next((root / "content").glob("articles/**/*三遍*"))
    shutil.rmtree(article) if article.is_dir() else article.unlink()
    (root / f"content/signoffs/{ARTICLE}.yml").unlink()
    change(root, "content/courses/重温誓词/index.md", f"related: [{ARTICLE}]\n", "")
    sign(root, COURSE)
    git(root, "add", "-A")
    git(root, "commit", "-qm", "改")
    refused = run("release", *released.config)
    assert refused.exit_code == 1, refused.output
    assert "content/redirects.yml:1:1: 错误 XK310" in refused.output
    assert f"- {{id: {ARTICLE}, kind: article, reason: 撤下的原因}}" in refused.output
    entry = f"- {{id: {ARTICLE}, kind: article, to: {COURSE}}}\n"
    (root / "content/redirects.yml").write_text(entry, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "转到")
    second = released.release()
    assert read_manifest(second).previous == read_manifest(released.first).digest
    notes = (second / "发布说明.md").read_text("utf-8")
    assert "“六分”改成“七分”" in notes or "六分钟" in notes
    assert f"文章《一本书读三遍》（{ARTICLE}）：换成{COURSE}" in notes
    moved = (second / f"site/articles/{ARTICLE}/index.html").read_text("utf-8")
    assert f'url=../../courses/{COURSE}/index.html"' in moved
    released.install(2)
    told = run("diff", "1", "2", "--root", str(released.served.root)).output
    assert "## 改了什么（1）" in told
    assert f"- 变了 courses/{COURSE}/index.html" in told
    # An older commit once more, or one beside, would take away what readers have.
    branch = git(root, "branch", "--show-current").strip()
    for commit in (
        read_manifest(released.first).commit,
        git(root, "commit-tree", "-m", "旁边", "HEAD^{tree}"),
    ):
        git(root, "switch", "-q", "--detach", commit.strip())
        older = run("release", *released.config)
        assert (older.exit_code, "xueku rollback" in older.output) == (2, True), older.output
    git(root, "switch", "-q", branch)


def _everything(name: str, content: bytes, depth: int = 5) -> Iterator[bytes]:
    """Every byte that can be read out of a file: as it is, uncompressed, and of each file in an archive."""
    yield name.encode()
    yield content
    if name.endswith(".gz"):
        yield from _everything(name[:-3], gzip.decompress(content), depth - 1)
    elif name.endswith(".br"):
        yield from _everything(name[:-3], brotli.decompress(content), depth - 1)
    elif name.endswith((".zip", ".docx")):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for inner in archive.namelist():
                yield from _everything(inner, archive.read(inner), depth - 1)


def _addresses_with(folder: Path, *needles: bytes) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        for part in _everything(path.relative_to(folder).as_posix(), path.read_bytes())
        if any(needle in part for needle in needles)
    }


def test_a_withdrawn_record_is_gone_from_every_byte_and_its_address_says_why(
    released: Released, tmp_path: Path
) -> None:
    www = str(released.served.root)
    installed = released.served.current
    number = 2 if installed.startswith("0002") else 1
    needles = [b"zhibu-gongzuo-guize", "提前三日公布议题".encode(), "承诺只登记，不评比".encode()]
    before = _addresses_with(released.served.folder(installed) / "site", *needles)
    assert any(address.startswith("assets/search/t/") for address in before)
    assert any(address.startswith(("assets/quiz/", "courses/")) for address in before)
    words = ["withdraw", WORK, "--reason", "依据已修订", "--root", www]
    stranger = run(*words, "--key", str(keys().stranger))
    assert (stranger.exit_code, released.served.current) == (2, installed)
    result = run(*words, "--key", str(keys().second))
    assert result.exit_code == 0, result.output
    manifest = read_manifest(released.served.folder(released.served.current))
    assert str(manifest.number) == f"000{number}.1"
    assert manifest.origin == read_manifest(released.first).origin
    site = released.served.root / "current/site"
    grave = f"library/{WORK}/index.html"
    assert "依据已修订" in (site / grave).read_text("utf-8")
    left = _addresses_with(site, *needles)
    assert {address.removesuffix(".gz").removesuffix(".br") for address in left} <= {grave}
    _is_gone_from_packages(released.served.root / "packages", manifest, needles, grave)
    # A neighbour names it in words of its own, which is told, and links to nothing.
    assert "《重温入党誓词》：标题《示例单位支部工作规则》" in result.output
    assert run("verify", str(released.served.root / "current"), "--keys", str(keys().signers)).exit_code == 0
    odd = run("withdraw", COURSE, "--reason", "一\u202e二", "--root", www, "--key", str(keys().second))
    assert (odd.exit_code, "原因里有" in odd.output) == (2, True)
    refused = run("rollback", "--root", www)
    assert (refused.exit_code, "又有紧急撤下的" in refused.output) == (2, True)
    assert (
        run("withdraw", WORK, "--reason", "再撤", "--root", www, "--key", str(keys().second)).exit_code == 2
    )
    history = released.served.root / "log.jsonl"
    lines = history.read_bytes()
    history.unlink()
    # The signed release itself says what was withdrawn.
    assert run("rollback", "--root", www).exit_code == 2
    history.write_bytes(lines)
    again = run("rollback", "--again", "--root", www)
    assert (again.exit_code, released.served.current) == (0, installed), again.output
    log = run("list", "--log", "--root", www)
    assert (log.exit_code, "依据已修订" in log.output) == (0, True)


def _is_gone_from_packages(folder: Path, manifest: Manifest, needles: list[bytes], grave: str) -> None:
    from xueku.release.package import unpack

    with zipfile.ZipFile(folder / f"xueku-site-{manifest.number}-usb.zip") as archive:
        for name in archive.namelist():
            found = [
                one for one in _everything(name, archive.read(name)) for needle in needles if needle in one
            ]
            assert not found or name == f"site/{grave}", name
    unpacked = folder / "unpacked"
    unpacked.mkdir()
    top = unpack(folder / f"xueku-site-{manifest.number}.tar.zst", unpacked)
    named = {
        MANIFEST,
        "SHA256SUMS",
        "发布说明.md",
        *(f"site/{grave}{ending}" for ending in ("", ".gz", ".br")),
    }
    assert _addresses_with(unpacked / top, *needles) <= named
