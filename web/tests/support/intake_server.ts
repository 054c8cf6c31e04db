/** The intake's server for tests: one channel and one case behind a `fetch`, kept honestly or as a test has it lie. */
import { base64, parseBase64 } from "../../src/sealing/encoding.ts";
import { parseJsonText } from "../../src/sealing/strict_json.ts";
import { FIRST_DAY } from "./channel.ts";
import type { Filed } from "./case.ts";

/** How a test has the server lie: what it hands out of the conversation, and how many envelopes it says there are. */
export interface Lies {
  withholds?: (n: number) => boolean;
}

/** A `fetch` that answers as the intake does. */
export function intakeOf(filed: Filed, lies: Lies = {}): typeof fetch {
  const { conversation, channel, filing } = filed;
  const answer = (value: unknown, status = 200): Response =>
    new Response(JSON.stringify(value), { status, headers: { "Sigill-Nonce": base64(new Uint8Array(24).fill(7)) } });
  const post = (body: Uint8Array): Response => {
    const { n, sealed } = parseJsonText(new TextDecoder().decode(body)) as { n: number; sealed: string };
    const file = parseBase64(sealed);
    if (file === null) return answer({ problem: "problem-malformed" }, 400);
    if (n !== conversation.length) return answer({ problem: "problem-conflict" }, 409);
    conversation.push({ n, day: FIRST_DAY, file });
    return answer({ n, day: FIRST_DAY });
  };
  return async (input, init) => {
    // As over a network: whoever asks twice at once is answered in no order that they could count on.
    await new Promise((resolve) => setTimeout(resolve, 1));
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input, "http://intake.test");
    const from = Number(searchParams.get("from") ?? "0");
    if (pathname === "/api/nonce") return answer({ nonce: base64(new Uint8Array(24)) });
    if (pathname === "/api/case") {
      const days = { today: FIRST_DAY, received: FIRST_DAY, acknowledged: null, fed_back: null, closed: null, acknowledgement_waived: null, feedback_waived: null };
      const named = { address: "lunda", channel: channel.chain.channel, state: "received", path: "browser" };
      return answer({ ...named, ...days, anchor: base64(filing.anchor), count: conversation.length });
    }
    if (pathname === "/api/case/envelopes" && init?.method === "POST") return post(init.body as Uint8Array);
    if (pathname === "/api/case/envelopes") {
      const kept = conversation.filter(({ n }) => n >= from && lies.withholds?.(n) !== true);
      const envelopes = kept.map(({ n, day, file }) => ({ n, day, sealed: base64(file as Uint8Array) }));
      return answer({ envelopes: envelopes.slice(0, 4), more: envelopes.length > 4 });
    }
    if (pathname.endsWith("/keyrings")) return answer({ keyrings: channel.notes.slice(from - 1), more: false });
    return answer({ problem: "problem-not-found" }, 404);
  };
}
