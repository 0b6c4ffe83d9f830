"""What `deploy/` makes of nginx and Caddy: headers, what is kept, what is never sent, and no failed read while releases are switched."""

from __future__ import annotations

import gzip
import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.servers import DEPLOY, ask, serving
from tests.release.releases import COURSE, SHARD, SITE, made, package, server
from xueku.release.contents import write_packages
from xueku.release.hashed import ADDRESSES, is_hashed
from xueku.release.install import install
from xueku.release.served import Served
from xueku.site.assets import assets
from xueku.site.policy import HEADER

NAMES = ("nginx", "caddy")
STYLE = "/assets/xueku/xueku-23e67a20ea77.css"


def _quiet(_: str) -> None:
    pass


@pytest.fixture(params=NAMES)
def running(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[int, Served]]:
    """A server with one release installed."""
    served = server(tmp_path / "srv")
    extra = {
        "404.html": "<!doctype html><h1>没有这一页</h1>",
        "courses/chongwen-shici/media/名单.docx": "PK",
        "courses/chongwen-shici/media/手册.pdf": "%PDF-1.7",
        ".secret": "不该看见",
        "assets/quiz/bank.js": "xuekuQuizBank({})",
        "assets/notes.txt": "表格说明",
    }
    install(served, _package(tmp_path / "made", extra), tell=_quiet)
    with serving(request.param, served.root, tmp_path / "server") as port:
        yield port, served


def _package(out: Path, extra: dict[str, str]) -> Path:
    out.mkdir()
    manifest, folder = made(out, 1, {**SITE, **extra})
    return write_packages(folder, manifest, out)[0]


def test_every_answer_carries_the_policy_and_the_other_headers(running: tuple[int, Served]) -> None:
    port, _ = running
    for path in ("/", "/index.html", STYLE, "/courses/chongwen-shici/index.html", "/nowhere"):
        _, headers, _ = ask(port, path)
        assert headers["content-security-policy"] == HEADER, path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["x-frame-options"] == "SAMEORIGIN"


def test_names_with_a_hash_are_kept_and_others_asked_for_each_time(running: tuple[int, Served]) -> None:
    port, _ = running
    for path in (STYLE, f"/{SHARD}"):
        assert "immutable" in ask(port, path)[1]["cache-control"], path
    for path in ("/index.html", "/assets/search/manifest.js", "/assets/quiz/bank.js", "/assets/notes.txt"):
        assert ask(port, path)[1]["cache-control"] == "no-cache", path


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("assets/xueku/host-a80cb46c56ba.js", True),
        ("assets/xueku/favicon-a89c93de1e36.svg", True),
        ("assets/quiz/zuzhi-shenghuo-c89f08e7c5cf.js", True),
        ("assets/search/d/0/0-yhmxrk.js", True),
        ("assets/search/t/5/5tx5wikmo5.js", True),
        ("assets/search/index-5tx5wikmo5.js", True),
        ("assets/stylesheets/main.57a0d79d.min.css", True),
        ("assets/search/manifest.js", False),
        ("assets/quiz/bank.js", False),
        ("assets/表.csv", False),
        ("assets/xueku/notes.txt", False),
        ("assets/images/favicon.png", False),
        ("courses/assets/xueku/host-a80cb46c56ba.js", False),
    ],
)
def test_only_what_we_name_by_its_hash_is_named_by_hash(address: str, expected: bool) -> None:
    assert is_hashed(f"site/{address}") == expected
    assert is_hashed(f"site/{address}.gz") == expected


def test_every_script_and_style_sheet_of_ours_is_named_by_hash() -> None:
    assert [address for address, _ in assets().values() if not is_hashed(f"site/{address}")] == []


