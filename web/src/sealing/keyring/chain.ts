/** Epochs one after the other, and what vouches for them. */
import { writeFingerprint, type OwnerFingerprint } from "../code.ts";
import { daysBetween, type Day } from "../day.ts";
import { digestBytes, digestOf, labelledDigest, type Digest } from "../digest.ts";
import { utf8 } from "../encoding.ts";
import type { Holder } from "../holder.ts";
import type { ChannelId } from "../id.ts";
import { keyIdOf, type KeyId } from "../key_id.ts";
import { KeyringError, lineOf, type Keyring } from "../keyring.ts";
import { verifiesNote, verifyingKeyBytes, type VerifyingKey } from "../signature.ts";
import { readLines } from "./lines.ts";
import { parseNote, signatureBy, type Note, type NoteSignature } from "./note.ts";
import { CLOCK_ERROR_DAYS } from "./status.ts";

/**
 * What a reader knows of a channel without the server:
 *
 * - `fingerprint`: from a link or poster
 * - `owner`: from an anchor, a vault or an invitation
 * - `note`: the very note, from an anchor or a vault
 * - `nothing`: a first visit without a fingerprint; the page says so
 */
export type Pin =
  | { readonly by: "fingerprint"; readonly fingerprint: OwnerFingerprint }
  | { readonly by: "owner"; readonly owner: VerifyingKey<"owner"> }
  | { readonly by: "note"; readonly epoch: number; readonly hash: Digest }
  | { readonly by: "nothing" };

/** The fingerprint of an owner's key: the first 15 bytes of SHA-256(`sigill/v1/owner` 0x00 ‖ owner key), as a code. */
export function fingerprintOf(owner: VerifyingKey<"owner">): OwnerFingerprint {
  return writeFingerprint(digestBytes(labelledDigest("owner", verifyingKeyBytes(owner))));
}

const made = Symbol("made by verification");

/** A keyring whose signatures were verified in its place of a chain. Only {@link KeyringChain} makes one. */
export class Epoch {
  readonly keyring: Keyring;
  /** The whole note. */
  readonly note: string;
  /** SHA-256 of the whole note. */
  readonly hash: Digest;

  constructor(proof: typeof made, keyring: Keyring, note: string) {
    if (proof !== made) throw new KeyringError("signature");
    this.keyring = keyring;
    this.note = note;
    this.hash = digestOf(utf8(note));
  }

  /** How a body names this epoch. */
  get reference(): { readonly epoch: number; readonly hash: Digest } {
    return { epoch: this.keyring.epoch, hash: this.hash };
  }
}

/**
 * The epochs of one channel from some epoch on, without gaps, all verified.
 *
 * A pin may vouch for any one of them: those after follow by signatures and hand-overs, those before by the hash that
 * each note carries of the one before it.
 */
export class KeyringChain {
  readonly #first: Epoch;
  readonly #later: Epoch[] = [];
  /** Authors by key id, filled when first asked: a desk asks once for every envelope of a thousand cases. */
  readonly #authors = new Map<KeyId, VerifyingKey<"author">>();

  private constructor(first: Epoch) {
    this.#first = first;
  }

  /**
   * Verifies a channel's notes, oldest first.
   *
   * If the first is not epoch 1 and came by a hand-over, its second signature cannot be checked without the note
   * before, and need not be: the pin vouches for it.
   *
   * @throws {@link KeyringError}
   */
  static verify(channel: ChannelId, notes: readonly string[], pin: Pin): KeyringChain {
    const [first, ...later] = notes;
    if (first === undefined) throw new KeyringError("form");
    const chain = new KeyringChain(verifyFirst(channel, first));
    for (const note of later) chain.extend(note);
    if (!chain.epochs.some((epoch) => vouchesFor(pin, epoch))) {
      throw new KeyringError(pin.by === "note" ? "pin" : "owner");
    }
    return chain;
  }

  /**
   * Takes the next note in, if it follows from the newest.
   *
   * @throws {@link KeyringError}
   */
  extend(note: string): Epoch {
    const next = verifyNext(this.newest, note);
    this.#later.push(next);
    this.#authors.clear();
    return next;
  }

