/** Hands the lunr engine to the page that loaded this script. */

import { createLunrEngine } from "./lunr-engine";

window.xuekuSearchEngine?.(createLunrEngine);
