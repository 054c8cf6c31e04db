/** Seals in a worker and sends nothing: what the files' worker could do on a line without an end. */
import { FileSealing } from "../../src/sealing/file_stream.ts";
import { fastestCipher, nobleCipher } from "../../src/sealing/file_stream/chunk_cipher.ts";

addEventListener("message", ({ data }: MessageEvent<{ readonly source: Blob; readonly isNative: boolean }>) => {
  void (async () => {
    const began = performance.now();
    const sealing = await FileSealing.start(data.source, data.isNative ? fastestCipher : nobleCipher);
    // One ahead, as the upload asks for them.
    let next = sealing.piece(0);
    for (let n = 0; n < sealing.pieces; n += 1) {
      const piece = next;
      if (n + 1 < sealing.pieces) next = sealing.piece(n + 1);
      await piece;
    }
    sealing.finish();
    postMessage((sealing.length / (performance.now() - began)) * 1000);
  })();
});
