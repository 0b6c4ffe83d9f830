/** Loading engine and index when they are first needed, as classic scripts: the same on http and on file://. */

import { FORMAT, type EngineFactory, type Kind, type SearchData, type SearchEngine } from "./engine";

/** A search that is ready. */
export interface Search {
  readonly engine: SearchEngine;
  readonly kinds: readonly Kind[];
}

/** Loads at the first call; later calls give the same promise. Rejects with a SearchFailure. */
export type LoadSearch = () => Promise<Search>;

/** Why there is no search, in words for the reader. */
export class SearchFailure extends Error {}

/** The message of a SearchFailure; any other error is a bug and is thrown again. */
export function failureMessage(error: unknown): string {
  if (error instanceof SearchFailure) return error.message;
  throw error;
}

/** A loader for the engine and index at these addresses, which are relative to the page. */
export function loadOnDemand(engineAddress: string, indexAddress: string): LoadSearch {
  let search: Promise<Search> | null = null;
  return () => {
    search = search ?? load(engineAddress, indexAddress);
    return search;
  };
}

async function load(engineAddress: string, indexAddress: string): Promise<Search> {
  const [createEngine, data] = await Promise.all([
    runScript<EngineFactory>(engineAddress, (receive) => {
      window.xuekuSearchEngine = receive;
    }),
    runScript<SearchData>(indexAddress, (receive) => {
      window.xuekuSearchIndex = receive;
    }),
  ]);
  if (data.format !== FORMAT) throw new SearchFailure("搜索文件的版本与本页不符，请刷新页面或告知网站维护者");
  return { engine: createEngine(data), kinds: data.kinds };
}

/** What the script at the address passes to the global function that `listen` sets up. */
function runScript<T>(address: string, listen: (receive: (value: T) => void) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new SearchFailure("搜索文件没有载入，请刷新页面再试"));
    const script = document.createElement("script");
    listen(resolve);
    script.addEventListener("error", fail);
    // A script that ran without calling back is damaged; after a call this rejection changes nothing.
    script.addEventListener("load", fail);
    script.src = address;
    document.head.append(script);
  });
}
