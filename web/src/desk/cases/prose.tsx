/** What somebody wrote, as people read it. */
import type { JSX } from "preact";

/** What somebody wrote, in its paragraphs. Never markup, never a link. */
export function Prose({ text, language }: { text: string; language: string | null }): JSX.Element {
  return (
    <div class="prose" lang={language ?? undefined} dir="auto">
      {text
        .split(/\n{2,}/)
        .filter((paragraph) => paragraph.trim() !== "")
        .map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
    </div>
  );
}
