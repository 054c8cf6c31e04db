/**
 * Which cases are still to be handed on, and to whom, kept on this computer until the last is done: a page that dies
 * half-way goes on where it was. Of each case the server's own name stands there, which says nothing; the reason does not.
 */
import { parseMemberId, type MemberId } from "../../../sealing/id.ts";
import { exactly, list, oneOf, parsed, record, SchemaError } from "../../../sealing/schema.ts";
import { JsonError, parseJsonText } from "../../../sealing/strict_json.ts";
import { parseCaseRow, type CaseRow } from "../../router.ts";
import type { Store } from "../../memory.ts";

/** What is to be handed on. */
export interface Plan {
  readonly to: MemberId;
  /** Whether the member steps aside from the cases too. */
  readonly aside: boolean;
  readonly rows: readonly CaseRow[];
}

/** More cases than anybody holds. */
const MOST = 20_000;

const schema = record({
  v: exactly(1),
  to: parsed(parseMemberId),
  aside: oneOf("yes", "no"),
  rows: list(parsed(parseCaseRow), MOST),
});

/** The plan of one member on this computer. Where the browser keeps nothing there is none after the page is gone. */
export class PlanStore {
  readonly #store: Store;
  readonly #name: string;

  constructor(store: Store, member: MemberId) {
    this.#store = store;
    this.#name = `sigill-handing-on-${member}`;
  }

  /** What is left of a plan; null where there is none. */
  read(): Plan | null {
    try {
      const text = this.#store.getItem(this.#name);
      if (text === null) return null;
      const { to, aside, rows } = schema(parseJsonText(text));
      return rows.length === 0 ? null : { to, aside: aside === "yes", rows };
    } catch (error) {
      // The store is forbidden, or somebody's extension wrote into it.
      if (error instanceof DOMException || error instanceof JsonError || error instanceof SchemaError) return null;
      throw error;
    }
  }

  /** Keeps what is left; nothing where nothing is. */
  write(plan: Plan | null): void {
    try {
      if (plan === null || plan.rows.length === 0) this.#store.removeItem(this.#name);
      else this.#store.setItem(this.#name, JSON.stringify({ v: 1, to: plan.to, aside: plan.aside ? "yes" : "no", rows: plan.rows }));
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }
}
