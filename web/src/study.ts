/** The reader's own study: on the pages of records, and on its own page 我的学习. */

import { all } from "./elements";
import { offerStudy } from "./study/record-page";
import { Shelf } from "./study/shelf";
import { StudyView } from "./study/view";

const shelf = new Shelf();
offerStudy(shelf);
for (const root of all(document, "[data-xk-study-page]")) {
  const view = new StudyView(root, shelf);
  shelf.onChange(() => view.show());
  view.show();
  root.hidden = false;
}
