"""Texts that are too large, of another encoding, with characters that must not be there, or only half there."""

from __future__ import annotations

from tests.source.broken.case import BODY_LINE, FIELDS, Broken, page, text

_AT = BODY_LINE


def _with(name: str, character: str, code: str) -> Broken:
    return page(name, text(f"第一遍。\n\n只画{character}线。\n"), f"{_AT + 2} {code}")


SIZE = (
    page("太大的一页", text("一遍又一遍地读。\n\n" * 120_000), "XK007"),
    page("一行太长", text("读" * 7_000 + "\n"), f"{_AT} XK007"),
    page("网址太长", text(f"[书](https://example.com/{'a' * 21_000})\n"), f"{_AT} XK007"),
    page("引文套引文", text("\n" + "> " * 60 + "深\n"), f"{_AT + 1} XK007"),
    page("列表套列表", text("".join(f"{'    ' * depth}- 项\n" for depth in range(60))), f"{_AT + 50} XK007"),
    page("方括号套方括号", text("[" * 200 + "书" + "]" * 200 + "\n"), f"{_AT} XK007"),
    page("没有合上的方括号", text("[" * 3_000 + "\n"), f"{_AT} XK007"),
    page("圆括号套圆括号", text("[书](" + "(" * 200 + "\n"), f"{_AT} XK007"),
    page(
        "属性区太长",
        text(fields=FIELDS + "keywords:\n" + "".join(f"  - 词{number}\n" for number in range(9_000))),
        "2 XK007",
    ),
    page("属性区套得太深", text(fields=FIELDS + "related: " + "[" * 30 + "书" + "]" * 30 + "\n"), "9 XK007"),
    page(
        "属性区一层层缩进",
        text(fields=FIELDS + "extra:\n" + "".join(f"{'  ' * depth}a:\n" for depth in range(1, 40))),
        "16 XK007",
    ),
    page("括号没有完", text(fields=FIELDS + "related: " + "[" * 5_000 + "\n"), "9 XK007"),
)

