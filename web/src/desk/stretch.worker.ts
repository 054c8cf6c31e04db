/** Stretches a passphrase beside the page, which stays responsive meanwhile. Lives for one passphrase. */
import { stretch, type Passphrase } from "../sealing/passphrase.ts";
import type { MemberId } from "../sealing/id.ts";

/** What the page asks. */
export interface StretchRequest {
  readonly words: Passphrase;
  readonly member: MemberId;
}

/** What it gets: the 32 bytes, handed over and not copied. */
export interface StretchAnswer {
  readonly stretched: Uint8Array<ArrayBuffer>;
}

addEventListener("message", ({ data }: MessageEvent<StretchRequest>) => {
  const stretched = new Uint8Array(stretch(data.words, data.member).expose());
  const answer: StretchAnswer = { stretched };
  postMessage(answer, { transfer: [stretched.buffer] });
});
