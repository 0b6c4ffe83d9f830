"""Names that not every machine takes, things that are no plain files, files of a sort that has no place here."""

from __future__ import annotations

from tests.source.broken.case import FIELDS, Broken, Link, Special, course, folder, text

_ARTICLES = "content/articles"


def _named(name: str, code: str) -> Broken:
    path = f"{_ARTICLES}/{name}"
    return Broken(f"名字：{name[:30]!r}", {path: text()}, (f"{path} {code}",))


NAMES = (
    _named("CON.md", "XK024"),
    _named("nul.md", "XK024"),
    _named("Aux.说明.md", "XK024"),
    _named("com1.md", "XK024"),
    _named("LPT9.md", "XK024"),
    _named("什么是先锋?.md", "XK024"),
    _named("一*.md", "XK024"),
    _named("甲:乙.md", "XK024"),
    _named('一"本"书.md', "XK024"),
    _named("甲<乙>.md", "XK024"),
    _named("甲|乙.md", "XK024"),
    _named("甲\\乙.md", "XK024"),
    _named("Re\u0301ne.md", "XK024"),
    _named("读" * 80 + ".md", "XK024"),
    _named("读\u200b书.md", "XK013"),
    _named("读\u202e书.md", "XK013"),
    _named("读\n书.md", "XK013"),
    _named(" 读书.md", "XK024"),
    folder("末尾有空格的附件", {"表 .pdf ": b""}, "表 .pdf  XK024"),
    folder("末尾有点的文件夹", {"图./一.png": b""}, "图. XK024"),
    folder("附件的名字有问号", {"media/什么?.pdf": b""}, "media/什么?.pdf XK024"),
    folder("附件叫PRN", {"media/prn.txt": "甲\n"}, "media/prn.txt XK024"),
    Broken("文件夹叫CON", {"content/courses/con/index.md": course()}, ("content/courses/con XK024",)),
    Broken(
        "只差大小写的两份",
        {
            f"{_ARTICLES}/Duocuo.md": text(),
            f"{_ARTICLES}/duocuo.md": text(fields=FIELDS.replace("ID", "ID-b")),
        },
        (f"{_ARTICLES}/duocuo.md XK025",),
    ),
    folder("只差大小写的附件", {"media/表.PDF": b"", "media/表.pdf": b""}, "media/表.pdf XK025"),
    Broken(
        "只差大小写的文件夹",
        {
            "content/courses/AB/index.md": course(),
            "content/courses/ab/index.md": course().replace("ID", "ID-b"),
        },
        ("content/courses/ab XK025",),
    ),
)

NO_PLAIN_FILES = (
    Broken(
        "指向外面的快捷方式", {f"{_ARTICLES}/外面.md": Link("/etc/passwd")}, (f"{_ARTICLES}/外面.md XK012",)
    ),
    Broken("指向里面的快捷方式", {f"{_ARTICLES}/里面.md": Link("三遍.md")}, (f"{_ARTICLES}/里面.md XK012",)),
    Broken("断了的快捷方式", {f"{_ARTICLES}/断了.md": Link("没有.md")}, (f"{_ARTICLES}/断了.md XK012",)),
    Broken("指向自己的快捷方式", {f"{_ARTICLES}/自己.md": Link("自己.md")}, (f"{_ARTICLES}/自己.md XK012",)),
    Broken("文件夹的快捷方式", {"content/courses/外面": Link("/etc")}, ("content/courses/外面 XK012",)),
    Broken("绕圈的文件夹", {"content/courses/圈/圈": Link("..")}, ("content/courses/圈/圈 XK012",)),
    Broken("栏目是快捷方式", {"content/works": Link("/etc")}, ("content/works XK012",), is_alone=True),
    Broken("管道", {f"{_ARTICLES}/管道.md": Special("fifo")}, (f"{_ARTICLES}/管道.md XK012",)),
    Broken("套接字", {f"{_ARTICLES}/套接字.md": Special("socket")}, (f"{_ARTICLES}/套接字.md XK012",)),
    folder("附件是快捷方式", {"media/表.pdf": Link("/etc/passwd")}, "media/表.pdf XK012"),
    folder("附件是管道", {"media/表.pdf": Special("fifo")}, "media/表.pdf XK012"),
    folder("自测是快捷方式", {"quiz.yml": Link("/etc/passwd")}, "quiz.yml XK012"),
    folder("自测是管道", {"quiz.yml": Special("fifo")}, "quiz.yml XK012"),
    Broken(
        "词表是管道",
        {"content/vocab/places.yml": Special("fifo")},
        ("content/vocab/places.yml XK012",),
        is_alone=True,
    ),
    Broken(
        "词表是快捷方式",
        {"content/vocab/places.yml": Link("/etc/hostname")},
        ("content/vocab/places.yml XK012",),
        is_alone=True,
    ),
    Broken(
        "签字记录是管道",
        {"content/signoffs/a.yml": Special("fifo")},
        ("content/signoffs/a.yml XK012",),
        is_alone=True,
    ),
    Broken(
        "签字记录是快捷方式",
        {"content/signoffs/a.yml": Link("/etc/hostname")},
        ("content/signoffs/a.yml XK012", "content/signoffs/a.yml XK505"),
        is_alone=True,
    ),
    Broken("docs里的管道", {"docs/管道.md": Special("fifo")}, ("docs/管道.md XK012",), is_alone=True),
    Broken("docs里的快捷方式", {"docs/外面.md": Link("/etc/passwd")}, ("docs/外面.md XK012",), is_alone=True),
    Broken("docs里文件夹的快捷方式", {"docs/外面": Link("/etc")}, ("docs/外面 XK012",), is_alone=True),
)

