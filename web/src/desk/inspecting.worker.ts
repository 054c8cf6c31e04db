/** Looks into the desk's files and cleans them, apart from the page and from what seals. */
import { serveInspecting } from "../files/inspecting.ts";

serveInspecting();
