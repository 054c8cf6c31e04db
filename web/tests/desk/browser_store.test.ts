import { expect, it } from "vitest";
import { browserStore } from "../../src/desk/browser_store.ts";

it("keeps nothing, and goes on, where a browser forbids even asking for its store", () => {
  const forbidding = {
    get localStorage(): Storage {
      throw new DOMException("", "SecurityError");
    },
  };
  const store = browserStore(forbidding);
  store.setItem("a", "b");
  expect([store.getItem("a"), store.length]).toEqual([null, 0]);
});
