/** What an owner is about to change, in words: what it was, what it will be, and what follows from it. */
import type { Words } from "../words.ts";
import type { TextName } from "../setup/settings.ts";
import type { Ahead } from "./ahead.ts";
import type { Chosen, Written } from "./document.ts";

/** One change. */
export interface Change {
  readonly name: keyof Chosen;
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** What follows, sentence by sentence. */
  readonly means: readonly string[];
}

/** Whether anything would be another. */
export function differ(before: Chosen, after: Chosen): boolean {
  return NAMES.some((name) => before[name] !== after[name]);
}

/**
 * Every change, in the order of the form.
 *
 * @param ahead - what the new time of keeping means; null as long as the cases are not read
 */
export function changesOf(before: Chosen, after: Chosen, written: Written, ahead: Ahead | null, words: Words): readonly Change[] {
  return NAMES.filter((name) => before[name] !== after[name]).map((name) => ({
    name,
    what: words.say(WHAT[name]),
    before: valueOf(name, before, words),
    after: valueOf(name, after, words),
    means: meansOf(name, before, after, written, ahead, words),
  }));
}

const NAMES = ["kind", "obliged", "byReceipt", "retentionMonths", "readMarks", "showOwn", "serverPath"] as const satisfies readonly (keyof Chosen)[];

const WHAT = {
  kind: "desk-kind",
  obliged: "desk-obliged",
  byReceipt: "settings-acknowledgement",
  retentionMonths: "settings-retention",
  readMarks: "settings-read-marks",
  showOwn: "settings-show-own",
  serverPath: "settings-server-path",
} as const;

const TEXTS = {
  welcome: "settings-text-welcome",
  scope: "settings-text-scope",
  protection: "settings-text-protection",
  confidentiality: "settings-text-confidentiality",
  authorities: "settings-text-authorities",
  press: "settings-text-press",
  oral: "settings-text-oral",
  privacy: "settings-text-privacy",
  accessibility: "settings-text-accessibility",
} as const satisfies Readonly<Record<TextName, string>>;

/** What a setting is, in words. */
export function valueOf(name: keyof Chosen, chosen: Chosen, { say }: Words): string {
  switch (name) {
    case "kind":
      return say(chosen.kind === "municipality" ? "desk-kind-municipality" : "desk-kind-company");
    case "byReceipt":
      return say(chosen.byReceipt ? "settings-by-receipt" : "settings-by-handler");
    case "retentionMonths":
      return say("settings-months", { count: chosen.retentionMonths });
    case "obliged":
    case "readMarks":
    case "showOwn":
    case "serverPath":
      return say(chosen[name] ? "settings-yes" : "settings-no");
  }
}

/** What the law says of how long an organisation of that kind keeps a case. */
export function retentionLaw({ kind }: Pick<Chosen, "kind">, { say }: Words): string {
  return say(kind === "municipality" ? "settings-retention-public" : "settings-retention-private");
}

function meansOf(
  name: keyof Chosen,
  before: Chosen,
  after: Chosen,
  { renewed, kept }: Written,
  ahead: Ahead | null,
  words: Words,
): readonly string[] {
  const { say } = words;
  switch (name) {
    case "kind":
    case "obliged": {
      // Said once, with the first of the two.
      if (name === "obliged" && before.kind !== after.kind) return [];
      const listed = (names: readonly TextName[]): string => names.map((each) => say(TEXTS[each])).join(", ");
      return [
        ...(renewed.length === 0 ? [] : [say("settings-means-texts", { texts: listed(renewed) })]),
        ...(kept.length === 0 ? [] : [say("settings-means-own-texts", { texts: listed(kept) })]),
        ...(name === "kind" ? [retentionLaw(after, words)] : []),
        ...(before.kind === "municipality" && after.kind !== before.kind ? [say("settings-means-were-public")] : []),
      ];
    }
    case "byReceipt":
      return [say(after.byReceipt ? "settings-means-receipt" : "settings-means-handler")];
    case "retentionMonths":
      return after.retentionMonths < before.retentionMonths
        ? [say("settings-means-retention"), ...shorter([before, after], ahead, words)]
        : [say("settings-means-longer")];
    case "readMarks":
      return [say(after.readMarks ? "settings-means-read-marks" : "settings-means-no-read-marks")];
    case "showOwn":
      return [say(after.showOwn ? "settings-means-show-own" : "settings-means-hide-own")];
    case "serverPath":
      return [say(after.serverPath ? "settings-means-server-path" : "settings-means-no-server-path")];
  }
}

/** What goes earlier, and when. What came while the channel was a public body's goes by a decision alone, whoever's it is then. */
function shorter(both: readonly Chosen[], ahead: Ahead | null, { say, fullDay }: Words): readonly string[] {
  if (ahead === null) return [say("settings-ahead-unread")];
  const isPublic = both.some(({ kind }) => kind === "municipality");
  const over = say(isPublic ? "settings-ahead-over-public" : "settings-ahead-over-private", { count: ahead.over });
  return [
    ahead.over === 0 ? say("settings-ahead-none") : over,
    ...(ahead.next === null ? [] : [say("settings-ahead-next", { day: fullDay(ahead.next) })]),
    say("settings-ahead-others"),
  ];
}
