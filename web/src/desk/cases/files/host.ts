/** Where a case's files lie at the desk, and who signs for them: creating is signed by the desk key, reading takes the cookie. */
import { FileError, type FileHost } from "../../../files/port.ts";
import { ApiError, type Api } from "../../api.ts";
import type { CaseRow } from "../../router.ts";

/** The host of one case's files. */
export function hostOf(api: Api, row: CaseRow): FileHost {
  const folder = `/api/cases/${row}/files`;
  return {
    create: async () => ({ path: folder, headers: await unlessOffline(api.proof("POST", folder)) }),
    readPiece: (file, n) => Promise.resolve({ path: `${folder}/${file}/${n}`, headers: {} }),
  };
}

async function unlessOffline<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    // No answer is no refusal: it is tried again for as long as the page is open.
    if (error instanceof ApiError && ["offline", "problem-busy", "problem-unavailable"].includes(error.kind)) {
      throw new FileError("network", null, error);
    }
    throw error;
  }
}
