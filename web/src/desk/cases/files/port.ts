/** What moves the files of one case. */
import type { Files } from "../../../files/port.ts";

/** What fetches, looks at, cleans and sends files, beside the page; or a test's. */
export type FilesPort = Pick<Files, "open" | "upload" | "inspect" | "clean" | "close">;
