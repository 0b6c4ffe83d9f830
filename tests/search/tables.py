"""What both languages must do alike: tables that the Python tests and, through the fixture, the TypeScript tests read."""

from __future__ import annotations

from xueku.search.query import Query

FOLDED = [
    ("ＸＵＥＫＵ　２０２６", "xueku 2026"),
    ("重溫入黨誓詞", "重温入党誓词"),
    ("ｱ楼", "ア楼"),
    ("ﬁ ẞ İ", "ﬁ ß İ"),
    ("𝟏号楼 𠮷祥", "𝟏号楼 𠮷祥"),
    ("ΣΑΣ ÉCOLE ①", "σασ école 1"),
    ("⾏动 ⾺上", "行动 马上"),
    ("薴麻、苧麻、苎麻 㑮", "苎麻、苎麻、苎麻 㑮"),
    ("🆐 🄁 🅋", "🆐 🄁 🅋"),
    ("\n\t，：“？”", "\n\t,:“?”"),
    ("", ""),
]
"""Text, folded."""

CUT: list[tuple[str, list[list[str]]]] = [
    (
        "会后7日内，归档a4纸；签",
        [["会", "后", "7", "日", "内"], ["归", "档", "a4", "纸"], ["签"]],
    ),
    ("gb/t 7714—2015", [["gb"], ["t"], ["7714"], ["2015"]]),
    ("a_b é楼①", [["a"], ["b"], ["é", "楼", "①"]]),
    ("𠮷祥𝟏号", [["𠮷", "祥", "𝟏", "号"]]),
    ("㐀鿿\ufa0e", [["㐀", "鿿", "\ufa0e"]]),
    ("😀——……·　", []),
    ("", []),
]
"""Folded text, its units run by run."""

PARSED = [
    ("组织生活 签到", Query(words=("组织生活", "签到"))),
    ("　ＡＢＣ　", Query(words=("abc",))),
    ('"会后七日内"', Query(phrases=("会后七日内",))),
    ("“会后七日内” 记录", Query(words=("记录",), phrases=("会后七日内",))),
    ("＂会后 七日＂", Query(phrases=("会后 七日",))),
    ("党日 -观影", Query(words=("党日",), without=("观影",))),
    ("党日 －“集体 观影”", Query(words=("党日",), without=("集体 观影",))),
    ("-title:清单 a-b", Query(words=("a-b",), without=("清单",))),
    ("title:清单 kind:案例", Query(titles=("清单",), kinds=("案例",))),
    ("标题:清单", Query(titles=("清单",))),
    ("标题：清单 类别：案例", Query(titles=("清单",), kinds=("案例",))),
    ('title:"示例 清单"', Query(titles=("示例 清单",))),
    ("TITLE:A4", Query(titles=("a4",))),
    ("title: 清单", Query(words=("title:", "清单"))),
    ("怎样开好党日？", Query(words=("怎样开好党日?",), asks=True)),
    ("党日几天一次", Query(words=("党日几天一次",), asks=True)),
    ("几何", Query(words=("几何",))),
    ("规则里的“三日”指什么？", Query(words=("规则里的“三日”指什么?",), asks=True)),
    ("“三日”内 记录", Query(words=("“三日”内", "记录"))),
    ("“什么是签到”", Query(phrases=("什么是签到",))),
    (
        "会后七日内形成记录并由支部书记过目后归档留存备查",
        Query(words=("会后七日内形成记录并由支部书记过目后归档留存备查",), asks=True),
    ),
    ("会后七日内形成记录并由支部书记过目后", Query(words=("会后七日内形成记录并由支部书记过目后",))),
    ('。，！ -- "" -', Query()),
    ("", Query()),
    ("党日\ufeff记录\x1c会议\x85要点", Query(words=("党日", "记录", "会议", "要点"))),
    ('"党日"\x1f“记录”\ufeff', Query(phrases=("党日", "记录"))),
    ('没有关上的 "引号', Query(words=("没有关上的", '"引号'))),
]
"""What is typed, taken apart."""

NEAREST = [
    ("承诺咔", "河东承诺卡第1号办法"),
    ("河冬读书会", "河东读书会第2号办法"),
    ("窗口务服", "山前窗口服务第1号办法"),
    ("会纪", "会议记录，会议纪要"),
    ("党日", "主题党日·党日"),
    ("词", "誓词 誓词"),
    ("abc", "会"),
    ("签到", ""),
    ("签", "签到"),
    ("日党", "党日党"),
    ("承诺咔", "承诺卡第1号，承诺"),
    ("窗口务服", "山前窗口服务第1号，窗口服"),
    ("𠮷祥路", "山前𠮷详路第1号"),
    ("吉祥路", "𠮷祥路第1号"),
]
"""What is typed, and a title."""

KEYS = ["重温", "a4", "a4纸", "𠮷祥", "é", "<誓词", "词>", "^cwr", "chon", ""]
"""Keys that shards are chosen by."""
