import { describe, expect, it } from "vitest";
import { Api, ApiError } from "../../src/desk/api.ts";
import { confirmMail, enterMail, fetchMail, isMailAddress } from "../../src/desk/api/mail.ts";
import { base64 } from "../../src/sealing/encoding.ts";
import { SigningKey } from "../../src/sealing/signature.ts";

const NONCE = base64(new Uint8Array(32).fill(1));

/** An Api whose server answers that, and what it was asked. */
function answering(status: number, body: unknown): { api: Api; asked: [string | undefined, string, unknown][] } {
  const asked: [string | undefined, string, unknown][] = [];
  const api = new Api(
    (path, init) => {
      if (path === "/api/nonce") return Promise.resolve(new Response(JSON.stringify({ nonce: NONCE })));
      asked.push([init?.method, path as string, init?.body ?? null]);
      return Promise.resolve(new Response(status === 204 ? null : JSON.stringify(body), { status }));
    },
    () => new SigningKey<"desk">(new Uint8Array(32).fill(7)),
  );
  return { api, asked };
}

describe("a mail address", () => {
  it("is of the form that the server takes", () => {
    for (const good of ["anna@example.se", "a.b+sigill@mail.example.se", "root@localhost", "o'hara@ex-ample.se"]) {
      expect(isMailAddress(good), good).toBe(true);
    }
    const long = `${"a".repeat(65)}@example.se`;
    const longer = `a@${Array(4).fill("b".repeat(63)).join(".")}.se`;
    const bad = ["", "anna", "@example.se", "anna@", "anna@@example.se", "a..b@example.se", ".a@example.se"].concat(
      ["anna@-example.se", "anna@example..se", "anna @example.se", '"anna"@example.se', "anna@[127.0.0.1]"],
      ["åsa@example.se", "anna@exämple.se", "<anna@example.se>", "anna@example.se\nBcc: b@example.se", long, longer],
    );
    for (const each of bad) expect(isMailAddress(each), each).toBe(false);
  });

  it("is told with what waits for a code", async () => {
    const told = {
      on: true,
      hours: [8, 13],
      confirmed: { address: "anna@example.se", language: "sv", refused: "2027-01-21" },
      pending: { address: "a@example.se", language: "en", sent: false, refused: "2027-01-21" },
    };
    expect(await fetchMail(answering(200, told).api)).toEqual(told);
    expect(await fetchMail(answering(200, { on: false, hours: [8], confirmed: null, pending: null }).api)).toMatchObject({
      on: false,
    });
  });

  it("is entered with its language, and confirmed by a code", async () => {
    const entering = answering(204, null);
    await enterMail(entering.api, "anna@example.se", "en");
    expect(entering.asked).toEqual([["PUT", "/api/mail", '{"address":"anna@example.se","language":"en"}']]);
    const right = answering(200, { confirmed: true, left: 0 });
    expect(await confirmMail(right.api, "12345678")).toBeNull();
    expect(right.asked).toEqual([["POST", "/api/mail/confirmation", '{"code":"12345678"}']]);
    expect(await confirmMail(answering(200, { confirmed: false, left: 4 }).api, "1")).toBe(4);
    const over = answering(410, { problem: "problem-expired" });
    await expect(confirmMail(over.api, "1")).rejects.toThrow(ApiError);
  });
});
