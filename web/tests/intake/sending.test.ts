import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Draft } from "../../src/intake/filing/draft.ts";
import { Sender, type Files } from "../../src/intake/filing/send.ts";
import type { VerifiedChannel } from "../../src/intake/server/channels.ts";
import type { Signed } from "../../src/intake/server/client.ts";
import { StoppedError } from "../../src/intake/files/part.ts";
import { base64 } from "../../src/sealing/encoding.ts";
import { digestOf } from "../../src/sealing/digest.ts";
import type { FileReference } from "../../src/sealing/file.ts";
import { newId } from "../../src/sealing/id.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { REPORT } from "../support/case.ts";
import { channel, FIRST_DAY } from "../support/channel.ts";

const shared = channel();
const verified: VerifiedChannel = {
  address: "lunda",
  chain: shared.chain,
  zone: "Europe/Stockholm",
  settings: { zone: "Europe/Stockholm", hidden_categories: [], steps: [] },
  filingRecipient: newIdentity<"intake">().recipient,
};
const draft: Draft = { report: REPORT, excluded: [], shown: new Map() };

interface Body {
  readonly leaf: string;
  readonly files: readonly { readonly id: string; readonly digest: string }[];
}

/** What was posted, and the answers to it, first one first; a null loses the answer. */
let posted: string[] = [];
let answers: (number | null)[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(`${FIRST_DAY}T12:00:00Z`), toFake: ["Date"] });
  [posted, answers] = [[], []];
  vi.stubGlobal("fetch", (path: string, { body }: RequestInit) => {
    const answer = (value: unknown, status = 200): Promise<Response> => Promise.resolve(new Response(JSON.stringify(value), { status }));
    if (path === "/api/nonce") return answer({ nonce: base64(new Uint8Array(24)) });
    if (path === "/api/case") return answer({ problem: "problem-not-found" }, 404);
    posted.push(new TextDecoder().decode(body as Uint8Array));
    const status = answers.shift() ?? null;
    if (status === null) return Promise.reject(new TypeError("lost"));
    return answer({ problem: status === 410 ? "problem-expired" : "problem-files" }, status);
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const reference: FileReference = {
  id: newId<"file">(),
  name: "bild.jpg",
  type: "image/jpeg",
  size: 1,
  key: newIdentity<"file">().expose(),
  digest: digestOf(new Uint8Array(1)),
};

/** Files that arrive at once, and whose keys they were staged under. */
function filesOf(result: readonly FileReference[] | string = [reference]): { readonly files: Files; readonly by: Signed[] } {
  const by: Signed[] = [];
  const send = (signed: Signed): Promise<readonly FileReference[] | string> => {
    by.push(signed);
    return Promise.resolve(result);
  };
  return { files: { send, hold: () => Promise.resolve(true) }, by };
}

const bodies = (): readonly Body[] => posted.map((body) => JSON.parse(body) as Body);

test("a report that was refused keeps the code its files lie under, and gets another key of its own", async () => {
  const sender = new Sender(() => undefined);
  const { files, by } = filesOf();
  answers = [410, 409];
  await expect(sender.send(draft, verified, files)).rejects.toMatchObject({ kind: "expired" });
  await expect(sender.send(draft, verified, files)).rejects.toMatchObject({ kind: "files" });
  expect(by).toHaveLength(2);
  expect(by[1]).toBe(by[0]);
  const [first, second] = bodies();
  expect(second?.files).toEqual([{ id: reference.id, digest: reference.digest }]);
  // The leaf is of the case's id, and that of the case's own key.
  expect(second?.leaf).not.toBe(first?.leaf);
});

test("a report whose answer was lost is sent again as it was, with its files, which are not sent anew", async () => {
  const sender = new Sender(() => undefined);
  const { files, by } = filesOf();
  await expect(sender.send(draft, verified, files)).rejects.toMatchObject({ kind: "network" });
  await expect(sender.send({ ...draft, report: { ...REPORT, answers: [] } }, verified, files)).rejects.toMatchObject({ kind: "network" });
  expect(by).toHaveLength(1);
  expect(posted[1]).toBe(posted[0]);
});

test("whoever is shut out after a lost answer is given neither that report nor a code that it was filed under", async () => {
  const sender = new Sender(() => undefined);
  const { files, by } = filesOf();
  await expect(sender.send(draft, verified, files)).rejects.toMatchObject({ kind: "network" });
  await expect(sender.send({ ...draft, excluded: [shared.anna.id] }, verified, files)).rejects.toMatchObject({ kind: "network" });
  expect(by).toHaveLength(2);
  expect(by[1]).not.toBe(by[0]);
  expect(posted[1]).not.toBe(posted[0]);
});

test("where the files were not all sent nothing is, and what was is not forgotten", async () => {
  const sender = new Sender(() => undefined);
  const stopped = filesOf("Avbrutet.");
  await expect(sender.send(draft, verified, stopped.files)).rejects.toThrow(StoppedError);
  expect(posted).toEqual([]);
  expect(sender.mayHaveArrived).toBe(false);
  const { files, by } = filesOf();
  await expect(sender.send(draft, verified, files)).rejects.toMatchObject({ kind: "network" });
  expect(by[0]).toBe(stopped.by[0]);
});
