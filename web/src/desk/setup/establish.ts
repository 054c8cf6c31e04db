/** Establishing a channel: its first keyring, its settings, its owner, in one request. */
import { newCode, type Code } from "../../sealing/code.ts";
import { dayAt, type Day } from "../../sealing/day.ts";
import { deriveIdentity, deriveSigningKey } from "../../sealing/derive.ts";
import { digestOf } from "../../sealing/digest.ts";
import { base64, utf8 } from "../../sealing/encoding.ts";
import { newId, type ChannelId, type MemberId } from "../../sealing/id.ts";
import type { Keyring } from "../../sealing/keyring.ts";
import { firstEpoch, signKeyring } from "../../sealing/keyring/sign.ts";
import { newSigningKey, type SigningKey } from "../../sealing/signature.ts";
import type { JsonObject } from "../../sealing/strict_json.ts";
import { sealVault } from "../../sealing/vault.ts";
import { answer, ApiError, nothing, type Api } from "../api.ts";
import { memberId } from "../api/read.ts";
import { fetchChallenge } from "../api/session.ts";
import { visitChannels } from "../channels.ts";
import { placeOf } from "../sharing/place.ts";
import type { Desk } from "../desk.ts";
import { DESK_ZONE } from "../vaults.ts";
import {
  accessOf,
  firstVault,
  newMember,
  secondFactorProof,
  waysIn,
  type NewMember,
  type SealedVault,
} from "./new_member.ts";
import { Once } from "./once.ts";
import { defaultSettings, type Organisation } from "./settings.ts";

/** What is made before the first question is asked, and stays the same through going back and trying again. */
export interface Establishing {
  readonly channel: ChannelId;
  readonly member: NewMember;
  readonly owner: SigningKey<"owner">;
  readonly recovery: Code<"channel-recovery">;
  /** By the answers: the note, and the vault that pins it. */
  readonly first: Once<SealedVault & { readonly note: string }>;
}

/** What the owner answers. */
export interface Answers {
  readonly organisation: Organisation;
  /** The word in the channel's URL. */
  readonly address: string;
  /** The owner's shown title. */
  readonly title: string;
  /** The sign-in name. */
  readonly name: string;
  /** The function of whoever keeps the channel's recovery code. */
  readonly recoveryHolder: string;
}

/** Makes every key of a new channel and its owner. */
export function newEstablishing(): Establishing {
  return {
    channel: newId<"channel">(),
    member: newMember(),
    owner: newSigningKey<"owner">(),
    recovery: newCode("channel-recovery"),
    first: new Once(),
  };
}

/** Asks whether a set-up link is still good. @throws ApiError `problem-expired` when it is not */
export async function checkSetup(api: Api, secret: string): Promise<void> {
  await api.knock("POST /api/setup/check", nothing, { body: { secret }, proves: true });
}

const made = answer({ member: memberId });

/**
 * Establishes the channel and opens the desk as its owner. Tried again with the same answers it is the same request, and
 * succeeds where the first try had arrived.
 *
 * @param code - digits the owner typed, where this computer's clock is not to be trusted; else null
 */
export async function establish(
  desk: Desk,
  secret: string,
  establishing: Establishing,
  answers: Answers,
  code: string | null,
): Promise<void> {
  const { channel, member, owner } = establishing;
  const today = dayAt(desk.now(), DESK_ZONE);
  if (today === null) throw new RangeError("a clock beyond the calendar");
  const settings = defaultSettings(answers.organisation);
  const { member: id } = await fetchChallenge(desk.api, answers.name);
  const ways = await waysIn(desk.stretch, id, member.passphrase, member.recovery);
  const { note, vault, sealed } = await establishing.first.of(JSON.stringify([id, answers]), async () => {
    const signed = signKeyring(firstKeyring(id, establishing, answers, settings, today), owner);
    const pin = { channel, owner: owner.verifyingKey, epoch: 1, hash: digestOf(utf8(signed)), next: [] };
    const made = firstVault(id, member, ways.unlock, today, { owner, pins: [pin], invitations: [] });
    return { note: signed, vault: made, sealed: await sealVault(made) };
  });
  const body: JsonObject = {
    secret,
    member: id,
    name: answers.name,
    credentials: { ...ways.credentials },
    access: accessOf(member),
    second_factor: secondFactorProof(member.secondFactor, code, desk.now()),
    vault: base64(sealed),
    channel: { id: channel, address: answers.address },
    keyring: note,
    settings,
  };
  try {
    await desk.api.knock("POST /api/setup", made, { body, proves: true });
  } catch (error) {
    // Nothing of it was taken, and it bears the day that is wrong.
    if (error instanceof ApiError && error.kind === "problem-wrong-day") establishing.first.forget();
    throw error;
  }
  desk.memory(id).seeVault(vault.counter, digestOf(sealed));
  desk.memory(id).seeEpoch(channel, 1, digestOf(utf8(note)));
  desk.memory(id).confirm(channel);
  desk.memory(id).confirmPlace(channel, placeOf(desk.intake, answers.address));
  desk.session.unlocked(
    {
      id,
      name: answers.name,
      designations: [{ channel, address: answers.address, role: "owner", since: today }],
    },
    vault,
  );
  void visitChannels(desk);
}

function firstKeyring(
  id: MemberId,
  establishing: Establishing,
  answers: Answers,
  settings: string,
  today: Day,
): Keyring {
  const { channel, member, owner, recovery } = establishing;
  const recoveryIdentity = deriveIdentity(recovery, "recovery/identity");
  const recoverySigning = deriveSigningKey(recovery, "recovery/signing");
  const keyring = firstEpoch(
    {
      channel,
      owner: owner.verifyingKey,
      settings: digestOf(utf8(settings)),
      policy: { showOwn: true, contact: "one", serverPath: true },
      handlers: [
        {
          id,
          title: answers.title,
          recipient: member.keys.identity.recipient,
          verify: member.keys.signing.verifyingKey,
        },
      ],
      deputies: [],
      custodians: [],
      recovery: {
        title: answers.recoveryHolder,
        recipient: recoveryIdentity.recipient,
        verify: recoverySigning.verifyingKey,
      },
    },
    today,
  );
  recoveryIdentity.wipe();
  recoverySigning.wipe();
  return keyring;
}
