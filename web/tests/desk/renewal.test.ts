import { describe, expect, it } from "vitest";
import { digestOf } from "../../src/sealing/digest.ts";
import { newSigningKey } from "../../src/sealing/signature.ts";
import { renewalOf, type Circumstances, type Renewal } from "../../src/desk/renewal.ts";
import { dayOf, makeChannel } from "../support/desk_vault.ts";

const { epoch, owner, vault } = makeChannel();
const [pin] = vault.pins;
if (pin === undefined) throw new Error("nothing is pinned");
const DUE: Circumstances = {
  ownKey: owner.verifyingKey,
  pin,
  newest: epoch,
  vault: "same",
  epoch: "same",
  isConfirmed: true,
  today: dayOf("2026-02-09"),
};
const other = newSigningKey<"owner">().verifyingKey;
const foreignHash = digestOf(new Uint8Array(1));

describe("renewal", () => {
  it.each<[string, Partial<Circumstances>, Renewal]>([
    ["is signed after thirty days", {}, "renew"],
    ["is not due on the day before", { today: dayOf("2026-02-08") }, "nothing"],
    ["waits for the owner in a browser that is new", { vault: "forward", epoch: "forward", isConfirmed: false }, "ask"],
    ["waits for the owner in a browser that has seen it but was told nothing", { isConfirmed: false }, "ask"],
    ["asks nothing before it is due", { isConfirmed: false, today: dayOf("2026-02-08") }, "nothing"],
    ["asks nobody but the owner", { isConfirmed: false, ownKey: null }, "nothing"],
    ["is refused before anybody is asked", { isConfirmed: false, vault: "back" }, "alarm"],
    ["is signed by a browser that knows both, when they went on", { vault: "forward", epoch: "forward" }, "renew"],
    ["is the owner's alone", { ownKey: null }, "nothing"],
    ["is not another channel's owner's", { ownKey: other }, "nothing"],
    ["is not signed where nothing is pinned", { pin: null }, "nothing"],
    ["is refused when the vault went back", { vault: "back" }, "alarm"],
    ["is refused when the vault is another of the same counter", { vault: "fork" }, "alarm"],
    ["is refused when this computer saw a later epoch", { epoch: "back" }, "alarm"],
    ["is refused when another note stands under the pinned number", { newest: { keyring: epoch.keyring, hash: foreignHash } }, "alarm"],
    ["is refused when the vault has pinned a later epoch", { pin: { ...pin, epoch: 2 } }, "alarm"],
    [
      "is refused when the server shows a later epoch",
      { newest: { keyring: { ...epoch.keyring, epoch: 2 }, hash: foreignHash } },
      "alarm",
    ],
    ["is refused even when not due, if something stands in between", { epoch: "back", today: dayOf("2026-01-11") }, "alarm"],
  ])("%s", (_what, change, wanted) => {
    expect(renewalOf({ ...DUE, ...change })).toBe(wanted);
  });
});
