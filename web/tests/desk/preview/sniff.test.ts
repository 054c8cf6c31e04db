import fc from "fast-check";
import { expect, test } from "vitest";
import { directoryOfZip, namesInOle, namesInZip } from "../../../src/desk/preview/containers.ts";
import { agrees, dangerOf, dangersOf, sniff, sniffBlob } from "../../../src/desk/preview/sniff.ts";
import { EVERY_TYPE, TYPES, type FileType } from "../../../src/desk/preview/types.ts";

/** Bytes of letters (each one byte) and of numbers. */
function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? Array.from(part, (letter) => letter.charCodeAt(0)) : [...part])));
}

/** A number in so many bytes, the least first. */
const little = (number: number, width: number): readonly number[] => Array.from({ length: width }, (_, byte) => Math.floor(number / 256 ** byte) % 256);

/** An archive of files that all hold the same, whose directory gives each as many bytes of nothing besides. */
function archive(names: readonly string[], besides = 0, content = ""): Uint8Array<ArrayBuffer> {
  const local = (name: string): string => `PK\x03\x04${"\0".repeat(22)}${letters(little(name.length, 2))}\0\0${name}${content}`;
  const central = (name: string): string =>
    `PK\x01\x02${"\0".repeat(24)}${letters(little(name.length, 2))}${letters(little(besides, 2))}${"\0".repeat(14)}${name}${"\0".repeat(besides)}`;
  const files = names.map(local).join("");
  const directory = names.map(central).join("");
  const count = letters(little(names.length, 2));
  return bytes(`${files}${directory}PK\x05\x06\0\0\0\0${count}${count}${letters(little(directory.length, 4))}${letters(little(files.length, 4))}\0\0`);
}

const letters = (numbers: readonly number[]): string => String.fromCharCode(...numbers);

function zip(...names: readonly string[]): Uint8Array<ArrayBuffer> {
  return archive(names);
}

/** An OLE file whose directory has these names, in its second sector. */
function ole(...names: readonly string[]): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(1024 + 128 * names.length);
  const view = new DataView(file.buffer);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  view.setUint16(30, 9, true);
  view.setUint32(48, 1, true);
  names.forEach((name, index) => {
    const at = 1024 + 128 * index;
    for (let place = 0; place < name.length; place += 1) view.setUint16(at + 2 * place, name.charCodeAt(place), true);
    view.setUint16(at + 64, 2 * name.length + 2, true);
  });
  return file;
}

function disk(): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(40_000);
  file.set(bytes("CD001"), 32_769);
  return file;
}

function tar(): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(512);
  file.set(bytes("ustar"), 257);
  return file;
}

