/**
 * Digests of pieces, taken in another worker than the one that seals: a browser takes them in the thread that asks, and with
 * two threads the next piece is sealed meanwhile. Pieces are moved there and back, never copied.
 */
import { digestHere, type Digesting } from "../sealing/file_stream.ts";
import type { Digest } from "../sealing/digest.ts";

interface Taken {
  readonly piece: Uint8Array<ArrayBuffer>;
  readonly digest: Digest;
}

/** Takes digests by whoever listens at the other end of a line. */
export function digestBy(line: MessagePort): Digesting {
  /** Those who wait, in the order in which they are answered. */
  const waiting: ((taken: Taken) => void)[] = [];
  line.addEventListener("message", ({ data }: MessageEvent<Taken>) => {
    waiting.shift()?.(data);
  });
  line.start();
  return (piece) =>
    new Promise((done) => {
      waiting.push(done);
      line.postMessage(piece, [piece.buffer]);
    });
}

/** Takes digests for whoever asks at the other end of a line, one after the other. */
export function digestFor(line: MessagePort): void {
  let last = Promise.resolve();
  line.addEventListener("message", ({ data }: MessageEvent<Uint8Array<ArrayBuffer>>) => {
    last = last.then(async () => {
      const taken = await digestHere(data);
      line.postMessage(taken, [taken.piece.buffer]);
    });
  });
  line.start();
}
