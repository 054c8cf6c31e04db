import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchForDrops } from "../../src/files/dropping.ts";
import { isWhole } from "../../src/files/staged.ts";
import { timeLeft } from "../../src/files/time_left.ts";

/** What stands for an element of the page. */
class Place extends EventTarget {}

let page: EventTarget;

beforeEach(() => {
  page = new EventTarget();
  vi.stubGlobal("Element", Place);
  vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
  vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Something happens with what is dragged over the page; whether the browser is kept from doing what it would. */
function drag(type: string, target: unknown, types = ["Files"], files: readonly string[] = []): { isKept: boolean; effect: string } {
  const event = new Event(type, { cancelable: true });
  const dataTransfer = { types, files, dropEffect: "" };
  Object.defineProperties(event, { target: { value: target }, dataTransfer: { value: dataTransfer }, relatedTarget: { value: null } });
  page.dispatchEvent(event);
  return { isKept: event.defaultPrevented, effect: dataTransfer.dropEffect };
}

test("files are taken where they are dropped on the place, and never take the page's", () => {
  const [mine, beside] = [new Place(), new Place()];
  const over: boolean[] = [];
  const taken: unknown[] = [];
  const end = watchForDrops({ takes: (there) => (there as unknown) === mine, over: (isOver) => over.push(isOver), take: (files) => taken.push(files) });
  expect(drag("dragover", mine)).toEqual({ isKept: true, effect: "copy" });
  expect(drag("dragover", beside)).toEqual({ isKept: true, effect: "none" });
  expect(drag("drop", beside, ["Files"], ["b"]).isKept).toBe(true);
  expect(taken).toEqual([]);
  expect(drag("drop", mine, ["Files"], ["a"]).isKept).toBe(true);
  expect(taken).toEqual([["a"]]);
  drag("dragleave", mine);
  expect(over).toEqual([true, false, false, false, false]);
  expect(drag("drop", mine, ["text/plain"]).isKept).toBe(false);
  end();
  expect(drag("dragover", mine).isKept).toBe(false);
});

test("how long it takes is said by five seconds, by minutes and by hours", () => {
  const said = [0, 1, 6, 59, 60, 61, 5399, 5400, 7000, 90_000].map((seconds) => Object.values(timeLeft(seconds)).join(" "));
  expect(said).toEqual(["seconds 1", "seconds 5", "seconds 10", "seconds 60", "minutes 1", "minutes 2", "minutes 90", "hours 2", "hours 2", "hours 25"]);
});

test("a file is with the server whole if it says so, and not if it says nothing", () => {
  const headers = (length?: string, offset?: string): Headers =>
    new Headers({ ...(length !== undefined && { "Upload-Length": length }), ...(offset !== undefined && { "Upload-Offset": offset }) });
  expect(isWhole(headers("10", "10"))).toBe(true);
  expect([headers("10", "9"), headers("10"), headers(undefined, "10"), headers()].map(isWhole)).toEqual([false, false, false, false]);
});
