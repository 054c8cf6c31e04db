/**
 * Opens cases beside the page, which stays responsive while a thousand of them are verified. Holds a member's keys
 * for as long as the vault is open; the page ends it when it locks.
 */
import { parseIdentity } from "../../sealing/identity.ts";
import { digestOf } from "../../sealing/digest.ts";
import { utf8 } from "../../sealing/encoding.ts";
import { KeyringChain } from "../../sealing/keyring/chain.ts";
import { readLines } from "../../sealing/keyring/lines.ts";
import { parseNote } from "../../sealing/keyring/note.ts";
import { parseVerifyingKey } from "../../sealing/signature.ts";
import { Secret } from "../../sealing/secret.ts";
import { openAll, type KeptEntry } from "./entry_opening.ts";
import { openCase, type CaseReader } from "./opening.ts";
import type { OpenerAnswer, OpenerRequest } from "./opener.ts";
import type { ListedEntry } from "./summary.ts";

let reader: Omit<CaseReader, "chain"> | null = null;
let self: Secret<"self"> | null = null;
const chains = new Map<string, KeyringChain>();

addEventListener("message", ({ data }: MessageEvent<OpenerRequest>) => {
  if (data.is === "keys") {
    const keys = data.keys.flatMap((pair) => {
      const identity = parseIdentity<"handler">(pair.identity);
      const verify = parseVerifyingKey<"author">(pair.verify);
      return identity === null || verify === null ? [] : [{ identity, verify }];
    });
    reader = { member: data.member, keys };
    self = new Secret("self", new Uint8Array(data.self));
    return;
  }
  if (data.is === "entries") {
    const { id } = data;
    void entriesOf(data.entries).then(
      (entries) => {
        answer({ id, entries });
      },
      () => {
        answer({ id, opening: null });
      },
    );
    return;
  }
  const { id, files, notes } = data;
  void open(files, notes).then(
    (opening) => {
      answer({ id, opening });
    },
    () => {
      answer({ id, opening: null });
    },
  );
});

async function entriesOf(entries: readonly ListedEntry[]): Promise<readonly (KeptEntry | null)[]> {
  if (self === null) throw new Error("no keys yet");
  return openAll(entries, self);
}

async function open(
  files: Parameters<typeof openCase>[0],
  notes: readonly string[],
): Promise<Awaited<ReturnType<typeof openCase>>> {
  if (reader === null) throw new Error("no keys yet");
  return openCase(files, { ...reader, chain: chainOf(notes) });
}

/** The page has verified these very notes against the vault's pin; here they become what judges envelopes again. */
function chainOf(notes: readonly string[]): KeyringChain {
  const newest = notes.at(-1) ?? "";
  const known = chains.get(newest);
  if (known !== undefined) return known;
  const { channel, epoch } = readLines(parseNote(newest).text);
  const pin = { by: "note", epoch, hash: digestOf(utf8(newest)) } as const;
  const chain = KeyringChain.verify(channel, notes, pin);
  chains.set(newest, chain);
  return chain;
}

function answer(message: OpenerAnswer): void {
  postMessage(message);
}
