import { resolveObjectURL } from "node:buffer";
import { expect, test } from "vitest";
import { MOST_HELD } from "../../src/files/held.ts";
import { Addresses } from "../../src/intake/files/addresses.ts";

/** A file of a size that no test has the memory for. */
class Large extends Blob {
  readonly #size: number;

  constructor(size: number) {
    super(["a"]);
    this.#size = size;
  }

  override get size(): number {
    return this.#size;
  }
}

const leads = (address: string): boolean => resolveObjectURL(address) !== undefined;

test("an opened file can be saved until its letter goes, and none once the page is left", () => {
  const addresses = new Addresses();
  const given = ["a", "b", "c"].map((text) => addresses.give(new Blob([text]), () => { throw new Error("there was room"); }));
  expect(given.map(leads)).toEqual([true, true, true]);
  addresses.take(given[1] ?? "");
  addresses.take("");
  expect(given.map(leads)).toEqual([true, false, true]);
  addresses.close();
  expect(given.map(leads)).toEqual([false, false, false]);
});

test("of opened files the oldest give way to the newest, and are offered to be fetched again", () => {
  const addresses = new Addresses();
  const gone: number[] = [];
  const give = (n: number, size: number): string => addresses.give(new Large(size), () => { gone.push(n); });
  const half = MOST_HELD / 2;
  const given = [give(1, half), give(2, half)];
  expect(given.map(leads)).toEqual([true, true]);
  given.push(give(3, 1));
  expect([given.map(leads), gone]).toEqual([[false, true, true], [1]]);
  given.push(give(4, 2 * MOST_HELD));
  expect(given.map(leads)).toEqual([false, false, false, true]);
  expect(gone).toEqual([1, 3, 2]);
  addresses.close();
});
