"""Fields that cannot be read as YAML, or say what fields may not say."""

from __future__ import annotations

from tests.source.broken.case import FIELDS, Broken, page, text


def _field(name: str, lines: str, *told: str) -> Broken:
    """An article with more lines in its fields, from line 9."""
    return page(name, text(fields=f"{FIELDS}{lines}\n"), *told)


def _changed(name: str, before: str, after: str, *told: str) -> Broken:
    return page(name, text(fields=FIELDS.replace(before, after)), *told)


SYNTAX = (
    _changed("引号没有成对", "title: 一本书", 'title: "一本书', "3 XK002"),
    _changed("单引号没有成对", "title: 一本书", "title: '一本书", "3 XK002"),
    _changed("方括号没有合上", "[读书]", "[读书", "6 XK002"),
    _changed("花括号没有合上", "[读书]", "{读书", "6 XK002"),
    _changed("两个冒号", "title: 一本书", "title: 读书: 一本书", "3 XK002"),
    _changed("少了冒号", "column: 读书分享", "column 读书分享", "7 XK002"),
    _changed("中文冒号", "column: ", "column：", "7 XK009"),
    _changed("行首制表符", "column: ", "\tcolumn: ", "7 XK008"),
    _changed("多了缩进", "column: ", "   column: ", "7 XK002"),
    _changed("值以百分号开头", "title: ", "title: %", "3 XK002"),
    _changed("值以反引号开头", "title: ", "title: `", "3 XK002"),
    _changed("值以艾特开头", "title: ", "title: @", "3 XK002"),
    _changed("多余的右括号", "[读书]", "[读书]]", "6 XK002"),
    _changed("多文档", "column: ", "...\n---\ncolumn: ", "1 XK101"),
    _changed("坏的转义", "一本书读三遍", r'"一本\q书"', "3 XK002"),
    _changed("坏的码位", "一本书读三遍", r'"一本\U00110000书"', "3 XK002"),
    _changed("代理码位", "一本书读三遍", r'"一本\ud800书"', "3 XK002"),
    _changed("不认识的指令", "id: ", "%YAML 9.9\nid: ", "2 XK002"),
    _changed("键是列表", "column: ", "? [甲, 乙]\n: 丙\ncolumn: ", "7 XK002"),
    _changed("值后面的批注", "读书分享", "读书分享 # 旧栏目", "7 XK020"),
)

REFUSED = (
    _changed("别名", "title: 一本书读三遍", "title: &shu 一本书", "3 XK011"),
    _field("引用别名", "related: *shu", "9 XK011"),
    _field("中文的别名", "related: *书", "9 XK002"),
    _field("别名炸弹", "keywords: &a [甲, 甲]\nrelated: [*a, *a, *a]", "9 XK011"),
    _field("合并键", "<<: *jiben", "9 XK011"),
    _changed("类型标签", "一本书读三遍", "!!str 一本书", "3 XK011"),
    _changed("调用程序的标签", "一本书读三遍", "!!python/object/apply:os.system ['id']", "3 XK011"),
    _changed("自定标签", "一本书读三遍", "!shu 一本书", "3 XK011"),
    _changed("中文的标签", "一本书读三遍", "!书 一本书", "3 XK002"),
    _changed("二进制标签", "一本书读三遍", "!!binary 5LiA", "3 XK011"),
    _field("同一个字段两次", "title: 两本书", "9 XK010"),
    _field("编号两次", "id: bie-de", "9 XK010"),
    _field(
        "嵌套里同一个字段两次",
        "attachments:\n  - file: a.pdf\n    file: b.pdf\n    title: 表",
        "10 XK305",
        "11 XK010",
    ),
    _field("没有这个字段", "autor: 某同志", "9 XK102"),
    _field("想当模板", "template: ../../etc/passwd", "9 XK102"),
    _field("想跳转", "redirect: https://example.com/", "9 XK102"),
    _field("原型污染", "__proto__: 甲", "9 XK102"),
)

VALUES = (
    _changed("没有编号", "id: ID\n", "", "1 XK101"),
    _changed("编号是路径", "id: ID", "id: ../../etc/passwd", "2 XK103"),
    _changed("编号是大写", "id: ID", "id: Broken-Upper", "2 XK103"),
    _changed("编号是中文", "id: ID", "id: 读书", "2 XK103"),
    _changed("编号是列表", "id: ID", "id: [a, b]", "2 XK103"),
    _changed("编号是空的", "id: ID", "id:", "2 XK103"),
    _changed("编号太长", "id: ID", f"id: {'a' * 300}", "2 XK103"),
    _changed("日期是话", "2026-04-23", "四月二十三日", "5 XK103"),
    _changed("没有这一天", "2026-04-23", "2026-02-30", "5 XK103"),
    _changed("日期是一组", "2026-04-23", "{年: 2026}", "5 XK103"),
    _changed("题目是空的", "title: 一本书读三遍", "title:", "3 XK103"),
    _changed("题目是一组", "title: 一本书读三遍", "title: {甲: 乙}", "3 XK103"),
    _changed("题目太长", "title: 一本书读三遍", f"title: {'书' * 5_000}", "3 XK103"),
    _changed("主题不在词表", "[读书]", "[读报]", "6 XK401"),
    _changed("主题是数", "[读书]", "[[读书]]", "6 XK103"),
    _field("状态不认识", "status: 发表", "9 XK103"),
    _field("相关的编号没有", "related: [mei-you]", "9 XK301"),
    _field("相关的是自己", "related: [ID]", "9 XK303"),
    _field("附件不存在", "attachments:\n  - file: media/没有.pdf\n    title: 表", "10 XK305"),
    _field("附件出了文件夹", "attachments:\n  - file: ../../mkdocs.yml\n    title: 表", "10 XK305"),
    _field("附件是绝对路径", "attachments:\n  - file: /etc/passwd\n    title: 表", "10 XK305"),
)
