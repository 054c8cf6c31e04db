import { expect, it } from "vitest";
import { newId } from "../../src/sealing/id.ts";
import { Memory, type Store } from "../../src/desk/memory.ts";
import { placeOf, standingOf } from "../../src/desk/sharing/place.ts";

it("an address that is not the one that was set up in this browser is told, until its member says that it is right", () => {
  const texts = new Map<string, string>();
  const store: Store = {
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, value) => void texts.set(key, value),
    removeItem: (key) => void texts.delete(key),
    key: () => null,
    length: 0,
  };
  const member = newId<"member">();
  const channel = newId<"channel">();
  const place = placeOf("https://rapport.lunda.example", "lunda");
  expect(standingOf(new Memory(store, member), channel, place)).toEqual({ is: "unknown" });
  new Memory(store, member).confirmPlace(channel, place);
  const again = new Memory(store, member);
  expect(standingOf(again, channel, place)).toEqual({ is: "same" });
  for (const other of [placeOf("https://rapport.lunda.invalid", "lunda"), placeOf("https://rapport.lunda.example", "lund")]) {
    expect(standingOf(again, channel, other)).toEqual({ is: "other", before: place });
  }
  again.confirmPlace(channel, placeOf("https://ny.lunda.example", "lunda"));
  expect(standingOf(again, channel, place).is).toBe("other");
  expect(standingOf(again, newId<"channel">(), place)).toEqual({ is: "unknown" });
});
