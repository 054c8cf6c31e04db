/** Pictures that are cleaned, wherever they stand: as a file, in a document, in a PDF. */
import type { Bytes } from "./bytes.ts";
import type { Examined } from "./findings.ts";
import { examineJpeg } from "./picture/jpeg.ts";
import { examinePng } from "./picture/png.ts";
import { examineWebp } from "./picture/webp.ts";

/** Each format of a picture and what looks into it. */
export const PICTURES: Readonly<Record<"jpeg" | "png" | "webp", (file: Bytes) => Examined>> = {
  jpeg: examineJpeg,
  png: examinePng,
  webp: examineWebp,
};
