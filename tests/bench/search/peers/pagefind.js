async ([query, count]) => {
  const start = performance.now();
  window.pagefind = window.pagefind || (await import("/pagefind/pagefind.js"));
  const { results } = await window.pagefind.search(query);
  const first = await Promise.all(results.slice(0, 5).map((result) => result.data()));
  const ms = performance.now() - start;
  const rest = await Promise.all(results.slice(5, count).map((result) => result.data()));
  return { ranked: [...first, ...rest].map((data) => data.raw_url || data.url), ms };
}
