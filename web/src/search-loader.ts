/** Loading engine and index when they are first needed, as classic scripts: the same on http and on file://. */

import { FORMAT, type EngineFactory, type Kind, type SearchData, type SearchEngine, type SearchManifest } from "./engine";

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

/** A loader for the engine and the index that the manifest names; addresses are relative to the page. */
export function loadOnDemand(engineAddress: string, manifestAddress: string): LoadSearch {
  let search: Promise<Search> | null = null;
  return () => {
    search = search ?? load(engineAddress, manifestAddress);
    return search;
  };
}

async function load(engineAddress: string, manifestAddress: string): Promise<Search> {
  const [createEngine, data] = await Promise.all([
    runScript<EngineFactory>(engineAddress, (receive) => {
      window.xuekuSearchEngine = receive;
    }),
    loadIndex(manifestAddress),
  ]);
  return { engine: createEngine(data), kinds: data.kinds };
}

/** Pages name only the manifest, whose name never changes, so that no page changes when the index does. */
async function loadIndex(manifestAddress: string): Promise<SearchData> {
  const manifest = await runScript<SearchManifest>(manifestAddress, (receive) => {
    window.xuekuSearchManifest = receive;
  });
  refuseOtherFormats(manifest);
  const folder = manifestAddress.slice(0, manifestAddress.lastIndexOf("/") + 1);
  const data = await runScript<SearchData>(folder + manifest.index, (receive) => {
    window.xuekuSearchIndex = receive;
  });
  refuseOtherFormats(data);
  return data;
}

function refuseOtherFormats(read: { readonly format: number }): void {
  if (read.format !== FORMAT) throw new SearchFailure("搜索文件的版本与本页不符，请刷新页面或告知网站维护者");
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
