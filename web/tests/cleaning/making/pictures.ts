/** Pictures as telephones and programs write them, with all that they say. */
import { zlibSync } from "fflate";
import { bytesOf, joined, viewOf, type Bytes } from "../../../src/cleaning/bytes.ts";
import { crc32 } from "../../../src/cleaning/crc.ts";
import { TELLING, tiff } from "./tiff.ts";

/** XMP that names a person, a place in words and an earlier version. */
export const XMP = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmp:CreatorTool="Canary Shop" photoshop:City="Canaryköping" xmpMM:DocumentID="xmp.did:canary">
<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Seq><rdf:li>Xmp Canaria</rdf:li></rdf:Seq></dc:creator>
<xmpMM:History><rdf:Seq><rdf:li>saved by canary</rdf:li></rdf:Seq></xmpMM:History></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** A profile of Display P3's kind, which names a screen, a day and a maker. */
export function profile(name = "Canarias display"): Bytes {
  const words = joined([bytesOf("desc\0\0\0\0"), number(name.length + 1), utf8(name), new Uint8Array(79)]);
  const colour = bytesOf("XYZ \0\0\0\0\0\x01\x02\x03\0\x04\x05\x06\0\x07\x08\x09");
  const curve = bytesOf("curv\0\0\0\0\0\0\0\x01\x02\x33\0\0");
  const tags = [
    ["desc", words],
    ["cprt", bytesOf("text\0\0\0\0Canary 2026\0")],
    ["dmnd", bytesOf("text\0\0\0\0Canary AB\0")],
    ...["rXYZ", "gXYZ", "bXYZ", "wtpt"].map((tag) => [tag, colour] as const),
    ...["rTRC", "gTRC", "bTRC"].map((tag) => [tag, curve] as const),
  ] as const;
  let at = 132 + 12 * tags.length;
  const table = tags.map(([tag, content]) => {
    const entry = joined([bytesOf(tag), number(at), number(content.length)]);
    at += content.length;
    return entry;
  });
  const header = new Uint8Array(128);
  header.set(bytesOf("\0\0\0\0CANA\x02\x40\0\0mntrRGB XYZ \x07\xea\0\x05\0\x11\0\x0d\0\x2d\0\x0cacspCNRY\0\0\0\0CNRY"));
  viewOf(header).setUint32(0, at);
  return joined([header, number(tags.length), ...table, ...tags.map(([, content]) => content)]);
}

/** Four bytes, the highest first. */
function number(value: number): Bytes {
  const bytes = new Uint8Array(4);
  viewOf(bytes).setUint32(0, value);
  return bytes;
}

/** A segment of a JPEG. */
export function segment(marker: number, content: Bytes): Bytes {
  const bytes = joined([Uint8Array.of(0xff, marker, 0, 0), content]);
  viewOf(bytes).setUint16(2, content.length + 2);
  return bytes;
}

/** What is decoded of {@link jpeg}: tables, frame and two scans, with stuffed zeros, restarts and an odd fill byte. */
export const JPEG_PIXELS = joined([
  segment(0xdb, new Uint8Array(65).fill(7)),
  segment(0xc2, bytesOf("\x08\0\x10\0\x10\x01\x01\x11\0")),
  segment(0xc4, bytesOf("\0\0\x01\x05\x01\x01\x01\x01\x01\x01\0\0\0\0\0\0\0\0\x01\x02\x03\x04\x05")),
  segment(0xdd, bytesOf("\0\x04")),
  segment(0xda, bytesOf("\x01\x01\0\0\0\0")),
  bytesOf("\x12\x34\xff\0\x56\xff\xd0\x78\xff\0\xff\xff\xd1\x9a"),
  segment(0xda, bytesOf("\x01\x01\0\x01\x3f\0")),
  bytesOf("\xab\xff\0\xcd"),
]);

