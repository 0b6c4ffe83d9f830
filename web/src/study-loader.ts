/** The script of the reader's own study is loaded by the pages that have a use for it: those of records, and 我的学习. */

import { all, create } from "./elements";

export function loadStudy(): void {
  const address = all(document, "[data-xk-study-script]")[0]?.dataset.xkStudyScript;
  if (address === undefined || document.querySelector("[data-xk-record], [data-xk-study-page]") === null) return;
  const script = create("script", "");
  script.src = address;
  document.head.append(script);
}
