/** Leads a meeting, or follows on the projector the window that leads it. Loaded by these two pages alone. */

import { all } from "./elements";
import { lead } from "./host-lead";
import { project } from "./host-projector";

for (const page of all(document, "[data-xk-host]")) lead(page);
for (const page of all(document, "[data-xk-projector]")) project(page);