const SAMPLES: readonly (readonly [FileType, Uint8Array<ArrayBuffer>])[] = [
  ["jpeg", bytes([0xff, 0xd8, 0xff, 0xe1])],
  ["png", bytes([0x89], "PNG\r\n", [0x1a, 0x0a])],
  ["gif", bytes("GIF89a")],
  ["webp", bytes("RIFF", [1, 2, 3, 4], "WEBPVP8 ")],
  ["avif", bytes([0, 0, 0, 28], "ftypavif", [0, 0, 0, 0], "avifmif1miaf")],
  ["heic", bytes([0, 0, 0, 24], "ftypheic", [0, 0, 0, 0], "mif1heic")],
  ["bmp", bytes("BM", [1, 2, 0, 0, 0, 0, 0, 0])],
  ["tiff", bytes("II*\0")],
  ["svg", bytes('<?xml version="1.0"?>\n<!-- a --><svg xmlns="http://www.w3.org/2000/svg">')],
  ["svg", bytes("<svg onload=alert(1)>")],
  ["pdf", bytes("%PDF-1.7\n")],
  ["pdf", bytes("\xef\xbb\xbfbefore\n%PDF-1.4")],
  ["word", zip("[Content_Types].xml", "word/document.xml")],
  ["excel", zip("[Content_Types].xml", "xl/workbook.xml")],
  ["powerpoint", zip("ppt/presentation.xml")],
  ["office-macros", zip("word/document.xml", "word/vbaProject.bin")],
  ["office-macros", zip("xl/workbook.bin")],
  ["office-macros", ole("Root Entry", "WordDocument", "Macros")],
  ["office-old", ole("Root Entry", "Workbook")],
  ["outlook", ole("Root Entry", "__properties_version1.0")],
  ["installer", ole("Root Entry", "\u4840\u3f3f")],
  ["outlook-store", bytes("!BDN")],
  ["opendocument", archive(["mimetype"], 0, "application/vnd.oasis.opendocument.text")],
  ["epub", archive(["mimetype"], 0, "application/epub+zip")],
  ["rtf", bytes("{\\rtf1\\ansi")],
  ["message", bytes("From: a@example.se\r\nTo: b@example.se\r\nSubject: x\r\n\r\nHej")],
  ["html", bytes("\n<!DOCTYPE html><html>")],
  ["html", bytes("<!-- x --> <script>alert(1)</script>")],
  ["html", bytes("Hej <script>alert(1)</script>")],
  ["xml", bytes('<?xml version="1.0"?><gpx/>')],
  ["text", bytes("K\xe4ra mottagare, en rad av text i Latin-1")],
  ["text", bytes([0xff, 0xfe], "H\0e\0j\0")],
  ["script", bytes("#!/bin/sh\nrm -rf /")],
  ["shortcut", bytes("L\0\0\0", [1, 0x14, 2, 0])],
  ["shortcut", bytes("[InternetShortcut]\r\nURL=file://x")],
  ["windows", bytes("MZ\x90\0")],
  ["elf", bytes("\x7fELF")],
  ["mac", bytes([0xcf, 0xfa, 0xed, 0xfe])],
  ["mac", bytes([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2])],
  ["java", bytes([0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52])],
  ["java", zip("META-INF/MANIFEST.MF", "A.class")],
  ["android", zip("AndroidManifest.xml", "META-INF/MANIFEST.MF")],
  ["zip", zip("bilder/1.jpg")],
  ["archive", bytes("7z", [0xbc, 0xaf, 0x27, 0x1c])],
  ["archive", bytes("Rar!\x1a\x07\x01\0")],
  ["archive", bytes([0x1f, 0x8b, 8])],
  ["archive", tar()],
  ["disk", disk()],
  ["mp3", bytes("ID3\x04")],
  ["mp3", bytes([0xff, 0xfb, 0x90, 0x64])],
  ["aac", bytes([0xff, 0xf1, 0x50, 0x80])],
  ["m4a", bytes([0, 0, 0, 24], "ftypM4A ", [0, 0, 0, 0], "M4A mp42isom")],
  ["ogg", bytes("OggS\0\x02", new Array<number>(22).fill(0), "OpusHead")],
  ["flac", bytes("fLaC")],
  ["wav", bytes("RIFF", [1, 2, 3, 4], "WAVEfmt ")],
  ["amr", bytes("#!AMR\n")],
  ["video", bytes([0, 0, 0, 24], "ftypmp42", [0, 0, 0, 0], "isom")],
  ["video", bytes([0x1a, 0x45, 0xdf, 0xa3])],
  ["video", bytes("RIFF", [1, 2, 3, 4], "AVI LIST")],
  ["database", bytes("SQLite format 3\0")],
  ["empty", bytes()],
  ["unknown", bytes([1, 2, 3, 4, 5, 6, 7, 8, 9])],
];

test.each(SAMPLES)("%s is told by its content", async (type, content) => {
  expect(sniff(content).type).toBe(type);
  expect((await sniffBlob(new Blob([content]))).type).toBe(type);
});

test("every type has a sample", () => {
  const told = new Set(SAMPLES.map(([type]) => type));
  expect(EVERY_TYPE.filter((type) => !told.has(type))).toEqual([]);
});

