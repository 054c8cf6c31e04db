/**
 * A wrap: a case's keys, sealed to one holder (PROTOCOL.md section 6).
 *
 * A wrap made at filing is signed by the reporter and verifies under the reporter's key that it carries; the case id
 * binds that key, see `thread/pin.ts`. A later one is signed by a member or by recovery, and counts once the
 * conversation that it opens shows that its signer had standing and granted or re-keyed to its receiver.
 */
import { generation } from "./body.ts";
import { parseCaseId, type CaseId } from "./case_id.ts";
import { parseDay, type Day } from "./day.ts";
import { EnvelopeError, openEnvelope, sealEnvelope, type Opened, type Verified } from "./envelope.ts";
import type { Receiver } from "./exclusion.ts";
import type { Sealed } from "./gate.ts";
import type { Holder } from "./holder.ts";
import { parseChannelId, type ChannelId } from "./id.ts";
import { parseIdentity, type Identity } from "./identity.ts";
import { keyIdOf, parseKeyId, type KeyId } from "./key_id.ts";
import { lineOf } from "./keyring.ts";
import type { KeyringChain } from "./keyring/chain.ts";
import { exactly, list, parsed, record, SchemaError } from "./schema.ts";
import { parseVerifyingKey, type SigningKey, type VerifyingKey } from "./signature.ts";
import type { Conversation } from "./thread/conversation.ts";

/** What a wrap says. */
export interface Wrap {
  readonly case: CaseId;
  readonly channel: ChannelId;
  /** The key id of the one it is sealed to. */
  readonly to: KeyId;
  /** The newest generation whose key it holds. */
  readonly gen: number;
  /** The case's keys, generation 0 first. */
  readonly keys: readonly [Identity<"case">, ...Identity<"case">[]];
  /** The key that the reporter signs with. */
  readonly verify: VerifyingKey<"author">;
  readonly day: Day;
}

/** A wrap whose signature holds: the reporter's own, or that of a key of the channel's keyring. */
export interface OpenedWrap extends Wrap {
  /** The key of the member or recovery that signed it; null for the reporter's. */
  readonly signer: VerifyingKey<"author"> | null;
}

const schema = record({
  v: exactly(1),
  kind: exactly("wrap"),
  case: parsed(parseCaseId),
  channel: parsed(parseChannelId),
  to: parsed(parseKeyId),
  gen: generation,
  keys: list(parsed(parseIdentity<"case">), 1000, 1),
  verify: parsed(parseVerifyingKey<"author">),
  day: parsed(parseDay),
});

/** Seals a case's keys to one holder. `signer` is the reporter at filing, later the member who grants or re-keys. */
export async function sealWrap(
  wrap: Omit<Wrap, "to">,
  receiver: Receiver,
  signer: SigningKey<"author">,
): Promise<Sealed<"wrap">> {
  const { case: id, channel, gen, keys, verify, day } = wrap;
  const to = keyIdOf(receiver.verify);
  const written = keys.map((key) => key.expose());
  const body = { v: 1, kind: "wrap", case: id, channel, to, gen, keys: written, verify, day } as const;
  return sealEnvelope("wrap", { body, signer, recipients: [receiver.recipient] });
}

/**
 * Opens a wrap.
 *
 * @param identity - its receiver's
 * @param receiver - the key its receiver signs with, as the wrap must name it
 * @throws GateError, UnsealError, JsonError, EnvelopeError, SchemaError when it is none that this reader can use
 */
export async function openWrap(
  sealed: Uint8Array<ArrayBuffer>,
  identity: Identity<"handler" | "recovery">,
  receiver: VerifyingKey<"author">,
  chain: KeyringChain,
): Promise<OpenedWrap> {
  const opened = await openEnvelope("wrap", identity, sealed);
  // The key it carries first: what the reporter signed stays theirs, whoever brings that key into a keyring later.
  const ownWord = verifiedAtFiling(opened);
  const author = ownWord === null ? chain.authorKey(opened.by) : null;
  const verified = ownWord ?? opened.verify(() => author);
  const wrap = readWrap(verified);
  const wrong = wrongIn(wrap, receiver, chain, author === null);
  if (wrong === null) return { ...wrap, signer: author };
  for (const key of wrap.keys) key.wipe();
  throw new SchemaError("range", wrong);
}

/** Which of its names makes a wrap none for this receiver; null if none does. */
function wrongIn(
  wrap: Wrap,
  receiver: VerifyingKey<"author">,
  { channel }: KeyringChain,
  isOwnWord: boolean,
): "to" | "channel" | "gen" | null {
  if (wrap.to !== keyIdOf(receiver)) return "to";
  if (wrap.channel !== channel) return "channel";
  // Whoever files makes the first key of a case, and no other.
  return isOwnWord && wrap.gen !== 0 ? "gen" : null;
}

/** A wrap under the reporter's key that it carries; null if another signed it. */
function verifiedAtFiling(opened: Opened): Verified | null {
  try {
    return opened.verifyUnderOwnKey(({ verify }) => (typeof verify === "string" ? parseVerifyingKey(verify) : null));
  } catch (error) {
    if (error instanceof EnvelopeError && error.kind === "unknown-author") return null;
    throw error;
  }
}

function readWrap(verified: Verified): Wrap {
  const { keys, ...rest } = schema(verified.body);
  const [first, ...later] = keys;
  if (first === undefined || keys.length !== rest.gen + 1) {
    for (const key of keys) key.wipe();
    throw new SchemaError("range", "keys");
  }
  return { ...rest, keys: [first, ...later] };
}

/**
 * Whether the conversation that a wrap opens bears it out: at filing the report wrapped its receiver; later a grant or
 * rekey that counts, by the wrap's own signer, names its receiver and generation.
 */
export function bearsOut(conversation: Conversation, wrap: OpenedWrap, receiver: Holder, chain: KeyringChain): boolean {
  const { pinned, entries } = conversation;
  if (wrap.signer === null) return wrap.gen === 0 && pinned.wrapped.includes(receiver);
  const signer = keyIdOf(wrap.signer);
  return entries.some((entry) => {
    if (entry.status !== "shown" || entry.writer.side !== "member") return false;
    const { body, writer } = entry;
    if ((body.kind !== "grant" && body.kind !== "rekey") || wrap.gen !== body.gen) return false;
    const epoch = chain.find(body.keyring);
    const line = epoch === null ? null : lineOf(epoch.keyring, writer.holder);
    if (line === null || keyIdOf(line.verify) !== signer) return false;
    return body.kind === "grant" ? body.member === receiver && body.key === wrap.to : body.members.includes(receiver);
  });
}
