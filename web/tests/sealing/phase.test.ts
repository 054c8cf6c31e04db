import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { phaseOf, type AnyStep } from "../../src/sealing/phase.ts";
import type { Entry } from "../../src/sealing/thread.ts";

interface Vector {
  readonly why: string;
  readonly conversation: readonly { readonly n: number; readonly step: AnyStep | null }[];
  readonly internal: readonly { readonly seen: number; readonly phase: string | null }[];
  readonly told: string;
  readonly phase: string;
}

const vectors = JSON.parse(readFileSync(new URL("../../../tests/vectors/phases.json", import.meta.url), "utf8")) as readonly Vector[];

// Of an entry the phase reads the number, the kind and these names alone.
const message = ({ n, step }: Vector["conversation"][number]): Entry =>
  ({ status: "shown", n, body: { kind: "message", step } }) as unknown as Entry;
const triage = ({ seen, phase }: Vector["internal"][number], n: number): Entry =>
  ({
    status: "shown",
    n,
    body: { kind: "triage", seen: { n: seen }, terms: [{ term: "severity", value: "3" }, ...(phase === null ? [] : [{ term: "phase", value: phase }])] },
  }) as unknown as Entry;

describe("where the work on a case stands", () => {
  for (const { why, conversation, internal, told, phase } of vectors) {
    test(why, () => {
      expect(phaseOf(conversation.map(message))).toBe(told);
      expect(phaseOf(conversation.map(message), internal.map(triage))).toBe(phase);
    });
  }

  test("what is damaged has no say", () => {
    const damaged = { status: "damaged", n: 2, hash: null, day: null, reason: "signature" } as unknown as Entry;
    expect(phaseOf([damaged])).toBe("received");
  });

  test("there are vectors", () => {
    expect(vectors.length).toBeGreaterThan(12);
  });
});