def test_precompressed_files_are_sent_to_who_takes_them(running: tuple[int, Served]) -> None:
    port, served = running
    _, headers, body = ask(port, STYLE, Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert body == (served.root / f"current/site{STYLE}.gz").read_bytes()
    assert gzip.decompress(body) == ask(port, STYLE)[2]


def test_attachments_have_a_policy_of_their_own(running: tuple[int, Served]) -> None:
    port, _ = running
    base = "/courses/chongwen-shici/media/"
    office = ask(port, f"{base}%E5%90%8D%E5%8D%95.docx")[1]
    assert office["content-disposition"] == "attachment"
    for headers in (office, ask(port, f"{base}%E4%BC%9A%E5%9C%BA.svg")[1]):
        assert "sandbox" in headers["content-security-policy"]
        assert "script-src" not in headers["content-security-policy"]
    portable = ask(port, f"{base}%E6%89%8B%E5%86%8C.pdf")[1]["content-security-policy"]
    assert portable.startswith("default-src 'none'")
    assert "sandbox" not in portable


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [
        ("/.secret", "GET", 404),
        ("/courses/", "GET", 404),
        ("/assets/", "GET", 404),
        ("/../MANIFEST.json", "GET", (400, 404)),
        ("/%2e%2e/MANIFEST.json", "GET", (400, 404)),
        ("/..%2fMANIFEST.json", "GET", (400, 404)),
        ("/assets/%2e%2e/%2e%2e/%2e%2e/allowed_signers", "GET", (400, 404)),
        ("/index.html%00.svg", "GET", (400, 404, 500)),
        ("/index.html", "POST", 405),
        ("/index.html", "DELETE", 405),
    ],
)
def test_nothing_but_the_site_is_sent(
    running: tuple[int, Served], path: str, method: str, status: int | tuple[int, ...]
) -> None:
    port, _ = running
    answered, _, body = ask(port, path, method)
    assert answered in (status if isinstance(status, tuple) else (status,))
    assert b"sha256" not in body
    assert "不该看见".encode() not in body


def test_a_link_out_of_the_site_is_not_followed(tmp_path: Path) -> None:
    served = server(tmp_path / "srv")
    install(served, package(tmp_path / "made"), tell=_quiet)
    (served.root / "current/site/leak.html").symlink_to("/etc/hostname")
    with serving("nginx", served.root, tmp_path / "server") as port:
        assert ask(port, "/leak.html")[0] in (403, 404)


class _Reader(threading.Thread):
    """Opens the first page, then what that page needs, once more and once more. `failed` holds what it did not get."""

    def __init__(self, port: int, shards: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.count, self.failed, self.is_over = 0, list[str](), False
        self._port, self._shards = port, shards

    def run(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        while not self.is_over:
            page = self._read(connection, "index.html")
            name = page.rstrip("\n").rpartition("<p>")[2].rpartition("第")[2]
            # The page stays open for a while: releases are switched meanwhile.
            for address in (
                COURSE,
                self._shards.get(f"第{name}", "index.html"),
                "assets/xueku/xueku-23e67a20ea77.css",
            ) * 5:
                self._read(connection, address)

    def _read(self, connection: http.client.HTTPConnection, address: str) -> str:
        connection.request("GET", f"/{address}")
        answer = connection.getresponse()
        text = answer.read().decode()
        self.count += 1
        if answer.status != 200 or not text:
            self.failed.append(f"{answer.status} {address}")
        return text


@pytest.mark.parametrize(
    ("name", "releases", "reads"),
    [("nginx", 3, 1_000), ("caddy", 3, 500), pytest.param("nginx", 20, 100_000, marks=pytest.mark.long)],
)
def test_no_read_fails_while_releases_are_switched(
    tmp_path: Path, name: str, releases: int, reads: int
) -> None:
    served = server(tmp_path / "www")
    packages = [package(tmp_path / str(n), n, f"第{n}次") for n in range(1, releases + 2)]
    shards = {f"第{n}次": f"assets/search/t/g/{n:010}.js" for n in range(1, releases + 2)}
    install(served, packages[0], tell=_quiet)
    with serving(name, served.root, tmp_path / "server") as port:
        readers = [_Reader(port, shards) for _ in range(2)]
        for reader in readers:
            reader.start()
        for turn, file in enumerate(packages[1:], 1):
            while sum(reader.count for reader in readers) < reads * turn // (releases + 1):
                time.sleep(0.02)
            install(served, file, tell=_quiet)
        while sum(reader.count for reader in readers) < reads:
            time.sleep(0.02)
        for reader in readers:
            reader.is_over = True
        for reader in readers:
            reader.join(60)
    assert [failed for reader in readers for failed in reader.failed] == []
    assert sum(reader.count for reader in readers) >= reads


def test_both_configurations_say_the_policy_of_the_pages_and_which_names_are_hashed() -> None:
    for file in ("nginx/xueku.conf", "caddy/Caddyfile"):
        text = (DEPLOY / file).read_text("utf-8")
        assert f'"{HEADER}"' in text
        assert f"^{ADDRESSES}$" in text
