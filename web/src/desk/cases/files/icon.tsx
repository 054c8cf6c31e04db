/** A small drawing for each kind of file. It says nothing that does not also stand in words. */
import type { JSX } from "preact";
import type { FileKind } from "./kind.ts";

/** What is drawn on the sheet, on a field of 24 by 24. */
const DRAWN: Readonly<Record<FileKind, string>> = {
  picture: "M7.5 17.5l3-4 2.2 2.6 1.6-2 2.2 3.4zM9 10.6a1 1 0 1 0 .01 0",
  text: "M8 11.5h8M8 14.5h8M8 17.5h5",
  pdf: "M8 12h4M8 15h8M8 18h8",
  sheet: "M8 11.5h8v7H8zM8 15h8M12 11.5v7",
  slides: "M8 12h8v5H8zM12 17v2",
  sound: "M10 17.6V12l5-1v5.6M10 17.6a1.3 1.3 0 1 1-2.6 0 1.3 1.3 0 0 1 2.6 0M15 16.6a1.3 1.3 0 1 1-2.6 0 1.3 1.3 0 0 1 2.6 0",
  film: "M10 11.8v6l5-3z",
  mail: "M7.5 12h9v6h-9zM7.5 12l4.5 3.6 4.5-3.6",
  package: "M12 3v2M12 7v2M12 11v2M10.5 14.5h3v3h-3z",
  other: "",
};

/** The icon of a kind. */
export function KindIcon({ kind }: { kind: FileKind }): JSX.Element {
  return (
    <svg class={`file-icon ${kind}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M6 2.5h8l4.5 4.5v14.5H5.5V3zM14 2.5V7h4.5" />
      <path d={DRAWN[kind]} />
    </svg>
  );
}
