/**
 * What a body must fulfil beyond its schema (tests/vectors/OBJECTS.md): rules between its own names. What only a
 * reader of the whole thread can check stands in `standing.ts`.
 */
import { bodySchemas, type Body, type BodyOf, type ThreadKind } from "../body.ts";
import { parseCaseId, type CaseId } from "../case_id.ts";
import { ZERO_DIGEST } from "../digest.ts";
import { parseHolder, type Holder } from "../holder.ts";
import { SchemaError } from "../schema.ts";
import { parseSignature, type Signature } from "../signature.ts";
import type { Json } from "../strict_json.ts";

/** Acts that are the reporter's alone. */
const REPORTERS = new Set<string>(["withdraw", "approve", "correct", "retaliation", "allow", "continues"]);
/** Acts that are a member's alone. */
const MEMBERS = new Set<string>(["contact-opened"]);
/** Acts that are about an envelope. */
const REFERRING = new Set<string>(["approve", "correct", "read", "contact-opened"]);

/**
 * Reads a body of that kind: its schema and its own rules. The result has its names in the order in which they are
 * written.
 *
 * @throws SchemaError
 */
export function readBody<K extends ThreadKind>(kind: K, value: Json): BodyOf<K> {
  // The schema of a kind gives the body of that kind; a lookup by a type parameter loses that.
  const body = bodySchemas[kind](value) as BodyOf<K>;
  checkBody(body);
  return body;
}

/** Who may write an envelope: the reporter, a member (recovery only grants and rekeys), or either. */
export function writerOf(body: Body): "reporter" | "member" | "either" {
  switch (body.kind) {
    case "report":
    case "contact":
      return "reporter";
    case "grant":
    case "rekey":
    case "strike":
    case "note":
    case "triage":
      return "member";
    case "message":
      return body.step === null ? "either" : "member";
    case "act":
      if (REPORTERS.has(body.what)) return "reporter";
      return MEMBERS.has(body.what) ? "member" : "either";
  }
}

/** Whom an act `allow` allows; null if it is another act. */
export function allowedBy(act: BodyOf<"act">): Holder | null {
  return act.what === "allow" ? parseHolder(act.text) : null;
}

/** The old case that an act `continues` names, and the signature by the old case's key; null if it is another act. */
export function continuedBy(act: BodyOf<"act">): { readonly old: CaseId; readonly signature: Signature } | null {
  if (act.what !== "continues") return null;
  const [oldText, signatureText, ...more] = act.text.split(" ");
  const old = parseCaseId(oldText ?? "");
  const signature = parseSignature(signatureText ?? "");
  return old === null || signature === null || more.length > 0 ? null : { old, signature };
}

function checkBody(body: Body): void {
  const refuse = (where: string): never => {
    throw new SchemaError("range", where);
  };
  if (body.n === 0 && body.prev !== ZERO_DIGEST) refuse("prev");
  // A conversation begins with the report and the contact, and nothing else stands there.
  const opening = body.kind === "report" ? 0 : body.kind === "contact" ? 1 : null;
  if (body.thread === "c" && (opening === null ? body.n < 2 : body.n !== opening)) refuse("n");
  if (opening !== null && body.gen !== 0) refuse("gen");
  switch (body.kind) {
    case "report":
      if (body.wrapped.some((holder) => body.excluded.includes(holder))) refuse("wrapped");
      break;
    case "act":
      checkAct(body, refuse);
      break;
    case "rekey":
      if (body.gen !== body.from + 1) refuse("gen");
      break;
    case "strike": {
      if (body.refers.n >= body.n) refuse("refers");
      const { refers, proposes, confirms } = body;
      if ((proposes === null) === (confirms === null)) refuse("confirms");
      if (confirms !== null && (confirms.n >= body.n || confirms.n <= refers.n)) refuse("confirms");
      if (proposes?.of.some(({ n }) => n >= body.n) === true) refuse("of");
      if (proposes !== null && proposes.prev.length !== proposes.of.length + 1) refuse("prev");
      const report = proposes?.report;
      if (report?.wrapped.some((holder) => report.excluded.includes(holder)) === true) refuse("proposes");
      break;
    }
    case "note":
      if (body.refers !== null && body.refers.n >= body.n) refuse("refers");
      break;
    case "contact":
    case "message":
    case "grant":
    case "triage":
      break;
  }
}

function checkAct(act: BodyOf<"act">, refuse: (where: string) => never): void {
  const { refers } = act;
  if (REFERRING.has(act.what) && refers === null) refuse("refers");
  if (refers !== null && refers.n >= act.n) refuse("refers");
  if (act.what === "contact-opened" && refers?.n !== 1) refuse("refers");
  if (act.what === "contact-opened" && act.text === "") refuse("text");
  if ((act.what === "allow" || act.what === "continues") && refers !== null) refuse("refers");
  if (act.what === "allow" && allowedBy(act) === null) refuse("text");
  if (act.what === "continues" && continuedBy(act) === null) refuse("text");
}
