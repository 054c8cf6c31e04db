/** The content of tests/vectors/case-by-typescript.json, in the form that its README gives: a case and its history. */
import { grantAccess, rekeyCase } from "../../src/sealing/access.ts";
import { writeCode } from "../../src/sealing/code.ts";
import { base64 } from "../../src/sealing/encoding.ts";
import type { Json } from "../../src/sealing/strict_json.ts";
import type { Entry, Served } from "../../src/sealing/thread.ts";
import { verifyInternal } from "../../src/sealing/thread/internal.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { openWrap, sealWrap } from "../../src/sealing/wrap.ts";
import { sealInternally } from "../../src/sealing/write.ts";
import { append, file, member, readAsMember, readAsReporter, reporter, words } from "./case.ts";
import { channel, FIRST_DAY, given, later, publish } from "./channel.ts";

/** How a reader sees a thread: what becomes of each number. */
export function outcomes(entries: readonly Entry[]): Json {
  return entries.map((entry) =>
    entry.status === "shown"
      ? { status: "shown", kind: entry.body.kind, side: entry.writer.side, linked: entry.linked }
      : { status: entry.status },
  );
}

function served(thread: readonly Served[]): Json {
  return thread.map(({ n, day, file: sealed }) =>
    "gone" in sealed ? { n, day, gone: sealed.gone } : { n, day, sealed_base64: base64(sealed) },
  );
}

/** Files a case, and has it grow by everything that can happen to it. */
export async function sealedCase(): Promise<Json> {
  const made = channel({ showOwn: false, contact: "two" });
  const filed = await file(made, { contact: "Eva, 070-123 45 67" }, [made.bertil.id]);
  const by = { signer: made.anna.signing, day: later(FIRST_DAY, 1), path: "desk" } as const;
  const anna = () => readAsMember(filed, made.anna);
  const receipt = { ...words("Tack. Vi har tagit emot din rapport."), step: "acknowledge" } as const;
  await append(filed, (await anna()).conversation, member(filed, made.anna), "message", receipt);
  const allow = { what: "allow", refers: null, text: made.bertil.id } as const;
  await append(filed, (await readAsReporter(filed)).conversation, reporter(filed), "act", allow);
  publish(made, {}, later(FIRST_DAY, 1));
  const before = await anna();
  const granted = await grantAccess(made.bertil.id, made.chain.newest, before.keys, before.conversation, by);
  filed.conversation.push({ n: granted.n, day: by.day, file: granted.envelope });
  const last = await anna();
  const members = [made.anna.id, "recovery"] as const;
  const rekeyed = await rekeyCase(members, "shut-out", made.chain.newest, last.keys, last.conversation, by);
  filed.conversation.push({ n: rekeyed.n, day: by.day, file: rekeyed.envelope });
  const own = await readAsReporter(filed);
  await append(filed, own.conversation, reporter(filed), "message", words("Efter bytet."));

  const { sealed } = given(rekeyed.wraps.find(({ holder }) => holder === made.anna.id));
  const wrap = await openWrap(sealed, made.anna.identity, made.anna.signing.verifyingKey, made.chain);
  // Nobody has rekeyed to this one: a wrap that the thread does not bear out.
  const receiver = { holder: made.anna.id, recipient: made.anna.identity.recipient, verify: made.anna.signing.verifyingKey };
  const beyond = { ...wrap, gen: wrap.gen + 1, keys: [...wrap.keys, newIdentity<"case">()] as const };
  const unconfirmed = await sealWrap(beyond, receiver, made.anna.signing);
  const { conversation } = await readAsMember(filed, made.anna, filed.conversation, wrap);
  const opener = { side: "member", keys: wrap.keys } as const;
  const empty = await verifyInternal(conversation, made.chain, [], opener);
  const note = { text: "Ser allvarligt ut.", refers: null, files: [], counted: "2026-Q4" };
  const noted = await sealInternally("note", note, given(empty.next), member(filed, made.anna));
  const internal = [{ n: 0, day: by.day, file: noted }];
  const notes = await verifyInternal(conversation, made.chain, internal, opener);

  return {
    code: writeCode(filed.own.code),
    channel: made.id,
    notes: made.notes,
    case: conversation.pinned.id,
    anchor_base64: base64(filed.filing.anchor),
    leaf: filed.filing.leaf,
    member: {
      id: made.anna.id,
      identity: made.anna.identity.expose(),
      signing_seed_base64: base64(made.anna.signing.expose()),
      wrap_base64: base64(sealed),
      unconfirmed_wrap_base64: base64(unconfirmed),
      case_keys: wrap.keys.map((key) => key.expose()),
    },
    custodian_identity: made.custodian.identity.expose(),
    contact: "Eva, 070-123 45 67",
    conversation: served(filed.conversation),
    internal: served(internal),
    expected: {
      reporter: outcomes((await readAsReporter(filed)).conversation.entries),
      member: outcomes(conversation.entries),
      internal: outcomes(notes.entries),
    },
  };
}
