import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newCase, sealFiling, type Filing } from "../../src/sealing/filing.ts";
import { shareCase } from "../../src/sealing/exclusion.ts";
import type { Sealed } from "../../src/sealing/gate.ts";
import type { Holder } from "../../src/sealing/holder.ts";
import { openBytes } from "../../src/sealing/hybrid.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { keepers, nameable } from "../../src/sealing/keyring.ts";
import { KeyringChain, type Epoch } from "../../src/sealing/keyring/chain.ts";
import { firstEpoch, signKeyring } from "../../src/sealing/keyring/sign.ts";
import { readParcel, sealParcel } from "../../src/sealing/parcel.ts";
import { REPORT } from "../support/case.ts";
import { decided, lines, channel, person, FIRST_DAY } from "../support/channel.ts";
import { laterRefusal } from "../support/refusals.ts";

const server = newIdentity<"intake">();

/** The first epoch of a channel with so many more handlers and deputies. */
function epochWith(handlers: number, deputies: number): Epoch {
  const made = channel();
  const people = (count: number) => Array.from({ length: count }, (_, n) => person(`Title ${n}`));
  const first = firstEpoch(
    {
      ...decided(made),
      handlers: lines(made.anna, made.bertil, ...people(handlers)),
      deputies: lines(made.cecilia, ...people(deputies)),
      custodians: lines(made.custodian),
    },
    FIRST_DAY,
  );
  return KeyringChain.verify(made.id, [signKeyring(first, made.owner)], { by: "nothing" }).newest;
}

async function file(epoch: Epoch, excluded: readonly Holder[], words = ""): Promise<{ filing: Filing; parcel: Sealed<"parcel"> }> {
  const report = { ...REPORT, answers: [{ question: "what", answer: words }] };
  const filing = await sealFiling(newCase(), report, epoch, shareCase(epoch.keyring, excluded), FIRST_DAY);
  return { filing, parcel: await sealParcel(filing, epoch.keyring, server.recipient) };
}

/** How long everything is that a filing sends. */
function lengths({ filing, parcel }: Awaited<ReturnType<typeof file>>): readonly number[] {
  return [parcel, filing.report, filing.contact, filing.anchor].map(({ length }) => length);
}

describe("a filing", () => {
  test("is as long whoever is excluded, and the server finds the wraps that were made", async () => {
    const epoch = epochWith(1, 1);
    const people = nameable(epoch.keyring);
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([...people]).filter((out) => !keepers(epoch.keyring).every((keeper) => out.includes(keeper))),
        // Reports whose padding the list of who may open it could carry over the next power of two.
        fc.integer({ min: 600, max: 1400 }),
        async (excluded, words) => {
          const some = await file(epoch, excluded, "x".repeat(words));
          expect(lengths(some)).toEqual(lengths(await file(epoch, [], "x".repeat(words))));
          const read = readParcel(await openBytes(server, some.parcel));
          const { locator, wraps } = some.filing;
          expect(read).toEqual({ locator, wraps: wraps.map(({ holder, sealed }) => ({ holder, sealed })) });
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);

  test("of a large keyring lists nobody by its length", async () => {
    // An anchor that lists the handlers fits into 4096 bytes, and one that lists the deputies as well does not.
    const epoch = epochWith(23, 40);
    const handlers = epoch.keyring.handlers.map(({ id }) => id);
    const all = lengths(await file(epoch, []));
    expect(lengths(await file(epoch, handlers))).toEqual(all);
    expect(lengths(await file(epoch, [...handlers, "recovery"]))).toEqual(all);
  }, 60_000);

  test("holds nothing that opens for a handler who reads it on its way", async () => {
    const made = channel();
    const { filing, parcel } = await file(made.chain.newest, [made.bertil.id]);
    for (const { identity } of [made.anna, made.bertil, made.cecilia]) {
      for (const sealed of [parcel, filing.report, filing.contact, filing.anchor]) {
        expect(await laterRefusal(() => openBytes(identity, sealed))).toBe("not-for-us");
      }
    }
  });
});
