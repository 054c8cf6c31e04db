import { describe, expect, it } from "vitest";
import type { ChannelId } from "../../src/sealing/id.ts";
import {
  addressOf,
  INBOX,
  readArrival,
  readChoices,
  readPlace,
  Router,
  type CaseRow,
  type Place,
  type Surroundings,
} from "../../src/desk/router.ts";

const CASE = "0123456789abcdef0123456789abcdef" as CaseRow;
const CHANNEL = "fedcba9876543210fedcba9876543210" as ChannelId;
const PLAIN = { locale: null, keys: true } as const;

const PLACES: readonly Place[] = [
  INBOX,
  { at: "inbox", open: CASE },
  { at: "account" },
  { at: "recovery" },
  { at: "members", channel: CHANNEL },
  { at: "share", channel: CHANNEL },
  { at: "enter", channel: CHANNEL, from: null },
  { at: "enter", channel: CHANNEL, from: { row: CASE, n: 12 } },
];

describe("an address", () => {
  it.each(PLACES)("leads back to its place: %j", (place) => {
    const address = addressOf(place, { locale: "en", keys: false });
    const { search } = new URL(address, "http://localhost");
    expect(readPlace(search)).toEqual(place);
    expect(readChoices(search)).toEqual({ locale: "en", keys: false });
  });

  it("of the inbox is the desk's own", () => {
    expect(addressOf(INBOX, PLAIN)).toBe("/");
    expect(readChoices("")).toEqual(PLAIN);
  });

  it.each(["?case=../../x", "?page=members", "?page=share&channel=ABC", "?page=nothing", "?case=", "??", "?page"])(
    "that says nothing sensible leads to the inbox: %s",
    (search) => {
      expect(readPlace(search)).toEqual(INBOX);
    },
  );
});

describe("a fragment", () => {
  it("brings a set-up secret or an invitation", () => {
    expect(readArrival("#setup=a%2Bb%3D")).toEqual({ by: "setup", secret: "a+b=" });
    expect(readArrival("#invitation=000G4-0R40M")).toEqual({ by: "invitation", code: "000G4-0R40M" });
  });

  it.each(["", "#", "#setup=", "#other=1", "#setup=%E0%A4", `#setup=${"a".repeat(201)}`])(
    "that is none brings nothing: %s",
    (fragment) => {
      expect(readArrival(fragment)).toBeNull();
    },
  );

  it("is off the address before anybody else can read it", () => {
    const replaced: string[] = [];
    const router = new Router(surroundings("/", "?lang=en", "#setup=c2VjcmV0", replaced));
    expect(router.takeArrival()).toEqual({ by: "setup", secret: "c2VjcmV0" });
    expect(replaced).toEqual(["/?lang=en"]);
  });
});

function surroundings(pathname: string, search: string, hash: string, replaced: string[]): Surroundings {
  return {
    addEventListener: () => undefined,
    location: { pathname, search, hash },
    history: {
      replaceState: (_state: unknown, _title: string, address: string) => {
        replaced.push(address);
      },
    },
  } as unknown as Surroundings;
}
