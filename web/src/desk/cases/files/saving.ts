/** Saving a verified file on this computer, and what its handler is to know before they do. */
import type { FileReference } from "../../../sealing/file.ts";
import { agrees, dangerOf, sniffBlob, type Found } from "../../preview/sniff.ts";
import { TYPES, typesOfClaim, typesOfName, type FileType } from "../../preview/types.ts";
import type { Phrase } from "../../words.ts";

/** What is to be known of a file before it is saved. */
export interface Nature {
  readonly found: Found;
  /** What its sender calls it, where that is a type that the desk knows. */
  readonly said: Phrase | null;
  /** It is a picture, a plain text, a PDF or a sound, and is called so: it is saved without a question. */
  readonly isPlain: boolean;
}

const PLAIN: readonly FileType[] = [
  ...(["jpeg", "png", "gif", "webp", "avif", "heic", "bmp", "tiff"] as const),
  ...(["pdf", "text"] as const),
  ...(["mp3", "m4a", "ogg", "flac", "wav", "amr"] as const),
];

/** What a file is by its bytes, and whether that is what its sender says. */
export async function natureOf(blob: Blob, { type, name }: Pick<FileReference, "type" | "name">): Promise<Nature> {
  const found = await sniffBlob(blob);
  const [said] = [...typesOfName(name), ...typesOfClaim(type)];
  const isHonest = found.type === "empty" || (agrees(type, name, found) === "agrees" && PLAIN.includes(found.type));
  const isPlain = isHonest && dangerOf(found, name) === null;
  return { found, said: said === undefined ? null : TYPES[said].label, isPlain };
}

/** Milliseconds after which the browser has long taken up a download. */
const TAKEN_UP = 60_000;

/**
 * Hands a blob to the browser's download under a name. It goes as plain bytes, so that no browser opens it in a tab or
 * puts an ending to its name that its sender did not give it.
 *
 * @returns takes the address back under which the page has the blob, as happens by itself after a while
 */
export function saveAs(name: string, blob: Blob): () => void {
  const address = URL.createObjectURL(blob.slice(0, blob.size, "application/octet-stream"));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  const takeBack = (): void => {
    URL.revokeObjectURL(address);
  };
  setTimeout(takeBack, TAKEN_UP);
  return takeBack;
}
