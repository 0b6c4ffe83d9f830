/** Hands the default engine to the page that loaded this script. */

import { createXuekuEngine } from "./xueku-engine";

window.xuekuSearchEngine?.(createXuekuEngine);
