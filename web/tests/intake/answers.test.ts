import { expect, test } from "vitest";
import { nonceAnswer, read, writtenAnswer } from "../../src/intake/server/answers.ts";
import { ServerError } from "../../src/intake/server/failure.ts";

test("a newer server may say more than the page that stands open knows", () => {
  expect(read(writtenAnswer, '{"n":3,"day":"2026-11-22","said":"more"}')).toEqual({ n: 3, day: "2026-11-22" });
});

test("an answer that lacks a name, or has one of another form, is none", () => {
  for (const text of ['{"n":3}', '{"n":"3","day":"2026-11-22"}', "[]", "null", '"', '{"__proto__":{"n":3,"day":"2026-11-22"}}']) {
    expect(() => read(writtenAnswer, text)).toThrow(ServerError);
  }
  expect(() => read(nonceAnswer, '{"nonce":"*"}')).toThrow(ServerError);
});
