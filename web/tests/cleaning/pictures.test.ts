import fc from "fast-check";
import { zlibSync } from "fflate";
import { describe, expect, test } from "vitest";
import { bytesOf, joined, type Bytes } from "../../src/cleaning/bytes.ts";
import { inspect } from "../../src/cleaning/cleaning.ts";
import { exifWith } from "../../src/cleaning/picture/exif.ts";
import { levelProfile } from "../../src/cleaning/picture/icc.ts";
import { cleaned, holds, indexOf, lines, refusalOf } from "./making/looking.ts";
import {
  heic,
  jpeg,
  JPEG_PIXELS,
  png,
  PNG_PIXELS,
  pngChunk,
  profile,
  quietJpeg,
  quietPng,
  segment,
  webp,
  WEBP_PIXELS,
  webpChunk,
  webpOf,
} from "./making/pictures.ts";
import { CANARIES, TELLING, tiff } from "./making/tiff.ts";

const EXIF_LINES = [
  "place: 59.32933° N, 18.06867° E",
  "camera: Canary Phones CP-1701",
  "identifier: SERIAL-CANARY-77",
  "author: Canaria Namnsson",
  "software: Canary OS 17.4",
  "time: 2026:05:17 13:45:10",
  "time: 2026:05:17 13:45:12",
  "hidden: MakerNote",
];
const XMP_LINES = ["software: Canary Shop", "location-text: Canaryköping", "identifier: xmp.did:canary", "author: Xmp Canaria", "revisions"];

const PICTURES: readonly (readonly [string, Bytes])[] = [
  ["a JPEG", jpeg()],
  ["a PNG", png()],
  ["a WebP", webp("still")],
  ["an animated WebP", webp("animated")],
];

describe.each(PICTURES)("%s", (_, file) => {
  test("is cleaned of every word about where, when, by whom and with what it was made", async () => {
    const { can, findings } = await inspect(new Blob([file]));
    expect(can).toBe("clean");
    expect(lines(findings)).toEqual(expect.arrayContaining([...EXIF_LINES, ...XMP_LINES, "other: ICC Canarias display"]));
    const bytes = await cleaned(file);
    for (const canary of CANARIES) expect(holds(file, canary) && holds(bytes, canary), canary).toBe(false);
  });

  test("is not turned: its orientation is all that its Exif says", async () => {
    const bytes = await cleaned(file);
    expect(indexOf(bytes, exifWith(6))).toBeGreaterThan(0);
  });

  test("cut anywhere is called damaged and not cleaned, unless what is cut stands behind its end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 12, max: file.length - 30 }), async (length) => {
        const inspection = await inspect(new Blob([file.subarray(0, length)]));
        expect(inspection).toMatchObject({ can: "damaged", findings: [], stays: [] });
        expect(await refusalOf(file.subarray(0, length))).toBe("damaged");
      }),
    );
  });

  test("with any of its bytes changed is inspected, and cleaned whole or not at all", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }), async (changes) => {
        const changed = file.slice();
        for (const [at, byte] of changes) changed[at] = byte;
        const { can } = await inspect(new Blob([changed]));
        if (can === "clean" || can === "nothing-to-clean") await cleaned(changed);
        else await refusalOf(changed);
      }),
    );
  });
});

describe("a JPEG", () => {
  test("tells what else it carries: thumbnails, pictures behind it, comments, newspapers' metadata", async () => {
    const { findings } = await inspect(new Blob([jpeg()]));
    expect(lines(findings)).toEqual(
      expect.arrayContaining([
        "thumbnail",
        "hidden: MPF",
        "hidden: JPEG 18 B",
        "comment: a canary comment",
        "author: Iptc Canaria",
        "location-text: Canarystaden",
        "other: APP11 JP",
        "other: Adobe",
      ]),
    );
  });

  test("has the same compressed picture, byte for byte, its resolution and how its colours are transformed", async () => {
    const bytes = await cleaned(jpeg());
    expect(indexOf(bytes, joined([JPEG_PIXELS, bytesOf("\xff\xd9")]))).toBe(bytes.length - JPEG_PIXELS.length - 2);
    expect(indexOf(bytes, segment(0xe0, bytesOf("JFIF\0\x01\x01\x01\0\x48\0\x48\0\0")))).toBe(2);
    expect(indexOf(bytes, segment(0xee, bytesOf("Adobe\0\x64\0\0\0\0\x01")))).toBeGreaterThan(0);
  });

  test("that says nothing is left as it is", async () => {
    expect(await inspect(new Blob([quietJpeg()]))).toEqual({ format: "jpeg", findings: [], stays: [], can: "nothing-to-clean" });
    expect(await cleaned(quietJpeg())).toEqual(quietJpeg());
  });

  test("whose Exif nobody can read is told to have some, and has none any more", async () => {
    const file = joined([bytesOf("\xff\xd8"), segment(0xe1, bytesOf("Exif\0\0canary")), JPEG_PIXELS, bytesOf("\xff\xd9")]);
    expect(lines((await inspect(new Blob([file]))).findings)).toEqual(["other: Exif"]);
    expect(holds(await cleaned(file), "canary")).toBe(false);
  });

  test("of a million tiny segments is looked into", async () => {
    const comment = segment(0xfe, new Uint8Array(0));
    const file = joined([bytesOf("\xff\xd8"), ...Array<Bytes>(1_000_000).fill(comment), JPEG_PIXELS, bytesOf("\xff\xd9")]);
    expect(lines((await inspect(new Blob([file]))).findings)).toEqual(["comment"]);
  });
});

