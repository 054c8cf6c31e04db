import { describe, expect, test } from "vitest";
import { openAnchor, pinnedBy, verifyAnchoredKeyrings } from "../../src/sealing/anchor.ts";
import { readCode } from "../../src/sealing/code.ts";
import { openContactDetails, openForCustodian } from "../../src/sealing/contact.ts";
import type { Day } from "../../src/sealing/day.ts";
import type { Digest } from "../../src/sealing/digest.ts";
import { leafOf } from "../../src/sealing/filing.ts";
import type { ChannelId, MemberId } from "../../src/sealing/id.ts";
import { parseIdentity } from "../../src/sealing/identity.ts";
import { KeyringChain } from "../../src/sealing/keyring/chain.ts";
import { reporterKeys } from "../../src/sealing/reporter.ts";
import { SigningKey } from "../../src/sealing/signature.ts";
import { shownOf, type Served } from "../../src/sealing/thread.ts";
import { verifyConversation } from "../../src/sealing/thread/conversation.ts";
import { verifyInternal } from "../../src/sealing/thread/internal.ts";
import { pinCase } from "../../src/sealing/thread/pin.ts";
import { bearsOut, openWrap } from "../../src/sealing/wrap.ts";
import { given } from "../support/channel.ts";
import { outcomes } from "../support/sealed_case.ts";
import { fromBase64, vectors } from "../support/vectors.ts";

type WrittenEnvelope = { n: number; day: Day } & ({ sealed_base64: string } | { gone: Digest });

const file = vectors("case-by-typescript") as {
  code: string;
  channel: ChannelId;
  notes: string[];
  case: string;
  anchor_base64: string;
  leaf: string;
  member: { id: MemberId; identity: string; signing_seed_base64: string; wrap_base64: string; case_keys: string[] };
  custodian_identity: string;
  contact: string;
  conversation: WrittenEnvelope[];
  internal: WrittenEnvelope[];
  expected: Record<"reporter" | "member" | "internal", unknown>;
};

const thread = (envelopes: readonly WrittenEnvelope[]): readonly Served[] =>
  envelopes.map(({ n, day, ...rest }) => ({
    n,
    day,
    file: "gone" in rest ? { gone: rest.gone } : fromBase64(rest.sealed_base64),
  }));

describe("case-by-typescript.json", () => {
  test("is read by its reporter", async () => {
    const keys = reporterKeys(readCode("case", file.code));
    const anchor = await openAnchor(fromBase64(file.anchor_base64), keys);
    const chain = verifyAnchoredKeyrings(anchor, file.notes);
    const opener = { side: "reporter", identity: keys.identity } as const;
    const pinned = pinnedBy(anchor, keys);
    const { entries, alarms } = await verifyConversation(pinned, chain, thread(file.conversation), opener, anchor);
    expect([pinned.id, leafOf(keys.receipt, pinned.id)]).toEqual([file.case, file.leaf]);
    expect(outcomes(entries)).toEqual(file.expected.reporter);
    expect(alarms).toEqual([]);
  });

  test("is read by the member who remains, with the contact details and the notes", async () => {
    const chain = KeyringChain.verify(file.channel, file.notes, { by: "nothing" });
    const { member } = file;
    const { verifyingKey } = new SigningKey<"author">(fromBase64(member.signing_seed_base64));
    const wrap = await openWrap(
      fromBase64(member.wrap_base64),
      given(parseIdentity<"handler">(member.identity)),
      verifyingKey,
      chain,
    );
    expect(wrap.keys.map((key) => key.expose())).toEqual(member.case_keys);
    const pinned = await pinCase(wrap, thread(file.conversation), chain);
    const opener = { side: "member", keys: wrap.keys } as const;
    const conversation = await verifyConversation(pinned, chain, thread(file.conversation), opener);
    expect(outcomes(conversation.entries)).toEqual(file.expected.member);
    expect(conversation.alarms).toEqual([]);
    expect(bearsOut(conversation, wrap, member.id, chain)).toBe(true);
    const { entries } = await verifyInternal(conversation, chain, thread(file.internal), opener);
    expect(outcomes(entries)).toEqual(file.expected.internal);

    const { sealed } = given(shownOf(conversation.entries, "contact")[0]).body;
    const half = await openForCustodian(sealed, given(parseIdentity<"custodian">(file.custodian_identity)));
    expect(await openContactDetails(half, wrap.keys[0])).toBe(file.contact);
  });
});
