import { expect, test } from "vitest";
import type { Left } from "../../../../src/desk/cases/people/left.ts";
import { goneFrom, receiversOf, remaining } from "../../../../src/desk/cases/people/remaining.ts";
import type { Holder } from "../../../../src/sealing/holder.ts";
import { channel, later, lines, publish, FIRST_DAY } from "../../../support/channel.ts";

const of = (members: readonly Holder[], excluded: readonly Holder[] = []) => ({
  members: new Set(members),
  excluded: new Set(excluded),
});

const nobody = new Map<Holder, Left>();

test("whoever leaves takes nobody along, and recovery stays", () => {
  const { anna, bertil, chain } = channel();
  const standing = of([anna.id, bertil.id, "recovery"]);
  const left = remaining(standing, chain.newest.keyring, nobody, new Set([anna.id]));
  expect(left).toEqual({ holders: [bertil.id, "recovery"], fallBack: [], isRecoveryAlone: false });
});

test("what would be left without a handler falls to the deputies, and then to recovery, but to nobody excluded", () => {
  const { anna, bertil, cecilia, chain } = channel();
  const { keyring } = chain.newest;
  const none = { fallBack: [] };
  const alone = of([anna.id, "recovery"], [bertil.id]);
  const left = remaining(alone, keyring, nobody, new Set([anna.id]));
  expect(left).toEqual({ holders: [cecilia.id, "recovery"], fallBack: [cecilia.id], isRecoveryAlone: false });
  const concerned = of([anna.id, "recovery"], [bertil.id, cecilia.id]);
  expect(remaining(concerned, keyring, nobody, new Set([anna.id]))).toEqual({ ...none, holders: ["recovery"], isRecoveryAlone: true });
  const all = of([anna.id], [bertil.id, cecilia.id, "recovery"]);
  expect(remaining(all, keyring, nobody, new Set([anna.id]))).toEqual({ ...none, holders: [], isRecoveryAlone: false });
  // Nor to who stepped aside from it, or was shut out of it, before.
  for (const how of ["aside", "shut-out"] as const) {
    const before = new Map<Holder, Left>([[cecilia.id, how]]);
    expect(remaining(alone, keyring, before, new Set([anna.id]))).toEqual({ ...none, holders: ["recovery"], isRecoveryAlone: true });
  }
  // A deputy who leaves does not get it back.
  expect(remaining(of([cecilia.id, "recovery"]), keyring, nobody, new Set([cecilia.id])).holders).toEqual(["recovery"]);
});

test("a colleague who takes over holds it in the same breath, unless the reporter shut them out", () => {
  const { anna, bertil, cecilia, chain } = channel();
  const { keyring } = chain.newest;
  const standing = of([anna.id, "recovery"]);
  expect(remaining(standing, keyring, nobody, new Set([anna.id]), [bertil.id]).holders).toEqual([bertil.id, "recovery"]);
  const excluding = of([anna.id, "recovery"], [bertil.id]);
  expect(remaining(excluding, keyring, nobody, new Set([anna.id]), [bertil.id]).holders).toEqual([cecilia.id, "recovery"]);
});

test("a case can be given to those in the keyring who do not hold it, but for whom the reporter shut out", () => {
  const { anna, bertil, cecilia, custodian, chain } = channel();
  const { keyring } = chain.newest;
  const can = (standing: ReturnType<typeof of>) => receiversOf(standing, keyring).map(({ id, role }) => ({ id, role }));
  expect(can(of([anna.id, "recovery"]))).toEqual([
    { id: bertil.id, role: "handler" },
    { id: cecilia.id, role: "deputy" },
  ]);
  expect(can(of([anna.id], [bertil.id, custodian.id]))).toEqual([{ id: cecilia.id, role: "deputy" }]);
});

test("who has left the channel holds nothing from the next key on", () => {
  const made = channel();
  const { anna, bertil, chain } = made;
  const standing = of([anna.id, bertil.id, "recovery"]);
  expect(goneFrom(standing, chain.newest.keyring)).toEqual([]);
  publish(made, { handlers: lines(anna) }, later(FIRST_DAY, 1));
  expect(goneFrom(standing, chain.newest.keyring)).toEqual([bertil.id]);
  expect(remaining(standing, chain.newest.keyring, nobody, new Set()).holders).toEqual([anna.id, "recovery"]);
});
