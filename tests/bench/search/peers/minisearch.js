async ([query, count]) => {
  const start = performance.now();
  if (!window.index) {
    const [library, json] = await Promise.all(["/minisearch.js", "/index.json"].map((address) => fetch(address).then((answer) => answer.text())));
    (0, eval)(library);
    const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
    const tokenize = (text) => Array.from(segmenter.segment(text)).filter((part) => part.isWordLike).map((part) => part.segment);
    window.index = MiniSearch.loadJSON(json, { fields: ["title", "headings", "text"], tokenize, searchOptions: { boost: { title: 6, headings: 3 }, combineWith: "OR", tokenize } });
  }
  const found = window.index.search(query);
  const ms = performance.now() - start;
  return { ranked: found.slice(0, count).map(({ id }) => id), ms };
}