ENCODING = (
    page("存成了GBK", text("窗口服务，先听后办。\n").encode("gbk"), "XK001"),
    page("存成了GB18030", text("窗口服务㐂，先听后办。\n").encode("gb18030"), "XK001"),
    page("存成了UTF-16", text().encode("utf-16"), "XK001"),
    page("存成了UTF-16大端", b"\xfe\xff" + text().encode("utf-16-be"), "XK001"),
    page("UTF-16没有签名", text().encode("utf-16-le"), "XK001"),
    page("UTF-16大端没有签名", text().encode("utf-16-be"), "XK001"),
    page("存成了UTF-32", text().encode("utf-32"), "XK001"),
    page(
        "存成了BIG5",
        text(
            "視窗服務，先聽後辦。\n",
            FIELDS.replace("读书", "讀書")
            .replace("读", "讀")
            .replace("书", "書")
            .replace("画线", "畫線")
            .replace("写问题", "寫問題")
            .replace("讲给", "講給")
            .replace("题", "題")
            .replace("写", "寫")
            .replace("问", "問")
            .replace("单", "單"),
        ).encode("big5"),
        "3 XK001",
    ),
    page("坏在一个字中间", text("第一遍。\n").encode() + "线".encode()[:2], f"{_AT + 1} XK001"),
    page("混着两种编码", text("第一遍。\n").encode() + "只画线\n".encode("gbk"), f"{_AT + 1} XK001"),
    page("二进制", bytes(range(256)) * 40, "XK001"),
    page("其实是图片", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "XK001"),
    page("其实是Word", b"PK\x03\x04" + bytes(range(128, 256)) * 10, "XK001"),
    page("其实是旧Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, "XK001"),
    page("过长的编码", text("第一遍\n").encode() + b"\xc0\xaf\n", f"{_AT + 1} XK001"),
    page("编了代理字符", text("第一遍\n").encode() + b"\xed\xa0\x80\n", f"{_AT + 1} XK001"),
    page("空文件", b"", "XK004"),
    page("只有空行", b"\n\n  \n", "XK004"),
    page("只有签名", b"\xef\xbb\xbf", "XK004"),
)

CHARACTERS = (
    _with("倒序覆盖", "\u202e", "XK005"),
    _with("左嵌入", "\u202a", "XK005"),
    _with("弹出方向", "\u202c", "XK005"),
    _with("隔离方向", "\u2066", "XK005"),
    _with("结束隔离", "\u2069", "XK005"),
    _with("标签字符", "\U000e0041", "XK005"),
    _with("语言标签", "\U000e0001", "XK005"),
    _with("替换字符", "\ufffd", "XK005"),
    _with("空字节", "\0", "XK005"),
    _with("退格", "\b", "XK005"),
    _with("换页", "\f", "XK005"),
    _with("竖向制表", "\v", "XK005"),
    _with("转义", "\x1b[31m", "XK005"),
    _with("删除字符", "\x7f", "XK005"),
    _with("第二组控制字符", "\x9b", "XK005"),
    _with("行分隔符", "\u2028", "XK005"),
    _with("段分隔符", "\u2029", "XK005"),
    _with("非字符", "\ufffe", "XK005"),
    _with("行间注释", "\ufff9", "XK005"),
    _with("零宽空格", "\u200b", "XK021"),
    _with("零宽不连字", "\u200c", "XK021"),
    _with("零宽连字", "\u200d", "XK021"),
    _with("词连接符", "\u2060", "XK021"),
    _with("中间的签名", "\ufeff", "XK021"),
    _with("软连字符", "\u00ad", "XK021"),
    _with("左右标记", "\u200e", "XK021"),
    _with("拆开的声调", "e\u0301", "XK022"),
    _with("兼容汉字", "\uf9dc", "XK022"),
    page("标题里倒序", text(fields=FIELDS.replace("一本书", "一本\u202e书")), "3 XK005"),
    page("标题里零宽空格", text(fields=FIELDS.replace("一本书", "一本\u200b书")), "3 XK021"),
    page("标题里写成转义", text(fields=FIELDS.replace("一本书读三遍", '"一本\\u202e书"')), "3 XK005"),
    page(
        "标题里转义的标签字符", text(fields=FIELDS.replace("一本书读三遍", '"一本\\U000e0041书"')), "3 XK005"
    ),
    page("编号里零宽空格", text(fields=FIELDS.replace("ID", "ID\u200b")), "2 XK021"),
    page("作者名拆开了", text(fields=FIELDS.replace("某同志", "Re\u0301ne")), "8 XK022"),
    page("网址混用字母", text("见[说明](https://аpple.com/a)。\n"), f"{_AT} XK307"),
    page("网址的域名是西里尔字母", text("见[说明](https://www.gоv.cn/)。\n"), f"{_AT} XK307"),
    page(
        "链接文字像另一个网址",
        text("见[www.gоv.cn](https://example.com/)。\n"),
        f"{_AT} XK307",
        f"{_AT} XK702",
    ),
    page("网址用了希腊字母", text("见 <https://gοogle.com/>。\n"), f"{_AT} XK307", f"{_AT} XK702"),
    page(
        "链接文字是别的网址",
        text("见[https://www.gov.cn/](https://example.com/)。\n"),
        f"{_AT} XK307",
        f"{_AT} XK702",
    ),
    page("域名写成编码", text("见[说明](https://xn--pple-43d.com/)。\n"), f"{_AT} XK307"),
)

HALVES = (
    page("没有属性区", "只有正文。\n", "1 XK003"),
    page("属性区没有完", f"---\n{FIELDS}", "1 XK015"),
    page("属性区断在一行中间", f"---\n{FIELDS[:60]}", "1 XK015"),
    page("第一行多了空格", f" ---\n{FIELDS}---\n", "1 XK003"),
    page("用了等号", f"===\n{FIELDS}===\n", "1 XK003"),
    page("两道横线", f"--\n{FIELDS}--\n", "1 XK003"),
    page("属性区是空的", "---\n---\n\n正文。\n", "1 XK101"),
    page("属性区是列表", "---\n- 甲\n- 乙\n---\n", "2 XK103"),
    page("属性区是一句话", "---\n一本书读三遍\n---\n", "2 XK103"),
    page("代码块没有结束", text("先看：\n\n```text\n第一遍\n"), f"{_AT + 2} XK016"),
    page("波浪线没有结束", text("~~~\n第一遍\n"), f"{_AT} XK016"),
    page("结束的反引号少了", text("````\n第一遍\n```\n"), f"{_AT} XK016"),
    page("列表里代码块没有结束", text("- 甲\n\n    ```\n    第一遍\n"), f"{_AT + 2} XK016"),
    page("引文里代码块没有结束", text("> ```\n> 第一遍\n"), f"{_AT} XK016"),
    page("批注没有结束", text("第一遍。\n\n<!-- 还要补\n\n第二遍。\n"), f"{_AT + 2} XK205"),
    page("批注断在文件末尾", text("第一遍。\n\n<!-"), f"{_AT + 2} XK023"),
    page("批注结束少一横", text("<!-- 还要补 ->\n\n第二遍。\n"), f"{_AT} XK205"),
    page("链接断在文件末尾", text("第一遍。\n\n见[规则](https://exam"), f"{_AT + 2} XK805"),
    page("合并标记", text("<<<<<<< HEAD\n三遍\n=======\n两遍\n>>>>>>> 修改\n"), f"{_AT} XK006"),
    page("只剩合并标记的尾", text("三遍\n>>>>>>> 修改\n"), f"{_AT + 1} XK006"),
    page("只剩合并标记的头", text("<<<<<<< HEAD\n三遍\n"), f"{_AT} XK006"),
    page("三方合并的底稿标记", text("三遍\n||||||| 合并前\n两遍\n"), f"{_AT + 1} XK006"),
    page("没有名字的合并标记", text("<<<<<<<\n三遍\n=======\n两遍\n>>>>>>>\n"), f"{_AT} XK006"),
    page(
        "属性区里的合并标记",
        text(
            fields=FIELDS.replace("date:", "<<<<<<< HEAD\ndate: 2026-04-22\n=======\ndate:")
            + ">>>>>>> 修改\n"
        ),
        "5 XK006",
    ),
    page("回车换行的合并标记", text("<<<<<<< HEAD\n三遍\n").replace("\n", "\r\n"), f"{_AT} XK006"),
    page("后面全是空字节", text("第一遍。\n").encode() + bytes(4096), f"{_AT + 1} XK005"),
)
