import { describe, expect, it } from "vitest";
import { digestOf } from "../../src/sealing/digest.ts";
import { newId } from "../../src/sealing/id.ts";
import { Memory, MOST_CASES, type Store } from "../../src/desk/memory.ts";

function store(): Store & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  let keys: readonly string[] = [];
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => void texts.set(key, value),
    removeItem: (key) => void texts.delete(key),
    key: (index) => keys[index] ?? null,
    get length() {
      keys = [...texts.keys()];
      return keys.length;
    },
  };
}

const nameOf = (n: number) => digestOf(new Uint8Array([n >> 16, n >> 8, n]));

const [one, two] = [digestOf(new Uint8Array([1])), digestOf(new Uint8Array([2]))];
const member = newId<"member">();
const channel = newId<"channel">();

describe("what the desk remembers", () => {
  it("tells a vault that went back, or forked, from one that went on", () => {
    const memory = new Memory(store(), member);
    expect(memory.seeVault(3, one)).toBe("forward");
    expect(memory.seeVault(3, one)).toBe("same");
    expect(memory.seeVault(3, two)).toBe("fork");
    expect(memory.seeVault(2, one)).toBe("back");
    expect(memory.seeVault(3, one)).toBe("same");
  });

  it("tells an epoch that went back, or another of the same number, from one that went on", () => {
    const memory = new Memory(store(), member);
    expect(memory.seeEpoch(channel, 2, one)).toBe("forward");
    expect(memory.seeEpoch(channel, 2, one)).toBe("same");
    expect(memory.seeEpoch(channel, 2, two)).toBe("fork");
    expect(memory.seeEpoch(channel, 1, two)).toBe("back");
    expect(memory.seeEpoch(channel, 2, one)).toBe("same");
  });

  it("outlives the page, and is each member's own", () => {
    const kept = store();
    const salt = new Memory(kept, member);
    salt.seeEpoch(channel, 4, one);
    const again = new Memory(kept, member);
    expect(again.seeEpoch(channel, 3, one)).toBe("back");
    expect(again.salt).toEqual(salt.salt);
    expect(new Memory(kept, newId<"member">()).seeEpoch(channel, 3, one)).toBe("forward");
  });

  it("never forgets the highest number of either thread", () => {
    const memory = new Memory(store(), member);
    expect(memory.seeCase(one, { c: 5, i: 1 })).toBe(true);
    expect(memory.seeCase(one, { c: 4, i: 2 })).toBe(false);
    expect(memory.seen(one)).toEqual({ c: 5, i: 2 });
    expect(memory.seen(two)).toBeNull();
  });

  it("lists the cases it has seen, but for those known to be gone, until the server brings one back", () => {
    const kept = store();
    const memory = new Memory(kept, member);
    memory.seeCase(one, { c: 5, i: 0 });
    memory.seeCase(two, { c: 1, i: 0 });
    memory.letGo(one);
    const again = new Memory(kept, member);
    expect(again.cases).toEqual([two]);
    expect(again.seeCase(one, { c: 4, i: 0 })).toBe(false);
    expect(new Memory(kept, member).cases).toEqual([one, two]);
  });

  it("knows which keyrings their owner has confirmed here: to have seen one is not enough", () => {
    const kept = store();
    const memory = new Memory(kept, member);
    memory.seeEpoch(channel, 1, one);
    expect(memory.hasConfirmed(channel)).toBe(false);
    memory.confirm(channel);
    expect(new Memory(kept, member).hasConfirmed(channel)).toBe(true);
    expect(memory.hasConfirmed(newId<"channel">())).toBe(false);
  });

  it("begins anew where the store holds something else, and works where it holds nothing", () => {
    const spoilt = store();
    spoilt.texts.set(`sigill-desk-${member}`, '{"v":1}');
    expect(new Memory(spoilt, member).seeVault(9, one)).toBe("forward");
    const refuse = (): never => {
      throw new DOMException("no", "QuotaExceededError");
    };
    const forbidden: Store = {
      getItem: refuse,
      setItem: refuse,
      removeItem: refuse,
      key: refuse,
      get length(): number {
        return refuse();
      },
    };
    const memory = new Memory(forbidden, member);
    expect(memory.seeVault(1, one)).toBe("forward");
    expect(memory.seeVault(0, one)).toBe("back");
    expect(memory.seeCase(one, { c: 1, i: 0 })).toBe(true);
    expect(memory.cases).toEqual([]);
  });

  it("holds numbers, digests and public addresses only", () => {
    const kept = store();
    const memory = new Memory(kept, member);
    memory.seeVault(1, one);
    memory.seeEpoch(channel, 1, one);
    memory.seeCase(two, { c: 1, i: 0 });
    const [text = "", line = ""] = kept.texts.values();
    expect(Object.keys(JSON.parse(text) as object).sort()).toEqual(["confirmed", "epochs", "places", "salt", "v", "vault"]);
    expect(line).toBe("1 0");
  });

  it("remembers cases beyond number without forgetting a vault, and asks no more of the store for the thousandth", () => {
    const kept = store();
    let asked = 0;
    const counting: Store = Object.create(kept, {
      getItem: {
        value: (key: string) => {
          asked += kept.getItem(key)?.length ?? 0;
          return kept.getItem(key);
        },
      },
    }) as Store;
    const memory = new Memory(counting, member);
    memory.seeVault(7, one);
    for (let n = 0; n < MOST_CASES + 5; n += 1) expect(memory.seeCase(nameOf(n), { c: 2, i: 0 })).toBe(true);
    // No looking through all the others for each: characters read, for each case.
    expect(asked / MOST_CASES).toBeLessThan(1000);
    const again = new Memory(kept, member);
    expect(again.salt).toEqual(memory.salt);
    expect(again.seeVault(6, one)).toBe("back");
    expect(again.cases).toHaveLength(MOST_CASES);
    expect(again.seeCase(nameOf(5), { c: 10, i: 0 })).toBe(true);
    expect(again.seeCase(nameOf(5), { c: 9, i: 0 })).toBe(false);
    expect([...kept.texts].reduce((sum, [key, value]) => sum + key.length + value.length, 0)).toBeLessThan(2_500_000);
  });

  it("does not take the cases of a lost salt for cases that are gone", () => {
    const kept = store();
    new Memory(kept, member).seeCase(one, { c: 2, i: 0 });
    kept.texts.set(`sigill-desk-${member}`, "spoilt");
    expect(new Memory(kept, member).cases).toEqual([]);
  });
});
