"""Small releases, made without a site engine, and the keys that sign them."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from xueku.release.contents import fill, write_packages
from xueku.release.durable import PASSING
from xueku.release.install import install
from xueku.release.manifest import Manifest, Number
from xueku.release.records import Shown
from xueku.release.served import Served
from xueku.release.signature import SIGNERS, sign_manifest
from xueku.release.verify import verify_folder

COURSE = "courses/chongwen-shici/index.html"
SHARD = "assets/search/t/g/gyez652evc.js"
SITE = {
    "index.html": "<!doctype html><title>学库</title><p>主题党日、理论学习、案例汇编。</p>" * 20,
    COURSE: "<!doctype html><h1>重温入党誓词</h1><p>三位同志各讲六分钟。</p>",
    SHARD: 'xuekuSearch(["三位同志各讲六分钟"])',
    "assets/search/manifest.js": "xuekuSearch({})",
    "assets/xueku/xueku-23e67a20ea77.css": "main { max-width: 40em }" * 20,
    "courses/chongwen-shici/media/会场.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}
RECORDS = {
    "chongwen-shici": Shown(
        "重温入党誓词", "课程包", COURSE, "xueku-text 2\nkind: course\n\n== body\n  三位同志各讲六分钟。\n"
    )
}


@dataclass(frozen=True)
class Keys:
    """Two private keys that are allowed, one that is not, and the list of allowed ones."""

    first: Path
    second: Path
    stranger: Path
    signers: Path


@cache
def keys() -> Keys:
    """Keys that last as long as the tests."""
    folder = Path(mkdtemp(prefix="xueku-keys-"))
    for name in ("first", "second", "stranger"):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)], check=True
        )
    allowed = [
        f'发布机-{name} namespaces="xueku-release" {(folder / f"{name}.pub").read_text()}'
        for name in ("first", "second")
    ]
    (folder / SIGNERS).write_text("".join(allowed).replace("发布机", "release"), "utf-8")
    return Keys(folder / "first", folder / "second", folder / "stranger", folder / SIGNERS)


def made(
    out: Path,
    number: int = 1,
    site: Mapping[str, str] = SITE,
    records: Mapping[str, Shown] = RECORDS,
    key: Path | None = None,
    origin: str = "",
    bulk: int = 0,
) -> tuple[Manifest, Path]:
    """A signed release in `out`, and its folder; with `bulk` bytes that nothing makes smaller."""
    staging = out / "staging"
    for address, text in site.items():
        place = staging / "site" / address
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    if bulk:
        (staging / "site/courses/chongwen-shici/media/film.mp4").write_bytes(random.Random(1).randbytes(bulk))
    about = Manifest(Number(number), "c0ffee", 1_780_000_000, "0.1.0", {}, "", {}, origin=origin)
    manifest = fill(staging, about, "mkdocs.yml", records, f"# 第 {number} 次发布\n")
    sign_manifest(staging, key or keys().first)
    folder = staging.rename(out / manifest.name)
    return manifest, folder


def package(out: Path, number: int = 1, text: str = "", **others: object) -> Path:
    """A package of a small release; `text` stands on its first page, and names a shard."""
    site = {**SITE, "index.html": SITE["index.html"] + text}
    if text:
        site[f"assets/search/t/g/{number:010}.js"] = text
        del site[SHARD]
    out.mkdir(parents=True, exist_ok=True)
    manifest, folder = made(out, number, site, **others)  # type: ignore[arg-type]
    return write_packages(folder, manifest, out)[0]


def server(root: Path) -> Served:
    """An empty folder for releases, with the list of allowed keys."""
    root.mkdir(parents=True, exist_ok=True)
    (root / SIGNERS).write_bytes(keys().signers.read_bytes())
    return Served(root)


def installed(served: Served, file: Path, **others: object) -> str:
    """Install a package without a word; gives the name of the release."""
    return install(served, file, tell=lambda line: None, **others).name  # type: ignore[arg-type]


def is_whole(served: Served) -> bool:
    """Whether what is served is as it was signed."""
    return verify_folder(served.folder(served.current), served.signers).is_good


def nothing_is_left(served: Served) -> bool:
    """Whether no run left anything behind."""
    return not [path for path in served.root.rglob("*") if path.name.startswith(PASSING)]
