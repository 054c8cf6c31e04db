import type { ComponentChildren, JSX } from "preact";

/**
 * A few sentences that stand out:
 *
 * - `plain`: good to know
 * - `warning`: something needs doing
 * - `alarm`: something is wrong; read out at once
 */
export type NoticeTone = "plain" | "warning" | "alarm";

/** A notice in its tone. */
export function Notice({ tone = "plain", children }: { tone?: NoticeTone; children: ComponentChildren }): JSX.Element {
  return (
    <div class={`notice ${tone}`} role={tone === "alarm" ? "alert" : undefined}>
      {children}
    </div>
  );
}