test("no type is called as another is, but for documents with macros and without", () => {
  for (const type of EVERY_TYPE.filter((each) => each !== "office-macros")) {
    for (const claim of TYPES[type].claims) {
      const others = EVERY_TYPE.filter((other) => other !== type && other !== "office-macros" && TYPES[other].claims.includes(claim));
      expect(others, claim).toEqual([]);
    }
    for (const ending of TYPES[type].endings) {
      const others = EVERY_TYPE.filter((other) => other !== type && other !== "office-macros" && TYPES[other].endings.includes(ending));
      expect(others, ending).toEqual([]);
    }
  }
});

test("macros are found wherever in a document's directory they stand", async () => {
  const names = ["word/document.xml", "word/media/bild.jpg", "word/vbaProject.bin", ...Array.from({ length: 6 }, (_, n) => `word/${String(n)}.xml`)];
  // Before the last 256 KiB, behind the first 64.
  const hiding = archive(names, 65_000, "\0".repeat(70_000));
  expect(namesInZip(hiding.subarray(0, 1 << 16)).some((name) => name.includes("vbaProject"))).toBe(false);
  expect(namesInZip(hiding.subarray(-(1 << 18))).some((name) => name.includes("vbaProject"))).toBe(false);
  expect((await sniffBlob(new Blob([hiding]))).type).toBe("office-macros");
  const without = archive(names.filter((name) => !name.includes("vbaProject")), 65_000, "\0".repeat(70_000));
  expect((await sniffBlob(new Blob([without]))).type).toBe("word");
});

test("a document whose directory is not all there is told as one with macros", async () => {
  const whole = zip("word/document.xml", "word/styles.xml");
  const end = whole.length - 22;
  const altered = (at: number, value: number): Blob => {
    const copy = whole.slice();
    copy[at] = value;
    return new Blob([copy]);
  };
  expect((await sniffBlob(new Blob([whole]))).type).toBe("word");
  // Another count than there are, another place than it has, none at all.
  for (const other of [altered(end + 10, 3), altered(end + 16, 0), altered(end + 19, 0xff), new Blob([whole.subarray(0, end)])]) {
    expect((await sniffBlob(other)).type).toBe("office-macros");
  }
});

test("macros are found where a document of any size has its directory", async () => {
  const large = new Blob([zip("word/document.xml"), new Uint8Array(1 << 20), zip("word/vbaProject.bin")]);
  expect((await sniffBlob(large)).type).toBe("office-macros");
});

test("no bytes make the sniffing fail", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...SAMPLES.map(([, content]) => content)),
      fc.uint8Array({ maxLength: 400 }),
      fc.nat(100),
      async (content, noise, cut) => {
        const mixed = new Uint8Array([...content.subarray(0, Math.max(0, content.length - cut)), ...noise]);
        expect(EVERY_TYPE).toContain((await sniffBlob(new Blob([mixed]))).type);
      },
    ),
  );
});

test("an archive shorter than any directory's end is no document, and does not make the sniffing fail", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 30 }), async (rest) => {
      const short = bytes("PK\x03\x04", [...rest]);
      expect(directoryOfZip(short.subarray(0, 21), 0)).toBeNull();
      expect((await sniffBlob(new Blob([short]))).type).toBe("zip");
    }),
    { examples: [[new Uint8Array()], [bytes("PK\x05\x06")], [new Uint8Array(17)]] },
  );
});

test("a bounded part of hostile bytes is read as names, however much of them overlaps", () => {
  const HOSTILE = ["PK\x03\x04", "PK\x01\x02", "PK\x05\x06", "P", "\0", "\xff\xff", "\x40\0", "\0".repeat(22), "vbaProject.bin", "\xd0\xcf\x11\xe0"];
  const lettersOf = (names: readonly string[]): number => names.reduce((sum, name) => sum + name.length, 0);
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 12 }), (parts) => {
      const pattern = bytes(...parts);
      const hostile = Uint8Array.from({ length: 64 * 1024 }, (_, at) => pattern[at % pattern.length] ?? 0);
      const names = namesInZip(hostile);
      // A header begins with four bytes of its own, and 64 letters of its name are read.
      expect(names.length).toBeLessThanOrEqual(hostile.length / 4);
      expect(lettersOf(names)).toBeLessThanOrEqual(16 * hostile.length);
      expect(lettersOf(namesInOle(hostile))).toBeLessThanOrEqual(hostile.length);
    }),
    { examples: [[["PK\x03\x04"]], [["PK\x01\x02"]]], numRuns: 50 },
  );
});

