/** The file that a reader takes along, as HTML that reads well on a screen and on paper. */

import { writeJson } from "./file";
import type { Highlight, Live } from "./item";
import { lineOf, placeOf, sorted } from "./lists";
import type { Study } from "./merge";
import { localDay, sayDay, sayWeek, weeksOf } from "./weeks";

const STYLE = `body{max-width:40em;margin:2em auto;padding:0 1em;font:17px/1.75 "Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#221d19}
h1,h2{font-family:"Noto Serif CJK SC",SimSun,serif;line-height:1.4}h2{margin-top:1.8em;font-size:1.2em;page-break-after:avoid}
blockquote{margin:.8em 0;padding-left:1em;border-left:3px solid #9b1b1e;page-break-inside:avoid}blockquote p{margin:.2em 0}
small{color:#6a6058}table{border-collapse:collapse}th,td{padding:.2em 1.5em .2em 0;border-bottom:1px solid #bbb;text-align:left}
@page{size:A4;margin:22mm 20mm}@media print{body{margin:0;max-width:none;font-size:11.5pt;color:#000}small{color:#333}}`;

/** The whole file, exported at this moment. It asks nothing of any host and runs no script. */
export function writeFile(study: Study, moment: Date): string {
  const lists = sorted(study);
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>我的学习记录</title>
<style>${STYLE}</style>
<script type="application/json" id="xueku-study">${writeJson(study)}</script>
</head>
<body>
<h1>我的学习记录</h1>
<p>${sayDay(localDay(moment))}导出。要在另一台电脑上接着用，打开那里的“我的学习”，选“导入”，再选这个文件。</p>
${list("上次读到", lists.place)}${list("学完的", lists.done)}${list("自测", lists.quiz)}${list("收藏", lists.bookmark)}${highlights(lists.highlight)}${weeks(lists.minutes)}</body>
</html>
`;
}

function list(heading: string, items: readonly Live[]): string {
  return section(heading, items.length, `<ul>\n${items.map((item) => `<li>${escape(lineOf(item))}</li>\n`).join("")}</ul>`);
}

function highlights(items: readonly Highlight[]): string {
  const quotes = items.map(
    ({ quote, note, ...where }) =>
      `<blockquote><p>${escape(quote.exact)}</p>${note === "" ? "" : `<p><strong>笔记：</strong>${escape(note)}</p>`}<p><small>${escape(placeOf(where))}</small></p></blockquote>\n`,
  );
  return section("标记和笔记", items.length, quotes.join(""));
}

function weeks(items: Parameters<typeof weeksOf>[0]): string {
  const rows = weeksOf(items).map((week) => `<tr><td>${sayWeek(week)}</td><td>${week.minutes}</td></tr>\n`);
  return section("时间", rows.length, `<table><tr><th>周</th><th>分钟</th></tr>\n${rows.join("")}</table>`);
}

function section(heading: string, count: number, body: string): string {
  return count === 0 ? "" : `<h2>${heading}</h2>\n${body}\n`;
}

function escape(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (character) => names[character] as string).replace(/\n/g, "<br>");
}