  /** All epochs, oldest first. */
  get epochs(): readonly Epoch[] {
    return [this.#first, ...this.#later];
  }

  /** The newest epoch known. */
  get newest(): Epoch {
    return this.#later.at(-1) ?? this.#first;
  }

  /** The channel. */
  get channel(): ChannelId {
    return this.#first.keyring.channel;
  }

  /** The epoch of that number and hash, if it is known. */
  find(reference: { readonly epoch: number; readonly hash: Digest }): Epoch | null {
    const { epoch, hash } = reference;
    return this.epochs.find((known) => known.keyring.epoch === epoch && known.hash === hash) ?? null;
  }

  /**
   * The handler's, deputy's or recovery's key of that id in any epoch: the first step of finding an author. Whose it
   * is, and whether it stands, the epoch says that the body names.
   */
  authorKey(id: KeyId): VerifyingKey<"author"> | null {
    if (this.#authors.size === 0) {
      for (const { keyring } of this.epochs) {
        for (const { verify } of [...keyring.handlers, ...keyring.deputies, keyring.recovery]) {
          this.#authors.set(keyIdOf(verify), verify);
        }
      }
    }
    return this.#authors.get(id) ?? null;
  }

  /** The day of issue of the first epoch after `epoch` in which that key no longer stands for that holder. */
  goneSince(epoch: number, holder: Holder, verify: VerifyingKey<"author">): Day | null {
    const gone = this.epochs.find(
      ({ keyring }) => keyring.epoch > epoch && lineOf(keyring, holder)?.verify !== verify,
    );
    return gone?.keyring.issued ?? null;
  }

  /**
   * Whether an epoch was used more than two days after the next was issued: the server may have shown an old keyring,
   * and every handler's desk alarms.
   */
  usedLate(epoch: number, day: Day): boolean {
    const next = this.epochs.find(({ keyring }) => keyring.epoch === epoch + 1);
    return next !== undefined && daysBetween(next.keyring.issued, day) > CLOCK_ERROR_DAYS;
  }
}

function vouchesFor(pin: Pin, epoch: Epoch): boolean {
  const { owner } = epoch.keyring;
  switch (pin.by) {
    case "fingerprint":
      return fingerprintOf(owner) === pin.fingerprint;
    case "owner":
      return owner === pin.owner;
    case "note":
      return epoch.keyring.epoch === pin.epoch && epoch.hash === pin.hash;
    case "nothing":
      return true;
  }
}

function verifyFirst(channel: ChannelId, text: string): Epoch {
  const { keyring, note } = verifyOwner(text);
  if (keyring.channel !== channel) throw new KeyringError("chain");
  if (keyring.epoch === 1 && note.signatures.length === 2) throw new KeyringError("signature");
  return new Epoch(made, keyring, text);
}

function verifyNext(before: Epoch, text: string): Epoch {
  const { keyring, note } = verifyOwner(text);
  const { channel, epoch, issued, owner, recovery } = before.keyring;
  if (keyring.channel !== channel || keyring.epoch !== epoch + 1 || keyring.previous !== before.hash) {
    throw new KeyringError("chain");
  }
  if (keyring.issued < issued) throw new KeyringError("days");
  const isSameRecovery = keyring.recovery.recipient === recovery.recipient && keyring.recovery.verify === recovery.verify;
  if (!isSameRecovery) throw new KeyringError("recovery");
  const [, second] = note.signatures;
  const isHandOver = keyring.owner !== owner;
  if (isHandOver !== (second !== undefined)) throw new KeyringError("signature");
  if (second !== undefined) verifyFormer(before.keyring, note.text, second);
  return new Epoch(made, keyring, text);
}

/** Reads a note and verifies its first signature, the owner's. */
function verifyOwner(text: string): { readonly keyring: Keyring; readonly note: Note } {
  const note = parseNote(text);
  const keyring = readLines(note.text);
  if (!isSignedBy(keyring, keyring.owner, note.text, note.signatures[0])) throw new KeyringError("signature");
  return { keyring, note };
}

/** The second signature of a hand-over: the former owner's, or the former recovery key's. */
function verifyFormer(before: Keyring, text: string, second: NoteSignature): void {
  const former: readonly VerifyingKey[] = [before.owner, before.recovery.verify];
  if (!former.some((key) => isSignedBy(before, key, text, second))) throw new KeyringError("signature");
}

function isSignedBy(keyring: Keyring, key: VerifyingKey, text: string, line: NoteSignature): boolean {
  const signature = signatureBy(line, keyName(keyring.channel), key);
  return signature !== null && verifiesNote(key, utf8(text), signature);
}

/** The name under which a channel's notes are signed. */
export function keyName(channel: ChannelId): string {
  return `sigill-${channel}`;
}
