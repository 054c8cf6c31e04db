import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEntryHolders, sealEntries, sealEntryHolders, MOST_ENTRIES, type Entries } from "../../src/sealing/entries.ts";
import { ZERO_DIGEST } from "../../src/sealing/digest.ts";
import { newCase, sealFiling, type Filing } from "../../src/sealing/filing.ts";
import { shareCase } from "../../src/sealing/exclusion.ts";
import type { Holder } from "../../src/sealing/holder.ts";
import { openBytes } from "../../src/sealing/hybrid.ts";
import { newIdentity } from "../../src/sealing/identity.ts";
import { keepers, nameable } from "../../src/sealing/keyring.ts";
import { KeyringChain, type Epoch } from "../../src/sealing/keyring/chain.ts";
import { firstEpoch, signKeyring } from "../../src/sealing/keyring/sign.ts";
import { openWrap } from "../../src/sealing/wrap.ts";
import { REPORT } from "../support/case.ts";
import { decided, given, lines, channel, person, FIRST_DAY } from "../support/channel.ts";
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

async function file(epoch: Epoch, excluded: readonly Holder[], words = ""): Promise<{ filing: Filing; entries: Entries }> {
  const report = { ...REPORT, answers: [{ question: "what", answer: words }] };
  const filing = await sealFiling(newCase(), report, epoch, shareCase(epoch.keyring, excluded), FIRST_DAY);
  return { filing, entries: await sealEntries(filing, epoch.keyring, server.recipient) };
}

/** How long everything is that a filing sends. */
function lengths({ filing, entries }: Awaited<ReturnType<typeof file>>): readonly number[] {
  return [...entries.wraps, entries.holders, filing.report, filing.contact, filing.anchor].map(({ length }) => length);
}

describe("a filing", () => {
  test("is as long and of as many parts whoever is excluded, and its receivers open what is theirs", async () => {
    const epoch = epochWith(1, 1);
    const people = nameable(epoch.keyring);
    await fc.assert(
      fc.asyncProperty(
        fc.subarray([...people]).filter((out) => !keepers(epoch.keyring).every((keeper) => out.includes(keeper))),
        // Reports whose padding the list of holders could carry over the next power of two.
        fc.integer({ min: 600, max: 1400 }),
        async (excluded, words) => {
          const some = await file(epoch, excluded, "x".repeat(words));
          expect(lengths(some)).toEqual(lengths(await file(epoch, [], "x".repeat(words))));
          const { locator, holders } = readEntryHolders(await openBytes(server, some.entries.holders));
          expect(locator).toBe(some.filing.locator);
          const named = new Map(holders.map((holder, n) => [holder, some.entries.wraps[n]]));
          named.delete(null);
          expect(named).toEqual(new Map(some.filing.wraps.map(({ holder, sealed }) => [holder, sealed])));
          expect(holders).toHaveLength(keepers(epoch.keyring).length);
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
    expect(all).toHaveLength(25 + 41 + 1 + 4);
  }, 60_000);

  test("has a dummy that opens for nobody, in a place that tells nothing", async () => {
    const made = channel();
    const epoch = made.chain.newest;
    const { filing, entries } = await file(epoch, []);
    const places = new Set<string>();
    for (let n = 0; n < 40; n += 1) {
      const { holders } = await sealEntries(filing, epoch.keyring, server.recipient);
      places.add(readEntryHolders(await openBytes(server, holders)).holders.join());
    }
    // Two handlers, recovery and the deputy's dummy: 24 orders.
    expect(places.size).toBeGreaterThan(12);
    const { holders } = readEntryHolders(await openBytes(server, entries.holders));
    const dummy = given(entries.wraps[holders.indexOf(null)]);
    const { identity, signing } = made.cecilia;
    expect(await laterRefusal(() => openWrap(new Uint8Array(dummy), identity, signing.verifyingKey, made.chain))).toBe("not-for-us");
  });
});

describe("the list of holders", () => {
  test("is as long however many of its entries are dummies", async () => {
    const ids = Array.from({ length: MOST_ENTRIES }, (_, n) => n.toString(16).padStart(32, "0") as Holder);
    const length = async (count: number, kept: number): Promise<number> => {
      const holders = ids.slice(0, count).map((id, n) => (n < kept ? id : null));
      return (await sealEntryHolders({ v: 1, locator: ZERO_DIGEST, holders }, server.recipient)).length;
    };
    for (const count of [1, 2, 25, 26, 27, 54, 55, 56, MOST_ENTRIES]) {
      expect(await length(count, 1)).toBe(await length(count, count));
    }
  });

  test("that names nobody, or somebody twice, is not sealed", async () => {
    const seal = (...holders: (Holder | null)[]) => () => sealEntryHolders({ v: 1, locator: ZERO_DIGEST, holders }, server.recipient);
    expect(await laterRefusal(seal("recovery", null))).toBe("accepted");
    expect(await laterRefusal(seal())).toBe("range");
    expect(await laterRefusal(seal(null, null))).toBe("range");
    expect(await laterRefusal(seal("recovery", "recovery"))).toBe("range");
  });
});
