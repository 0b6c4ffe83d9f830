"""What `deploy/` makes of nginx and Caddy: headers, what is kept, what is never sent, and no failed read while releases are switched."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.servers import DEPLOY, ask, serving
from tests.release.releases import SHARD, SITE, made, package, server
from xueku.release.contents import write_packages
from xueku.release.install import install
from xueku.release.served import Served
from xueku.site.policy import HEADER

NAMES = ("nginx", "caddy")
STYLE = "/assets/xueku/xueku-23e67a20ea77.css"
RELEASES = 20


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
    for path in ("/index.html", "/assets/search/manifest.js", "/assets/quiz/bank.js"):
        assert ask(port, path)[1]["cache-control"] == "no-cache", path


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


@pytest.mark.parametrize("name", NAMES)
def test_readers_fail_no_read_while_releases_are_switched(name: str, tmp_path: Path) -> None:
    _switch_under_readers(name, tmp_path, releases=4, readers=2, least=400)


@pytest.mark.long
def test_readers_fail_no_read_in_a_hundred_thousand_during_twenty_releases(tmp_path: Path) -> None:
    _switch_under_readers("nginx", tmp_path, releases=RELEASES, readers=4, least=100_000)


def _switch_under_readers(name: str, tmp_path: Path, releases: int, readers: int, least: int) -> None:
    """Readers open the first page, then ask for the shard that it names, which the release after may no longer have."""
    served = server(tmp_path / "srv")
    packages = [
        package(tmp_path / "made" / str(number), number, f"第{number}版") for number in range(1, releases + 1)
    ]
    install(served, packages[0], tell=_quiet)
    counts, failures = [0] * readers, list[str]()
    done = threading.Event()
    with serving(name, served.root, tmp_path / "server") as port:

        def read(which: int) -> None:
            while not done.is_set() or sum(counts) < least:
                status, _, body = ask(port, "/index.html")
                number = body.decode().rpartition("第")[2].removesuffix("版")
                shard, _, text = (
                    ask(port, f"/assets/search/t/g/{int(number):010}.js") if status == 200 else (0, {}, b"")
                )
                counts[which] += 2
                if (status, shard, text.decode()) != (200, 200, f"第{number}版"):
                    failures.append(f"{status} {shard} {number}")
                    return

        threads = [threading.Thread(target=read, args=(which,)) for which in range(readers)]
        for thread in threads:
            thread.start()
        for one in packages[1:]:
            install(served, one, tell=_quiet)
        done.set()
        for thread in threads:
            thread.join()
    assert not failures
    assert sum(counts) >= least


def test_both_configurations_say_the_policy_of_the_pages() -> None:
    for file in ("nginx/xueku.conf", "caddy/Caddyfile"):
        assert f'"{HEADER}"' in (DEPLOY / file).read_text("utf-8")
