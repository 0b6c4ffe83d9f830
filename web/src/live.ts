/** The preview's word to the browser: load a page that changed again, show what is wrong over the last good one. */

const script = document.currentScript as HTMLScriptElement;
const root = script.dataset.root ?? "/";
const faults = document.createElement("div");

faults.setAttribute("role", "alert");
faults.style.cssText =
  "position:fixed;left:0;right:0;bottom:0;max-height:60vh;overflow:auto;z-index:999;padding:16px 24px;" +
  "background:#7a1010;color:#fff;font:18px/1.7 sans-serif;white-space:pre-wrap;box-shadow:0 -2px 12px #0006";
faults.hidden = true;
document.body.append(faults);

/** The address below the site's root that this page was served from, as the server names files. */
function ownAddress(): string {
  const path = decodeURIComponent(location.pathname).slice(root.length);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

const events = new EventSource(script.dataset.events ?? "");
events.addEventListener("changed", (event) => {
  const addresses = JSON.parse((event as MessageEvent<string>).data) as readonly string[] | null;
  if (addresses === null || addresses.includes(ownAddress())) location.reload();
});
events.addEventListener("faults", (event) => {
  const found = JSON.parse((event as MessageEvent<string>).data) as readonly string[];
  faults.hidden = found.length === 0;
  faults.textContent = found.length === 0 ? "" : `有 ${found.length} 处要改，改好前写错的那一页保持上一次的样子：\n\n${found.join("\n\n")}`;
});
