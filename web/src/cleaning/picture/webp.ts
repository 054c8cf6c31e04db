/** WebP (RFC 9649), still and animated, cleaned by leaving chunks out. Only what a decoder needs is taken over. */
import { areSame, bytesOf, joined, latin1, sliceOf, startsWith, viewOf, type Bytes } from "../bytes.ts";
import { Findings, type Examined } from "../findings.ts";
import { CleaningError } from "../inspection.ts";
import { readXmp } from "../xmp.ts";
import { exifWith, readExif, withoutExifHeader, type Orientation } from "./exif.ts";
import { levelProfile, MOST_PROFILE_BYTES, nameOfProfile } from "./icc.ts";

const HAS_PROFILE = 0x20;
const HAS_ALPHA = 0x10;
const HAS_EXIF = 0x08;
const IS_ANIMATED = 0x02;
const KEPT = /^(?:VP8 |VP8L|ALPH|ANIM)$/;

interface Chunk {
  readonly type: string;
  readonly content: Bytes;
}

/**
 * Looks into a WebP.
 *
 * @throws {@link CleaningError} or a RangeError where it is damaged
 */
export function examineWebp(file: Bytes): Examined {
  const end = viewOf(file).getUint32(4, true) + 8;
  if (!startsWith(file, "RIFF") || !startsWith(file, "WEBP", 8) || end > file.length) throw new CleaningError("damaged");
  const reading = new Reading();
  const chunks = chunksOf(sliceOf(file, 12, end - 12));
  if (!chunks.some(({ type }) => /^(?:VP8 |VP8L|ANMF)$/.test(type))) throw new CleaningError("damaged");
  for (const chunk of chunks) reading.take(chunk);
  // One byte may be there to make the length even.
  if (end < file.length && !(end % 2 === 1 && end + 1 === file.length && file[end] === 0)) {
    reading.findings.add("hidden", `${file.length - end} B`);
  }
  return { findings: reading.findings.list(), stays: [], write: () => reading.write() };
}

function chunksOf(bytes: Bytes): readonly Chunk[] {
  const chunks: Chunk[] = [];
  const view = viewOf(bytes);
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at + 4, true);
    chunks.push({ type: latin1(bytes, at, 4), content: sliceOf(bytes, at + 8, length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

class Reading {
  readonly findings = new Findings();
  #extended: Bytes | null = null;
  #orientation: Orientation = 1;
  #profile: Bytes | null = null;
  readonly #body: Bytes[] = [];

  take({ type, content }: Chunk): void {
    if (type === "VP8X" && this.#extended === null && content.length >= 10) this.#extended = content.subarray(0, 10);
    else if (KEPT.test(type)) this.#body.push(chunkOf(type, content));
    else if (type === "ANMF") this.#body.push(chunkOf(type, this.#frame(content)));
    else if (type === "EXIF") this.#orientation = readExif(withoutExifHeader(content), this.findings);
    else if (type === "XMP ") readXmp(content, this.findings);
    else if (type === "ICCP" && this.#profile === null) this.#profile = this.#levelProfile(content);
    else this.findings.add("other", type);
  }

  /** A frame of an animation has its place and time, and then chunks of its own. */
  #frame(content: Bytes): Bytes {
    const kept = chunksOf(sliceOf(content, 16, content.length - 16)).map(({ type, content: inner }) => {
      if (KEPT.test(type)) return chunkOf(type, inner);
      this.findings.add("other", type);
      return new Uint8Array(0);
    });
    return joined([content.subarray(0, 16), ...kept]);
  }

  #levelProfile(profile: Bytes): Bytes | null {
    const levelled = profile.length <= MOST_PROFILE_BYTES ? levelProfile(profile) : null;
    if (levelled === null || !areSame(levelled, profile)) this.findings.add("other", `ICC ${nameOfProfile(profile) ?? ""}`);
    return levelled;
  }

  write(): readonly Bytes[] {
    const chunks = this.#extended === null ? this.#body : this.#extendedChunks(this.#extended);
    const header = bytesOf("RIFF\0\0\0\0WEBP");
    viewOf(header).setUint32(4, 4 + chunks.reduce((sum, chunk) => sum + chunk.length, 0), true);
    return [header, ...chunks];
  }

  #extendedChunks(extended: Bytes): readonly Bytes[] {
    const exif = exifWith(this.#orientation);
    const [flags = 0] = extended;
    const levelled = new Uint8Array(extended);
    levelled.set([
      (flags & (HAS_ALPHA | IS_ANIMATED)) | (this.#profile === null ? 0 : HAS_PROFILE) | (exif.length > 0 ? HAS_EXIF : 0),
      ...[0, 0, 0],
    ]);
    return [
      chunkOf("VP8X", levelled),
      ...(this.#profile === null ? [] : [chunkOf("ICCP", this.#profile)]),
      ...this.#body,
      ...(exif.length > 0 ? [chunkOf("EXIF", exif)] : []),
    ];
  }
}

function chunkOf(type: string, content: Bytes): Bytes {
  const whole = joined([bytesOf(type), new Uint8Array(4), content, new Uint8Array(content.length % 2)]);
  viewOf(whole).setUint32(4, content.length, true);
  return whole;
}
