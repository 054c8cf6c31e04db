import { beforeEach, describe, expect, it } from "vitest";
import { NO_FILTER, type Filter, type Sort } from "../../../src/desk/cases/filters.ts";
import { nameTyped } from "../../../src/desk/cases/own/name.ts";
import { readOwn, writeOwn } from "../../../src/desk/cases/own/own.ts";
import { savingTemplate } from "../../../src/desk/cases/templates/own_template.ts";
import { isShown, MOST_VIEWS, readView, removing, saving, writeView, type SavedView } from "../../../src/desk/cases/views/saved_view.ts";
import { base64, parseBase64 } from "../../../src/sealing/encoding.ts";
import { newId } from "../../../src/sealing/id.ts";
import { openOwn, sealIndexEntry, sealOwn } from "../../../src/sealing/index.ts";
import { writeJsonText, type JsonObject } from "../../../src/sealing/strict_json.ts";
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
    asked: true,
    unread: true,
    mentioned: true,
    ending: true,
    todo: "feedback",
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
    expect(readView(writeView(full))).toEqual(full);
    const own = { views: [full, view("Allt")], templates: [{ name: "Tack", sv: "Tack!", en: "" }] };
    expect(readOwn(writeOwn(own))).toEqual(own);
  });

  it("is read as desks saved it before they knew of templates, and of what a filter has now", () => {
    const { asked, mentioned, ending, todo, ...filter } = full.filter;
    const text = writeJsonText({ v: 1, views: [{ ...writeView(full), filter: { ...filter, unread: "yes" } }] });
    const read = { ...full, filter: { ...filter, asked: false, mentioned: false, ending: false, todo: null } };
    expect([asked, mentioned, ending, todo, readOwn({ v: 1, views: text })]).toEqual([true, true, true, "feedback", { views: [read], templates: [] }]);
  });

  it("of a version that this desk does not know is told from what is none", () => {
    const known = writeOwn({ views: [full], templates: [] });
    const others: readonly JsonObject[] = [{ ...known, v: 3 }, { ...known, more: [] }, { v: 1, views: "nothing" }];
    for (const other of others) expect(readOwn(other)).toBe("newer");
    expect(readOwn({ v: 1, case: "an index entry", counter: 1, view: "" })).toBe("none");
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
    expect(await one.own.changeViews(saving(full))).toEqual({ is: "kept" });
    expect(await one.own.changeViews(saving(view("Allt")))).toEqual({ is: "kept" });
    one.stop();
    expect(one.own.views.value).toEqual([]);
    const other = seat(server, me);
    await other.own.load();
    expect(other.own.views.value).toEqual([full, view("Allt")]);
    const theirs = seat(server, colleague);
    await theirs.own.load();
    expect(theirs.own.views.value).toEqual([]);
  });

  it("say nothing to the server, by their length neither", async () => {
    const one = seat(server, me);
    await one.own.changeViews(saving(view("a")));
    const short = given(parseBase64(given(server.views.get(me.id)).sealed));
    await one.own.changeViews(saving(full));
    const long = given(parseBase64(given(server.views.get(me.id)).sealed));
    expect([short.length, long.length]).toEqual([4096 + 16, 4096 + 16]);
    expect(JSON.stringify(server.asked)).not.toContain("svåger");
    expect(JSON.stringify(server.asked)).not.toContain("Mina");
  });

  it("saved on two computers at once are all kept, and of one name the later", async () => {
    const [one, other] = [seat(server, me), seat(server, me)];
    await Promise.all([one.own.load(), other.own.load()]);
    await one.own.changeViews(saving(view("Mina", { assigned: "me" })));
    await other.own.changeViews(saving(view("Sena", { duty: "late" })));
    await one.own.changeViews(saving(view("Sena", { duty: "soon" })));
    await other.own.changeViews(removing("Mina"));
    await one.own.load();
    expect(one.own.views.value).toEqual([view("Sena", { duty: "soon" })]);
    expect(other.own.views.value).toEqual(one.own.views.value);
  });

  it("stand as they were where the server does not take them, and there is room for so many", async () => {
    const one = seat(server, me);
    for (let count = 1; count <= MOST_VIEWS; count += 1) await one.own.changeViews(saving(view(`Vy ${count}`)));
    expect(await one.own.changeViews(saving(view("En till")))).toEqual({ is: "full" });
    server.interrupt = ({ method }) => Promise.resolve(method === "PUT" ? "offline" : null);
    expect(await one.own.changeViews(removing("Vy 1"))).toMatchObject({ is: "not-saved", because: { kind: "offline" } });
    expect(one.own.views.value).toHaveLength(MOST_VIEWS);
    server.interrupt = () => Promise.resolve(null);
    expect(await one.own.changeViews(removing("Vy 1"))).toEqual({ is: "kept" });
    expect(one.own.views.value).toHaveLength(MOST_VIEWS - 1);
  });

  it("are none where the server puts an index entry of theirs in the place, and can be saved anew", async () => {
    const one = seat(server, me);
    const stored = await server.file({}, day("2026-11-20"));
    const entry = await sealIndexEntry({ case: (await server.read(stored)).pinned.id, counter: 1, view: writeJsonText(writeView(full)) }, me.self);
    server.views.set(me.id, { salt: base64(entry.salt), sealed: base64(entry.ciphertext) });
    await one.own.load();
    expect(one.own.views.value).toEqual([]);
    expect(await one.own.changeViews(saving(view("Allt")))).toEqual({ is: "kept" });
  });

  it("are not written over where a desk of another version has saved more than this one understands", async () => {
    const one = seat(server, me);
    await one.own.changeViews(saving(full));
    const more: JsonObject = { ...writeOwn({ views: [full], templates: [] }), v: 3 };
    const sealed = await sealOwn(more, me.self);
    server.views.set(me.id, { salt: base64(sealed.salt), sealed: base64(sealed.ciphertext) });
    expect(await one.own.changeViews(saving(view("Allt")))).toEqual({ is: "newer" });
    const other = seat(server, me);
    await other.own.load();
    expect(await other.own.changeTemplates(savingTemplate({ name: "Tack", sv: "Tack!", en: "" }, null))).toEqual({ is: "newer" });
    const { salt, sealed: kept } = given(server.views.get(me.id));
    const opened = await openOwn({ salt: given(parseBase64(salt)), ciphertext: given(parseBase64(kept)) }, me.self);
    expect(opened).toEqual(more);
  });
});
