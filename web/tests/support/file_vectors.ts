/** The content of tests/vectors/files-by-typescript.json, in the form that its README gives. */
import { base64 } from "../../src/sealing/encoding.ts";
import { FileSealing } from "../../src/sealing/file_stream.ts";
import type { Json } from "../../src/sealing/strict_json.ts";

const COUNTING = 251;
/** Around the smallest file, a chunk, a piece of the sealed file and a step of the padding, and a file of three pieces. */
const SIZES = [0, 1, 4096, 4097, 65_535, 65_536, 65_537, 8_386_561, 8_388_609, 16_777_217];
/** Bytes of a header of one hybrid stanza, and of the nonce behind it. */
const HEADER = 1627;
const NONCE = 16;

/** Seals files and says what is needed to seal them again. */
export async function fileVectors(): Promise<Json> {
  const files: Json[] = [];
  for (const size of SIZES) {
    const sealing = await FileSealing.start(new Blob([Uint8Array.from({ length: size }, (_, i) => i % COUNTING)]));
    let beginning = new Uint8Array();
    for (let n = 0; n < sealing.pieces; n += 1) {
      const piece = await sealing.piece(n);
      if (n === 0) beginning = piece.slice(0, HEADER + NONCE);
    }
    const { key, length, pieces, digest } = sealing.finish();
    files.push({
      size,
      counting: COUNTING,
      identity: key,
      header_base64: base64(beginning.subarray(0, HEADER)),
      nonce_base64: base64(beginning.subarray(HEADER)),
      length,
      pieces,
      digest,
    });
  }
  return { files };
}
