async ([query, count]) => {
  performance.setResourceTimingBufferSize(100000);
  const before = performance.getEntriesByType("resource").length;
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
  const sent = performance.getEntriesByType("resource").slice(before).map((entry) => entry.encodedBodySize);
  return { ranked: found.slice(0, count).map(({ id }) => id), ms, sent };
}