describe("a PNG", () => {
  test("tells what its texts and times say", async () => {
    const { findings } = await inspect(new Blob([png()]));
    expect(lines(findings)).toEqual(
      expect.arrayContaining([
        "time: 2026-05-17 13:45:12",
        "author: Canaria Textsson",
        "comment: a canary remark",
        "title: Kanariefågeln canary",
        "other: caBX",
        "hidden: 21 B",
      ]),
    );
  });

  test("has the same compressed picture and frames", async () => {
    const bytes = await cleaned(png());
    for (const chunk of PNG_PIXELS) expect(indexOf(bytes, chunk)).toBeGreaterThan(0);
  });

  test("with a chunk that a decoder must know, and we do not, is not cleaned", async () => {
    const file = quietPng(pngChunk("CgBI", bytesOf("\0\0\0\0")));
    expect((await inspect(new Blob([file]))).can).toBe("cannot");
    expect(await refusalOf(file)).toBe("cannot");
  });

  test("whose text would unfold to more than a browser is trusted with is not unfolded", async () => {
    const bomb = new Uint8Array(64 << 20);
    const file = quietPng(pngChunk("zTXt", joined([bytesOf("Comment\0\0"), zlibSync(bomb)])));
    expect(lines((await inspect(new Blob([file]))).findings)).toEqual(["other: Comment"]);
    expect(await cleaned(file)).toEqual(quietPng());
  });
});

describe("a WebP", () => {
  test("has the same compressed picture, its transparency, and says what it has", async () => {
    const bytes = await cleaned(webp("still"));
    for (const chunk of WEBP_PIXELS.still) expect(indexOf(bytes, chunk)).toBeGreaterThan(0);
    expect(bytes[20]).toBe(0x20 | 0x10 | 0x08);
  });

  test("has the same frames, each without what was beside its picture", async () => {
    const bytes = await cleaned(webp("animated"));
    const frame = webpChunk("ANMF", joined([new Uint8Array(16).fill(1), WEBP_PIXELS.frame]));
    expect(indexOf(bytes, joined([frame, frame]))).toBeGreaterThan(0);
  });

  test("of the simple kind stays simple", async () => {
    const simple = webpOf(webpChunk("VP8 ", bytesOf("picture ")));
    expect(await cleaned(simple)).toEqual(simple);
  });
});

describe("a HEIC", () => {
  test("is inspected, and never cleaned or called clean", async () => {
    const inspection = await inspect(new Blob([heic()]));
    expect(inspection).toMatchObject({ format: "heic", can: "cannot" });
    expect(lines(inspection.findings)).toEqual(expect.arrayContaining(EXIF_LINES));
    expect(await inspect(new Blob([heic(bytesOf("nothing"))]))).toMatchObject({ format: "heic", can: "cannot" });
    expect(await refusalOf(heic())).toBe("cannot");
  });
});

describe("a colour profile", () => {
  test("keeps what colours are computed with, and nothing that names a device or a day", () => {
    const levelled = levelProfile(profile());
    expect(levelled).not.toBeNull();
    for (const canary of ["Canar", "CANA", "CNRY", "\x07\xea"]) expect(levelled === null || holds(levelled, canary)).toBe(false);
    for (const tag of ["rXYZ", "gXYZ", "bXYZ", "wtpt", "rTRC", "gTRC", "bTRC"]) expect(levelled !== null && holds(levelled, tag)).toBe(true);
    expect(levelled && levelProfile(levelled)).toEqual(levelled);
  });
});

describe("any bytes", () => {
  const beginnings = ["", "\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "RIFF\x40\0\0\0WEBP", "\0\0\0\x18ftypheic", "PK\x03\x04", "%PDF-1.7\n"];

  test("are inspected without an end in sight only for what they are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...beginnings), fc.uint8Array({ maxLength: 400 }), async (beginning, rest) => {
        const { can, format } = await inspect(new Blob([bytesOf(beginning), rest.slice()]));
        if (beginning === "") expect(can).toBe("cannot");
        if (format === "other" || format === "heic") expect(can).not.toBe("nothing-to-clean");
      }),
      { numRuns: 500 },
    );
  });

  test("as Exif never throw", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(), async (noise, at) => {
        const exif = tiff(TELLING);
        exif.set(noise.subarray(0, Math.max(0, exif.length - (at % exif.length))), at % exif.length);
        const file = joined([bytesOf("\xff\xd8"), segment(0xe1, joined([bytesOf("Exif\0\0"), exif])), JPEG_PIXELS, bytesOf("\xff\xd9")]);
        expect((await inspect(new Blob([file]))).can).toBe("clean");
        await cleaned(file);
      }),
    );
  });
});

