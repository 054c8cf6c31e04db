import type { JSX } from "preact";
import encodeQR from "qr";

/** Modules of white around the code, without which it does not scan. */
const BORDER = 4;

/** A QR code of a text. It is always dark on white: many phones do not read it otherwise. */
export function Qr({ text, label }: { text: string; label: string }): JSX.Element {
  const rows = encodeQR(text, "raw", { ecc: "medium", border: BORDER });
  const path = rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg class="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <path class="qr-ground" d={`M0 0h${rows.length}v${rows.length}H0z`} />
      <path d={path} />
    </svg>
  );
}
