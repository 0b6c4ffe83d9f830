// Ask as a reader does: put the query in the box, submit, read the list.
async ([query, count]) => {
  const form = document.querySelector(".xk-search-page form[data-xk-search]");
  const list = document.querySelector("[data-xk-result-list]");
  const status = document.querySelector("[data-xk-result-status]");
  const until = (holds) =>
    new Promise((resolve, reject) => {
      if (holds()) return resolve();
      setTimeout(reject, 20000, new Error(`no answer to ${query}`));
      const watcher = new MutationObserver(() => {
        if (!holds()) return;
        watcher.disconnect();
        resolve();
      });
      watcher.observe(document.querySelector(".xk-search-page"), { subtree: true, childList: true, attributes: true, characterData: true });
    });
  const box = form.querySelector("input");
  box.value = query;
  // A box of one line drops line breaks.
  const asked = box.value.trim();
  const start = performance.now();
  form.requestSubmit();
  await until(() => list.getAttribute("aria-busy") === "false" && list.getAttribute("data-xk-query") === asked);
  const ms = performance.now() - start;
  const total = Number((/^找到 (\d+)/.exec(status.textContent) || ["", "0"])[1]);
  if (count > list.children.length) list.lastElementChild?.scrollIntoView();
  await until(() => list.children.length >= Math.min(count, total));
  window.scrollTo(0, 0);
  const links = Array.from(list.querySelectorAll(".xk-hit__link")).slice(0, count);
  return { ranked: links.map((link) => link.getAttribute("href")), ms };
}