const JFIF = bytesOf("JFIF\0\x01\x01\x01\0\x48\0\x48");
const ADOBE = bytesOf("Adobe\0\x64\0\0\0\0\x01");

/** A JPEG with all that a segment can say, and another picture behind its end. */
export function jpeg(): Bytes {
  const colours = profile();
  const half = Math.floor(colours.length / 2);
  const iptc = bytesOf("\x1c\x02\x50\0\x0cIptc Canaria\x1c\x02\x5a\0\x0cCanarystaden");
  return joined([
    bytesOf("\xff\xd8"),
    segment(0xe0, joined([JFIF, bytesOf("\x01\x01canary".slice(0, 5))])),
    segment(0xe0, bytesOf("JFXX\0\x10canary thumbnail")),
    segment(0xe1, joined([bytesOf("Exif\0\0"), tiff(TELLING)])),
    segment(0xe1, joined([bytesOf("http://ns.adobe.com/xap/1.0/\0"), utf8(XMP)])),
    segment(0xe1, bytesOf("http://ns.adobe.com/xmp/extension/\0canary")),
    segment(0xe2, joined([bytesOf("ICC_PROFILE\0\x02\x02"), colours.subarray(half)])),
    segment(0xe2, joined([bytesOf("ICC_PROFILE\0\x01\x02"), colours.subarray(0, half)])),
    segment(0xe2, bytesOf("MPF\0MM\0*canary")),
    segment(0xeb, bytesOf("JP\0\x01canary manifest")),
    segment(0xed, joined([bytesOf("Photoshop 3.0\x008BIM\x04\x04\0\0\0\0"), bytesOf(`\0${String.fromCharCode(iptc.length)}`), iptc])),
    segment(0xee, joined([ADOBE, bytesOf("canary")])),
    segment(0xfe, bytesOf("a canary comment")),
    JPEG_PIXELS,
    bytesOf("\xff\xd9"),
    bytesOf("\xff\xd8another canary\xff\xd9"),
  ]);
}

/** The same picture from a program that says nothing. */
export function quietJpeg(): Bytes {
  return joined([bytesOf("\xff\xd8"), segment(0xe0, joined([JFIF, new Uint8Array(2)])), JPEG_PIXELS, bytesOf("\xff\xd9")]);
}

/** A chunk of a PNG. */
export function pngChunk(type: string, content: Bytes): Bytes {
  const checked = joined([bytesOf(type), content]);
  return joined([number(content.length), checked, number(crc32(checked))]);
}

const PNG_SIGNATURE = bytesOf("\x89PNG\r\n\x1a\n");
const IHDR = pngChunk("IHDR", bytesOf("\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0"));
const IDAT = pngChunk("IDAT", zlibSync(bytesOf("\0\x11\x22\x33")));
const IEND = pngChunk("IEND", new Uint8Array(0));

/** What is decoded of {@link png}. */
export const PNG_PIXELS = [IHDR, IDAT, pngChunk("fcTL", new Uint8Array(26)), pngChunk("fdAT", bytesOf("\0\0\0\x01frame"))];

/** A PNG, or the first frame of an animated one, with all that a chunk can say. */
export function png(...more: readonly Bytes[]): Bytes {
  const [, , control, frame] = PNG_PIXELS;
  return joined([
    PNG_SIGNATURE,
    IHDR,
    pngChunk("iCCP", joined([utf8("Canary screen\0\0"), zlibSync(profile())])),
    pngChunk("acTL", new Uint8Array(8)),
    pngChunk("eXIf", tiff(TELLING)),
    pngChunk("tIME", bytesOf("\x07\xea\x05\x11\x0d\x2d\x0c")),
    pngChunk("tEXt", bytesOf("Author\0Canaria Textsson")),
    pngChunk("zTXt", joined([bytesOf("Comment\0\0"), zlibSync(bytesOf("a canary remark"))])),
    pngChunk("iTXt", joined([bytesOf("XML:com.adobe.xmp\0\0\0\0\0"), utf8(XMP)])),
    pngChunk("iTXt", joined([bytesOf("Title\0\x01\0sv\0Titel\0"), zlibSync(utf8("Kanariefågeln canary"))])),
    pngChunk("caBX", bytesOf("canary manifest")),
    ...more,
    IDAT,
    ...(control ? [control] : []),
    ...(frame ? [frame] : []),
    IEND,
    bytesOf("canary behind the end"),
  ]);
}

