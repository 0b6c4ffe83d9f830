from __future__ import annotations

import pytest

from xueku.model.film import Captions, Cue, captions_of, company_of, poster_of, read_captions

CAPTIONS = """\
WEBVTT 讲解

NOTE 这一段给自己看

STYLE
::cue { color: yellow }

1
00:00.500 --> 00:04.000 align:start
<v 值班长>清单上<i>逐项</i>勾出，
写明怎样补交。

01:02:05.000 --> 01:02:09.000
&lt;完&gt;
"""


def test_captions_are_read_in_order_with_who_speaks_and_without_looks() -> None:
    assert read_captions(CAPTIONS) == Captions(
        (
            Cue(500, 4000, "值班长：清单上逐项勾出， 写明怎样补交。"),
            Cue(3_725_000, 3_729_000, "<完>"),
        )
    )


def test_a_clock_has_hours_only_where_there_are_any() -> None:
    assert [cue.clock for cue in read_captions(CAPTIONS).cues] == ["0:00", "1:02:05"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("1\n00:00.500 --> 00:04.000\n清单\n", 1),
        ("WEBVTT字幕\n", 1),
        ("WEBVTT\n\n00:04.000 --> 00:00.500\n清单\n", 3),
        ("WEBVTT\n\n1\n00:00,500 --> 00:04,000\n清单\n", 4),
        ("WEBVTT\n\n00:00.500 --> 00:04.000\n清单\n\n00:75.000 --> 00:80.000\n补交\n", 6),
    ],
)
def test_the_first_line_that_cannot_be_read_is_told(text: str, line: int) -> None:
    assert read_captions(text).wrong == line


def test_captions_and_poster_have_the_name_of_the_film() -> None:
    files = {"media/讲解.mp4", "media/讲解.vtt", "media/讲解.png", "media/别的.vtt", "media/图.jpg"}
    assert captions_of("media/讲解.mp4", files) == "media/讲解.vtt"
    assert poster_of("media/讲解.mp4", files) == "media/讲解.png"
    assert company_of("media/讲解.mp4", files) == ("media/讲解.vtt", "media/讲解.png")
    assert company_of("media/图.jpg", files) == ()
    assert captions_of("media/没有.webm", files) == ""
