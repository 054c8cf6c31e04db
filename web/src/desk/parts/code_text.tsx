import type { JSX } from "preact";

/** A code in its groups, so that it can be read, said and copied; `label` says what it is. */
export function CodeText({ code, label }: { code: string; label: string }): JSX.Element {
  return (
    <p class="code" role="group" aria-label={label} translate={false}>
      {code.split("-").map((group, index, groups) => (
        <span key={index}>
          {group}
          {/* Seen by whoever copies or listens, not by the eye. */}
          {index < groups.length - 1 ? <span class="unseen">-</span> : null}
        </span>
      ))}
    </p>
  );
}
