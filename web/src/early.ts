/** Runs in <head>, before anything is painted, so that a remembered look does not flash. */

import { isScheme, LARGE_KEY, readStored, SCHEME_KEY } from "./storage";

const root = document.documentElement;
const scheme = readStored(SCHEME_KEY);

root.classList.add("xk-js");
if (readStored(LARGE_KEY) === "1") root.classList.add("xk-large");
if (isScheme(scheme)) root.setAttribute("data-xk-scheme", scheme);
