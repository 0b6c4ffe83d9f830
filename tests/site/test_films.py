"""A film on a page, with what is said in it."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from tests.samples import LIBRARY, article, examined, record
from xueku.review.publish import publish
from xueku.site.records import record_files, record_pages

CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:04.500\n<v 小周>先看<b>第一行</b>。\n\n01:05.000 --> 01:09.000\n再看\n第二行。\n"
TEXT = article(
    "zen-yang-tian",
    "怎样填清单",
    "先看一遍。\n\n![怎样填清单](media/讲解.mp4)\n\n也可以[下载](media/讲解.mp4)。",
)


def _page(root: Path, **files: str) -> tuple[LexborHTMLParser, set[str]]:
    for name, content in files.items():
        place = root / "content/articles/填清单/media" / name.replace("_", ".")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content, "utf-8")
    checked = examined(root, {**LIBRARY, "articles/填清单/index.md": TEXT})
    shown, found = publish(checked.linked, "publish"), record(checked, "zen-yang-tian")
    page = next(iter(record_pages(shown, found)))
    return LexborHTMLParser(page.main_html), set(record_files(shown, found))


def test_a_film_is_the_browsers_own_player_with_captions_and_poster(tmp_path: Path) -> None:
    poster = tmp_path / "content/articles/填清单/media/讲解.png"
    poster.parent.mkdir(parents=True)
    Image.new("RGB", (4, 3)).save(poster)
    html, files = _page(tmp_path, 讲解_mp4="视频", 讲解_vtt=CAPTIONS)
    film = html.css_first("figure.xk-film video")
    assert film is not None
    assert "autoplay" not in film.attributes
    assert film.attributes["src"] == "media/%E8%AE%B2%E8%A7%A3.mp4"
    assert film.attributes["poster"] == "media/%E8%AE%B2%E8%A7%A3.png"
    track = html.css_first("video track")
    assert track is not None
    assert track.attributes["src"] == "media/%E8%AE%B2%E8%A7%A3.vtt"
    folder = "articles/zen-yang-tian/media/讲解"
    assert {f"{folder}.mp4", f"{folder}.vtt", f"{folder}.png"} <= files


def test_what_is_said_stands_below_it_for_whoever_cannot_hear_or_play(tmp_path: Path) -> None:
    html, _ = _page(tmp_path, 讲解_mp4="视频", 讲解_vtt=CAPTIONS)
    said = [" ".join(line.text().split()) for line in html.css(".xk-film__words p")]
    assert said == ["0:01 小周：先看第一行。", "1:05 再看 第二行。"]
