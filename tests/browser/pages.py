"""The pages that browser tests look at: home, each collection, one record of each kind, and the rest."""

from __future__ import annotations

PAGES = {
    "首页": "index.html",
    "课程包": "courses/index.html",
    "指引": "guides/index.html",
    "案例": "cases/index.html",
    "路径": "paths/index.html",
    "文章": "articles/index.html",
    "原文库": "library/index.html",
    "一门课": "courses/chongwen-shici/index.html",
    "讲义": "courses/chongwen-shici/handout.html",
    "主持词": "courses/chongwen-shici/script.html",
    "主持模式": "courses/chongwen-shici/host/index.html",
    "投影窗口": "courses/chongwen-shici/host/projector.html",
    "一份指引": "guides/2026-q4-zhidu/index.html",
    "一个案例": "cases/yici-banjie/index.html",
    "一条路径": "paths/xin-shuji-rumen/index.html",
    "一篇文章": "articles/yiben-shu-sanci/index.html",
    "一份原文": "library/zhibu-gongzuo-guize/index.html",
    "全部主题": "topics/index.html",
    "一个主题": "topics/guizhang-zhidu.html",
    "搜索页": "search.html?q=主题党日",
    "考试": "exam.html",
    "词语": "glossary.html",
    "我的学习": "study.html",
    "手册": "编辑手册/index.html",
    "没有这一页": "404.html",
}