test("what looks like a header hides no macros behind it", () => {
  const before = bytes("PK\x03\x04", new Array<number>(22).fill(0), [64, 0, 0, 0]);
  const hidden = bytes([...before], [...zip("word/vbaProject.bin")]);
  expect(sniff(bytes([...zip("word/document.xml")], [...hidden], new Array<number>(64).fill(0))).type).toBe("office-macros");
  expect(sniff(zip(`word/${"a".repeat(600)}/vbaProject.bin`)).type).toBe("office-macros");
  expect(sniff(bytes(...new Array<string>(25_000).fill("PK\x03\x04"), [...zip("word/document.xml", "word/vbaProject.bin")])).type).toBe("office-macros");
});

test("a file agrees with its name and its sender, or differs from one of them", () => {
  const jpeg = sniff(bytes([0xff, 0xd8, 0xff, 0xe0]));
  expect(agrees("image/jpeg", "Foto.JPG", jpeg)).toBe("agrees");
  expect(agrees("", "Foto", jpeg)).toBe("agrees");
  expect(agrees("application/octet-stream", "foto.jpeg", jpeg)).toBe("agrees");
  expect(agrees("image/jpeg; q=1", "foto.pdf", jpeg)).toBe("differs");
  expect(agrees("image/png", "foto.jpg", jpeg)).toBe("differs");
  const program = sniff(bytes("MZ"));
  expect(agrees("application/pdf", "faktura.pdf", program)).toBe("differs");
  expect(agrees("text/csv", "lista.csv", sniff(bytes("a;b\n1;2")))).toBe("agrees");
  expect(agrees("application/msword", "brev.doc", sniff(ole("WordDocument")))).toBe("agrees");
  const withMacros = sniff(archive(["mimetype", "Basic/script-lc.xml"], 0, "application/vnd.oasis.opendocument.text"));
  expect(withMacros.type).toBe("office-macros");
  expect(agrees("application/vnd.oasis.opendocument.text", "brev.odt", withMacros)).toBe("agrees");
  expect(agrees("image/jpeg", "x.jpg", sniff(bytes([1, 2, 3])))).toBe("unknown");
  expect(agrees("text/plain", "x.txt", sniff(bytes("<html><script>")))).toBe("differs");
});

test("what can do harm is named, by its content or by its name", () => {
  const text = sniff(bytes("@echo off"));
  expect(dangerOf(text, "läs mig.txt")).toBeNull();
  expect(dangerOf(text, "läs mig.bat")).toBe("script");
  expect(dangerOf(text, "läs mig.bat. ")).toBe("script");
  expect(dangersOf(text, "faktura.pdf.exe")).toEqual(["program", "name"]);
  expect(dangersOf(text, "faktura.pdf          .exe")).toEqual(["program", "name"]);
  expect(dangersOf(text, "exe\u202efdp.txt")).toEqual(["name"]);
  expect(dangerOf(sniff(bytes("MZ")), "bild.jpg")).toBe("program");
  expect(dangerOf(sniff(bytes("<svg>")), "bild.svg")).toBe("page");
  expect(dangerOf(sniff(zip("xl/vbaProject.bin")), "lista.xlsx")).toBe("macros");
  expect(dangerOf(sniff(ole("Workbook")), "lista.xls")).toBeNull();
  expect(dangerOf(sniff(disk()), "x.iso")).toBe("disk");
  expect(dangerOf(sniff(zip("a.txt")), "a.zip")).toBeNull();
});
