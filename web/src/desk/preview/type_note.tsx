import type { JSX } from "preact";
import { Notice } from "../parts/notice.tsx";
import { useWords, type Phrase } from "../words.ts";
import { agrees, dangersOf, type Found } from "./sniff.ts";
import type { Danger } from "./types.ts";

/** What each danger is, in words. */
const DANGERS: Readonly<Record<Danger, Phrase>> = {
  program: "preview-danger-program",
  script: "preview-danger-script",
  page: "preview-danger-page",
  macros: "preview-danger-macros",
  shortcut: "preview-danger-shortcut",
  disk: "preview-danger-disk",
  name: "preview-danger-name",
};

/**
 * Says before a file is opened or saved what it is, whether that agrees with its name and with what its sender's
 * computer called it (may be empty), and what it can do.
 */
export function TypeNote(props: { found: Found; claimed: string; name: string }): JSX.Element {
  const { say } = useWords();
  const { found, claimed, name } = props;
  const label = say(found.label);
  const agreement = agrees(claimed, name, found);
  const dangers = dangersOf(found, name);
  const said =
    agreement === "agrees"
      ? say("preview-agrees")
      : agreement === "differs"
        ? say("preview-differs")
        : say("preview-cannot-tell");
  if (agreement === "agrees" && dangers.length === 0) {
    return (
      <p class="quiet small">
        {label}. {said}
      </p>
    );
  }
  return (
    <Notice tone="warning">
      <p>
        <strong>{label}.</strong> {said}
      </p>
      {dangers.map((danger) => (
        <p key={danger}>{say(DANGERS[danger])}</p>
      ))}
    </Notice>
  );
}