/** A PNG of nothing but a picture. */
export function quietPng(...more: readonly Bytes[]): Bytes {
  return joined([PNG_SIGNATURE, IHDR, ...more, IDAT, IEND]);
}

/** A chunk of a WebP. */
export function webpChunk(type: string, content: Bytes): Bytes {
  const length = new Uint8Array(4);
  viewOf(length).setUint32(0, content.length, true);
  return joined([bytesOf(type), length, content, new Uint8Array(content.length % 2)]);
}

/** What is decoded of {@link webp}: the picture itself, its transparency, a frame. */
export const WEBP_PIXELS = {
  still: [webpChunk("ALPH", bytesOf("\0alpha")), webpChunk("VP8 ", bytesOf("pixels of a still picture"))],
  frame: webpChunk("VP8L", bytesOf("/pixels of a frame")),
} as const;

/** A WebP around chunks. */
export function webpOf(...chunks: readonly Bytes[]): Bytes {
  const content = joined([bytesOf("WEBP"), ...chunks]);
  return webpChunk("RIFF", content);
}

/** A WebP with all that a chunk can say. */
export function webp(kind: "still" | "animated"): Bytes {
  const frame = joined([new Uint8Array(16).fill(1), WEBP_PIXELS.frame, webpChunk("NOTE", bytesOf("canary"))]);
  const pictures = kind === "still" ? WEBP_PIXELS.still : [webpChunk("ANIM", new Uint8Array(6)), webpChunk("ANMF", frame), webpChunk("ANMF", frame)];
  const flags = kind === "still" ? 0x3c : 0x2e;
  return joined([
    webpOf(
      webpChunk("VP8X", Uint8Array.of(flags, 9, 9, 9, 0, 0, 0, 0, 0, 0)),
      webpChunk("ICCP", profile()),
      ...pictures,
      webpChunk("EXIF", joined([bytesOf("Exif\0\0"), tiff(TELLING)])),
      webpChunk("XMP ", utf8(XMP)),
      webpChunk("CNRY", bytesOf("canary of no known kind")),
    ),
    bytesOf("canary behind the end"),
  ]);
}

/** A HEIC, or its boxes: a list of items, one of which is Exif, and where it lies. */
export function heic(exif: Bytes = tiff(TELLING)): Bytes {
  const content = joined([number(6), bytesOf("Exif\0\0"), exif]);
  const type = box("ftyp", bytesOf("heic\0\0\0\0mif1heic"));
  const infe = box("infe", bytesOf("\x02\0\0\0\0\x01\0\0Exif\0"));
  const iinf = box("iinf", joined([bytesOf("\0\0\0\0\0\x01"), infe]));
  const meta = (at: number): Bytes =>
    box("meta", joined([
      bytesOf("\0\0\0\0"),
      box("hdlr", bytesOf("\0\0\0\0\0\0\0\0pict\0\0\0\0\0\0\0\0\0\0\0\0\0")),
      iinf,
      box("iloc", joined([bytesOf("\0\0\0\0\x44\0\0\x01\0\x01\0\0\0\x01"), number(at), number(content.length)])),
    ]));
  const at = type.length + meta(0).length + 8;
  return joined([type, meta(at), box("mdat", content)]);
}

/** A box of the ISO base media format. */
export function box(type: string, content: Bytes): Bytes {
  return joined([number(content.length + 8), bytesOf(type), content]);
}
