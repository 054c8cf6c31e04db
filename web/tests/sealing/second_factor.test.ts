import { describe, expect, it } from "vitest";
import {
  isSecondFactorCode,
  newSecondFactor,
  secondFactorAddress,
  secondFactorCode,
  writeSecondFactor,
} from "../../src/sealing/second_factor.ts";
import { Secret } from "../../src/sealing/secret.ts";

/** The secret of RFC 6238's appendix B. */
const RFC_SECRET = new Secret("second-factor", new TextEncoder().encode("12345678901234567890"));
const at = (seconds: number): Date => new Date(seconds * 1000);

describe("the second factor", () => {
  // The last six of the eight digits of RFC 6238's appendix B.
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("gives RFC 6238's digits at second %i", (seconds, digits) => {
    expect(secondFactorCode(RFC_SECRET, at(seconds))).toBe(digits);
  });

  it("takes the digits of half a minute before and after, and no others", () => {
    const digits = secondFactorCode(RFC_SECRET, at(1_111_111_111));
    for (const seconds of [-30, 0, 30]) {
      expect(isSecondFactorCode(RFC_SECRET, digits, at(1_111_111_111 + seconds))).toBe(true);
    }
    for (const seconds of [-61, 61]) {
      expect(isSecondFactorCode(RFC_SECRET, digits, at(1_111_111_111 + seconds))).toBe(false);
    }
  });

  it("is an address that an app can read, whatever the name", () => {
    const address = secondFactorAddress(RFC_SECRET, "Sigill", "åsa:berg & co");
    expect(address).toBe(
      "otpauth://totp/Sigill:%C3%A5sa%3Aberg%20%26%20co?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sigill" +
        "&algorithm=SHA1&digits=6&period=30",
    );
  });

  it("has 160 random bits", () => {
    expect(writeSecondFactor(newSecondFactor())).toMatch(/^[A-Z2-7]{32}$/);
    expect(writeSecondFactor(newSecondFactor())).not.toBe(writeSecondFactor(newSecondFactor()));
  });
});
