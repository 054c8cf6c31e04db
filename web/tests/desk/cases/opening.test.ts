/** Which of a member's wraps counts: the same cases in tests/vectors are read by the protocol's crate. */
import { describe, expect, it } from "vitest";
import type { Day } from "../../../src/sealing/day.ts";
import type { Digest } from "../../../src/sealing/digest.ts";
import type { ChannelId, MemberId } from "../../../src/sealing/id.ts";
import { parseIdentity } from "../../../src/sealing/identity.ts";
import { KeyringChain } from "../../../src/sealing/keyring/chain.ts";
import { SigningKey } from "../../../src/sealing/signature.ts";
import type { Served } from "../../../src/sealing/thread.ts";
import { openCase } from "../../../src/desk/cases/opening.ts";
import { given } from "../../support/channel.ts";
import { outcomes } from "../../support/sealed_case.ts";
import { fromBase64, vectors } from "../../support/vectors.ts";

type Written = { n: number; day: Day } & ({ sealed_base64: string } | { gone: Digest });

const file = vectors("case-by-typescript") as {
  channel: ChannelId;
  notes: string[];
  member: {
    id: MemberId;
    identity: string;
    signing_seed_base64: string;
    wrap_base64: string;
    unconfirmed_wrap_base64: string;
    case_keys: string[];
  };
  conversation: Written[];
  internal: Written[];
  expected: Record<"member" | "internal", unknown>;
};

const served = (envelopes: readonly Written[]): readonly Served[] =>
  envelopes.map(({ n, day, ...rest }) => ({
    n,
    day,
    file: "gone" in rest ? { gone: rest.gone } : fromBase64(rest.sealed_base64),
  }));

const { member } = file;
const generation = member.case_keys.length - 1;
const confirmed = { generation, sealed: fromBase64(member.wrap_base64) };
const unconfirmed = { generation: generation + 1, sealed: fromBase64(member.unconfirmed_wrap_base64) };

async function openedWith(wraps: readonly (typeof confirmed)[]) {
  const { verifyingKey: verify } = new SigningKey<"author">(fromBase64(member.signing_seed_base64));
  return openCase(
    { wraps, conversation: served(file.conversation), internal: served(file.internal) },
    {
      member: member.id,
      keys: [{ identity: given(parseIdentity<"handler">(member.identity)), verify }],
      chain: KeyringChain.verify(file.channel, file.notes, { by: "nothing" }),
    },
  );
}

describe("a wrap that the thread does not bear out", () => {
  it("is passed over for an older one that it does, and told", async () => {
    const opening = await openedWith([confirmed, unconfirmed]);
    if (opening.status !== "open") throw new Error(opening.reason);
    expect([opening.generation, opening.foreignWraps]).toEqual([generation, 1]);
    expect(outcomes(opening.conversation.entries)).toEqual(file.expected.member);
    expect(outcomes(opening.internal.entries)).toEqual(file.expected.internal);
  });

  it("opens nothing alone", async () => {
    expect(await openedWith([unconfirmed])).toEqual({ status: "damaged", reason: "not-borne-out" });
  });
});