PLACES = (
    folder(
        "引入外面的文件",
        {},
        "index.md:18 XK014",
        index=course('先读规则。\n\n--8<-- "../../../mkdocs.yml"\n'),
    ),
    folder("引入系统的文件", {}, "index.md:18 XK014", index=course('先读规则。\n\n--8<-- "/etc/passwd"\n')),
    folder("引入自己", {}, "index.md:18 XK014", index=course('先读规则。\n\n--8<-- "index.md"\n')),
    folder(
        "引入绕圈",
        {"a.md": '--8<-- "b.md"\n', "b.md": '--8<-- "a.md"\n'},
        "b.md:1 XK014",
        index=course('先读规则。\n\n--8<-- "a.md"\n'),
    ),
    folder("引入没有的文件", {}, "index.md:18 XK014", index=course('先读规则。\n\n--8<-- "没有.md"\n')),
    folder(
        "引入的是GBK",
        {"段.md": "先听后办。\n".encode("gbk")},
        "段.md XK001",
        index=course('先读规则。\n\n--8<-- "段.md"\n'),
    ),
    folder(
        "引入的有合并标记",
        {"段.md": "<<<<<<< HEAD\n"},
        "段.md:1 XK006",
        index=course('先读规则。\n\n--8<-- "段.md"\n'),
    ),
    folder("链接出了文件夹", {}, "index.md:16 XK302", index=course("见[设置](../../../mkdocs.yml)。\n")),
    folder("链接到系统的文件", {}, "index.md:16 XK302", index=course("见[口令](/etc/passwd)。\n")),
    folder("图片出了文件夹", {}, "index.md:16 XK302", index=course("![图](../../../../etc/a.png)\n")),
    folder("编码的上级文件夹", {}, "index.md:16 XK302", index=course("![图](%2e%2e/%2e%2e/a.png)\n")),
    folder("本机的盘符", {}, "index.md:16 XK906", index=course("见[表](C:\\用户\\表.docx)。\n")),
)

TYPES = (
    folder("网页", {"media/页面.html": "<script>1</script>"}, "media/页面.html XK026"),
    folder("没有后缀", {"media/说明": "甲\n"}, "media/说明 XK026"),
    folder("程序", {"media/工具.exe": b"MZ"}, "media/工具.exe XK026"),
    folder("脚本", {"media/app.js": "alert(1)"}, "media/app.js XK026"),
    folder("压缩的矢量图", {"media/图.svgz": b"\x1f\x8b"}, "media/图.svgz XK026"),
    folder("带宏的文档", {"media/表.docm": b"PK"}, "media/表.docm XK026"),
    folder("带宏的表格", {"media/表.xlsm": b"PK"}, "media/表.xlsm XK026"),
    folder("样式表", {"media/a.css": "*{}"}, "media/a.css XK026"),
    folder("字体", {"media/a.woff2": b"wOF2"}, "media/a.woff2 XK026"),
    folder(
        "网页的别名",
        {"media/a.xhtml": "<html/>", "media/b.htm": "<html>", "media/c.mht": "x"},
        "media/a.xhtml XK026",
        "media/b.htm XK026",
        "media/c.mht XK026",
    ),
    folder("链接到网页", {"页面.html": "<p>"}, "index.md:16 XK305", index=course("见[页面](页面.html)。\n")),
    folder(
        "附上程序",
        {"a.bat": "dir"},
        "index.md:15 XK305",
        index=course("正文。\n", "attachments:", "  - {file: a.bat, title: 表}"),
    ),
)
