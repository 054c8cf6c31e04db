/** Seals and sends the desk's files, and fetches and opens them, beside the page. */
import { serveFiles } from "../files/worker.ts";

serveFiles();
