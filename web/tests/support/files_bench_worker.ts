/** Seals in a worker and sends nothing: what the files' worker could do on a line without an end. */
import { makeForOther, makesBeside } from "../../src/files/beside.ts";
import { FileSealing } from "../../src/sealing/file_stream.ts";
import { fastestCipher, nobleCipher } from "../../src/sealing/file_stream/chunk_cipher.ts";

type Asked = { readonly mate: MessagePort; readonly source: Blob; readonly isNative: boolean } | { readonly piecesFor: MessagePort };

addEventListener("message", ({ data }: MessageEvent<Asked>) => {
  if ("piecesFor" in data) {
    makeForOther(data.piecesFor);
    return;
  }
  void (async () => {
    const began = performance.now();
    const makeCipher = data.isNative ? fastestCipher : nobleCipher;
    const sealing = await FileSealing.start(data.source, { makeCipher, makeBeside: makesBeside(data.mate) });
    // Two are made at once. An upload has one ahead of what it sends, and asks for the next only once it has that one.
    let next = sealing.piece(0);
    for (let n = 0; n < sealing.pieces; n += 1) {
      const piece = next;
      if (n + 1 < sealing.pieces) next = sealing.piece(n + 1);
      sealing.giveBack(await piece);
    }
    sealing.finish();
    postMessage((sealing.length / (performance.now() - began)) * 1000);
  })();
});
