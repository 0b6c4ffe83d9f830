/** Taking a study along: export to a file, import of one, and clearing all. */

import { create, createButton, refill } from "../elements";
import { readFile, type Refusal } from "./file";
import { writeFile } from "./paper";
import type { Shelf } from "./shelf";
import { localDay } from "./weeks";

const REFUSED: Readonly<Record<Refusal, string>> = {
  foreign: "这个文件不是从“我的学习”导出的，没有导入。请选名字像“我的学习记录-2026-11-23.html”的文件。",
  damaged: "这个文件损坏了，没有导入；原来的记录一条也没有动。请重新拷贝一份，再试一次。",
  future: "这个文件是更新版本的学库导出的，这里读不懂，没有导入；原来的记录一条也没有动。请在新版的网站上导入。",
};

export class Belongings {
  readonly element: HTMLElement;
  private readonly status = create("p", "xk-my-study__status");
  private readonly clearing = create("div", "xk-study__row");

  constructor(private readonly shelf: Shelf) {
    this.status.setAttribute("role", "status");
    const file = create("input", "");
    Object.assign(file, { type: "file", accept: ".html,.htm,.json,text/html,application/json", hidden: true });
    file.addEventListener("change", () => void this.take(file));
    const heading = create("h2", "", "带走和清除");
    const words = create("p", "xk-soft", "导出的是一个网页文件：双击能看，能打印；在另一台电脑的这一页导入，两边合在一起，同一条以后改的为准。");
    const row = create("div", "xk-study__row", createButton("xk-button xk-button--first", "导出我的学习记录", () => this.export()), createButton("xk-button", "导入", () => file.click()), file);
    this.offerClearing();
    this.element = create("section", "xk-my-study__belongings", heading, words, row, this.clearing, this.status);
  }

  private export(): void {
    const now = new Date();
    const address = URL.createObjectURL(new Blob([writeFile(this.shelf.study(), now)], { type: "text/html" }));
    const link = create("a", "");
    Object.assign(link, { href: address, download: `我的学习记录-${localDay(now)}.html` });
    link.click();
    // The browser may begin to read only now.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.say("已导出，在浏览器的下载文件夹里。");
  }

  private async take(field: HTMLInputElement): Promise<void> {
    const [file] = Array.from(field.files ?? []);
    if (file === undefined) return;
    const reading = await textOf(file).then(readFile, (): { refused: Refusal } => ({ refused: "damaged" }));
    field.value = "";
    if ("refused" in reading) {
      this.say(REFUSED[reading.refused]);
      return;
    }
    const { added, changed } = this.shelf.merge(reading.study);
    this.say(added + changed === 0 ? "文件里的，这里都有了。" : `导入好了：新增 ${added} 条，更新 ${changed} 条。`);
  }

  private offerClearing(): void {
    refill(this.clearing, createButton("xk-button", "全部清除", () => this.confirm()));
  }

  private confirm(): void {
    const count = this.shelf.items().length;
    const back = (said: string): void => {
      this.offerClearing();
      this.say(said);
      this.clearing.querySelector("button")?.focus();
    };
    const clear = createButton("xk-button xk-button--first", "清除", () => {
      this.shelf.clear();
      back("清除了，什么也没有留下。");
    });
    refill(this.clearing, create("strong", "", `${count} 条都会删掉，找不回来。要留一份，先导出。`), clear, createButton("xk-button", "不清除", () => back("")));
    clear.focus();
  }

  private say(words: string): void {
    this.status.textContent = words;
  }
}

function textOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsText(file);
  });
}
