/** Seals in a worker and sends nothing: what the files' worker could do on a line without an end. */
import { digestBy, digestFor } from "../../src/files/digesting.ts";
import { FileSealing } from "../../src/sealing/file_stream.ts";
import { fastestCipher, nobleCipher } from "../../src/sealing/file_stream/chunk_cipher.ts";

type Asked = { readonly digester: MessagePort; readonly source: Blob; readonly isNative: boolean } | { readonly digestFor: MessagePort };

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  if ("digestFor" in data) {
    digestFor(data.digestFor);
    return;
  }
  void (async () => {
    const began = performance.now();
    const makeCipher = data.isNative ? fastestCipher : nobleCipher;
    const sealing = await FileSealing.start(data.source, { makeCipher, digesting: digestBy(data.digester) });
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
