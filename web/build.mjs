/**
 * Builds what the package holds of the browser's side, into ../plugins/xueku/ or the folder named as argument: same sources,
 * same bytes. File names are stable; the site adds content hashes.
 */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const WEB = fileURLToPath(new URL(".", import.meta.url));
const PACKAGE = process.argv[2] ?? "../plugins/xueku";
const LUNR_LICENCE = readFileSync(`${WEB}node_modules/lunr/LICENSE`, "utf8").trim();

const COMMON = {
  absWorkingDir: WEB,
  outdir: `${PACKAGE}/assets`,
  bundle: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "info",
  minify: true,
};
const SCRIPT = { ...COMMON, format: "iife", target: "chrome81" };

await build({ ...SCRIPT, entryPoints: { early: "src/early.ts", xueku: "src/main.ts", "search-xueku": "src/search-xueku.ts" } });
// What only some pages load.
await build({ ...SCRIPT, entryPoints: { quiz: "src/quiz-page.ts", exam: "src/exam.ts", host: "src/host.ts", study: "src/study.ts" } });
await build({
  ...SCRIPT,
  entryPoints: { "search-lunr": "src/search-lunr.ts" },
  banner: { js: `/* lunr 2.3.9\n${LUNR_LICENCE}\n*/` },
});
// Served by the preview only, never part of a site.
await build({ ...SCRIPT, entryPoints: { live: "src/live.ts" }, outdir: `${PACKAGE}/adapters/mkdocs` });
// Text, navigation and print need no script and reach back to Chromium 64.
if (existsSync(`${WEB}css/main.css`)) {
  await build({ ...COMMON, entryPoints: { xueku: "css/main.css", exam: "css/exam.css", host: "css/host.css" }, target: "chrome64" });
}
