/** Loading engine and index when they are first needed, as classic scripts: the same on http and on file://. */

import { FORMAT, isFailure, SearchFailure, type EngineFactory, type LoadPart, type SearchEngine, type SearchManifest } from "./engine";
import { runClassicScript } from "./classic-script";

/** Loads at the first call; later calls give the same promise, unless it failed. Rejects with a SearchFailure. */
export type LoadSearch = () => Promise<SearchEngine>;

/** The message of a SearchFailure; any other error is a bug and is thrown again. */
export function failureMessage(error: unknown): string {
  if (isFailure(error)) return error.message;
  throw error;
}

/** A loader for the engine and the index that the manifest leads to; addresses are relative to the page. */
export function loadOnDemand(engineAddress: string, manifestAddress: string): LoadSearch {
  let search: Promise<SearchEngine> | null = null;
  return () => {
    search =
      search ??
      load(engineAddress, manifestAddress).catch((error: unknown) => {
        search = null;
        throw error;
      });
    return search;
  };
}

async function load(engineAddress: string, manifestAddress: string): Promise<SearchEngine> {
  const [createEngine, manifest] = await Promise.all([
    runScript<EngineFactory>(engineAddress, (receive) => {
      window.xuekuSearchEngine = receive;
    }),
    runScript<SearchManifest>(manifestAddress, (receive) => {
      window.xuekuSearchManifest = receive;
    }),
  ]);
  if (manifest.format !== FORMAT) throw new SearchFailure("搜索文件的版本与本页不符，请刷新页面或告知网站维护者");
  return createEngine(manifest, partLoader(manifestAddress.slice(0, manifestAddress.lastIndexOf("/") + 1)));
}

/** Parts arrive in any order, each under its own name; each is asked for once. */
function partLoader(folder: string): LoadPart {
  const waiting = new Map<string, (content: unknown[]) => void>();
  const asked = new Map<string, Promise<unknown>>();
  window.xuekuSearchPart = (name, ...content) => waiting.get(name)?.(content);
  return <T>(name: string, path: string): Promise<T> => {
    const known = asked.get(name);
    if (known !== undefined) return known as Promise<T>;
    const part = runScript<T>(folder + path, (receive) => waiting.set(name, (content) => receive(content as unknown as T)));
    asked.set(name, part);
    const forget = (): void => void waiting.delete(name);
    part.then(forget, () => {
      forget();
      asked.delete(name);
    });
    return part;
  };
}

function runScript<T>(address: string, listen: (receive: (value: T) => void) => void): Promise<T> {
  return runClassicScript(address, () => new SearchFailure("搜索文件没有载入，请刷新页面再试"), listen);
}
