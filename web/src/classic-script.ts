/** Data that comes as a classic script, which http and file:// load alike. */

/** What the script at the address hands to the function that `listen` sets up; rejects with `failure()` if it hands over nothing. */
export function runClassicScript<T>(
  address: string,
  failure: () => Error,
  listen: (receive: (value: T) => void) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = (): void => reject(failure());
    listen(resolve);
    script.addEventListener("error", fail);
    // A script that ran without calling back is damaged; after a call this rejection changes nothing.
    script.addEventListener("load", fail);
    script.src = address;
    document.head.append(script);
    const remove = (): void => script.remove();
    script.addEventListener("load", remove);
    script.addEventListener("error", remove);
  });
}
