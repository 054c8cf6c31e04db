/** Which files are shown, and how. */
import type { Showing } from "./protocol.ts";
import type { Found } from "./sniff.ts";
import { typesOfClaim, typesOfName, type FileType } from "./types.ts";

const SHOWN: Readonly<Partial<Record<FileType, Showing>>> = {
  jpeg: "image",
  png: "image",
  gif: "image",
  webp: "image",
  avif: "image",
  pdf: "document",
  text: "text",
  xml: "text",
  script: "text",
  message: "text",
  mp3: "sound",
  m4a: "sound",
  aac: "sound",
  ogg: "sound",
  flac: "sound",
  wav: "sound",
};

/** The types by which a frame's decoder goes. */
const DECODED_AS: Readonly<Partial<Record<FileType, string>>> = {
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  pdf: "application/pdf",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  aac: "audio/aac",
  ogg: "audio/ogg",
  flac: "audio/flac",
  wav: "audio/wav",
  video: "audio/mp4",
};

/** The document that each kind is shown in. */
export const DOCUMENT_OF: Readonly<Record<Showing, string>> = {
  image: "desk/preview.html",
  text: "desk/preview.html",
  sound: "desk/preview.html",
  document: "desk/preview-document.html",
};

/**
 * Whether it is worth offering to show a file, by what its sender's computer called it (may be empty) and its name. What
 * is shown in the end goes by its content.
 */
export function canPreview(type: string, name: string): boolean {
  const said = [...typesOfClaim(type), ...typesOfName(name)];
  return said.length === 0 ? type === "" || type.startsWith("text/") : said.some((each) => SHOWN[each] !== undefined);
}

/** How a file is shown, by its content; null if it can only be saved. */
export function showingOf(found: Found, claimed: string, name: string): { showing: Showing; type: string } | null {
  const showing = SHOWN[found.type] ?? (isSoundIn(found, claimed, name) ? "sound" : undefined);
  return showing === undefined ? null : { showing, type: DECODED_AS[found.type] ?? "text/plain" };
}

/** Telephones put a recording into the same container as a film. */
function isSoundIn(found: Found, claimed: string, name: string): boolean {
  return found.type === "video" && [...typesOfClaim(claimed), ...typesOfName(name)].includes("m4a");
}
