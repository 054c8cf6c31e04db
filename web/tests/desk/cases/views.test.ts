import { beforeEach, describe, expect, it } from "vitest";
import { NO_FILTER, type Filter, type Sort } from "../../../src/desk/cases/filters.ts";
import {
  isShown,
  MOST_VIEWS,
  nameTyped,
  readViews,
  removing,
  saving,
  writeViews,
  type SavedView,
} from "../../../src/desk/cases/views/saved_view.ts";
import { base64, parseBase64 } from "../../../src/sealing/encoding.ts";
import { newId } from "../../../src/sealing/id.ts";
import { sealIndexEntry } from "../../../src/sealing/index.ts";
import { seat } from "./support/at_desk.ts";
import { DeskServer } from "./support/desk_server.ts";
import { day, given } from "./support/given.ts";
import { person } from "./support/stored.ts";

const me = person("Chefsjurist");
const colleague = person("HR-direktör");
let server: DeskServer;

const view = (name: string, filter: Partial<Filter> = {}, sort: Sort = "duty"): SavedView => ({
  name,
  filter: { ...NO_FILTER, ...filter },
  sort,
});
const full = view(
  "Mina, brådskar",
  {
    search: "svåger",
    duty: "late",
    unread: true,
    phase: "investigating",
    assigned: newId<"member">(),
    category: "",
    severity: "unset",
    tag: "förskola",
    path: "server",
  },
  "severity",
);

beforeEach(() => {
  server = new DeskServer([me, colleague], day("2026-11-22"));
});

describe("a saved view", () => {
  it("is read as it was written, with everything that a filter holds", () => {
    expect(readViews(writeViews([full, view("Allt")]))).toEqual([full, view("Allt")]);
    expect(readViews(writeViews([full]).replace('"v":1', '"v":2'))).toBeNull();
    expect(readViews("nothing")).toBeNull();
  });

  it("is shown where filter, search and order all stand so", () => {
    expect(isShown(full, { ...full.filter }, "severity")).toBe(true);
    expect(isShown(full, full.filter, "duty")).toBe(false);
    for (const key of Object.keys(NO_FILTER).map((each) => each as keyof Filter)) {
      expect(isShown(full, { ...full.filter, [key]: NO_FILTER[key] }, "severity"), key).toBe(false);
    }
  });

  it("has a name on one line, of some length", () => {
    expect(nameTyped("  Mina \n och\tdina ")).toBe("Mina och dina");
    expect(nameTyped("é".repeat(100))).toHaveLength(60);
    expect(nameTyped(" \u3000")).toBe("");
  });
});

describe("a member's views", () => {
  it("come back after the desk has locked, on another computer too, and to nobody else", async () => {
    const one = seat(server, me);
    expect(await one.views.change(saving(full))).toBe(true);
    expect(await one.views.change(saving(view("Allt")))).toBe(true);
    one.stop();
    expect(one.views.all.value).toEqual([]);
    const other = seat(server, me);
    await other.views.load();
    expect(other.views.all.value).toEqual([full, view("Allt")]);
    const theirs = seat(server, colleague);
    await theirs.views.load();
    expect(theirs.views.all.value).toEqual([]);
  });

  it("say nothing to the server, by their length neither", async () => {
    const one = seat(server, me);
    await one.views.change(saving(view("a")));
    const short = given(parseBase64(given(server.views.get(me.id)).sealed));
    await one.views.change(saving(full));
    const long = given(parseBase64(given(server.views.get(me.id)).sealed));
    expect([short.length, long.length]).toEqual([4096 + 16, 4096 + 16]);
    expect(JSON.stringify(server.asked)).not.toContain("svåger");
    expect(JSON.stringify(server.asked)).not.toContain("Mina");
  });

  it("saved on two computers at once are all kept, and of one name the later", async () => {
    const [one, other] = [seat(server, me), seat(server, me)];
    await Promise.all([one.views.load(), other.views.load()]);
    await one.views.change(saving(view("Mina", { assigned: "me" })));
    await other.views.change(saving(view("Sena", { duty: "late" })));
    await one.views.change(saving(view("Sena", { duty: "soon" })));
    await other.views.change(removing("Mina"));
    await one.views.load();
    expect(one.views.all.value).toEqual([view("Sena", { duty: "soon" })]);
    expect(other.views.all.value).toEqual(one.views.all.value);
  });

  it("stand as they were where the server does not take them, and there is room for so many", async () => {
    const one = seat(server, me);
    for (let count = 1; count <= MOST_VIEWS; count += 1) await one.views.change(saving(view(`Vy ${count}`)));
    expect(await one.views.change(saving(view("En till")))).toBe(false);
    expect(one.views.status.value.is).toBe("full");
    server.interrupt = ({ method }) => Promise.resolve(method === "PUT" ? "offline" : null);
    expect(await one.views.change(removing("Vy 1"))).toBe(false);
    expect(one.views.status.value).toMatchObject({ is: "not-saved", because: { kind: "offline" } });
    expect(one.views.all.value).toHaveLength(MOST_VIEWS);
    server.interrupt = () => Promise.resolve(null);
    expect(await one.views.change(removing("Vy 1"))).toBe(true);
    expect(one.views.all.value).toHaveLength(MOST_VIEWS - 1);
  });

  it("are none where the server puts an index entry of theirs in the place, and can be saved anew", async () => {
    const one = seat(server, me);
    const stored = await server.file({}, day("2026-11-20"));
    const entry = await sealIndexEntry({ case: (await server.read(stored)).pinned.id, counter: 1, view: writeViews([full]) }, me.self);
    server.views.set(me.id, { salt: base64(entry.salt), sealed: base64(entry.ciphertext) });
    await one.views.load();
    expect(one.views.all.value).toEqual([]);
    expect(await one.views.change(saving(view("Allt")))).toBe(true);
  });
});
