/** The types of files that the desk knows: what each is called, and what a sender's computer may call it. */
import type { Phrase } from "../words.ts";

/**
 * Why a file can do harm when it is opened outside of the desk:
 *
 * - `program`: runs as it is opened
 * - `script`: a program in clear, which a double click may run
 * - `page`: a web page or a drawing, which may hold scripts and tell somebody that it was opened
 * - `macros`: an office document that may hold programs
 * - `shortcut`: leads to a program or an address of the sender's choice
 * - `disk`: a disk image or an archive, which hides what is in it from the warnings of the computer
 * - `name`: its name is written so as to look like another
 */
export type Danger = "program" | "script" | "page" | "macros" | "shortcut" | "disk" | "name";

/** What is known of one type. */
interface Known {
  /** What people call it. */
  readonly label: Phrase;
  /** How its names end, in lower case. */
  readonly endings: readonly string[];
  /** What senders' computers call it, in lower case and without parameters. */
  readonly claims: readonly string[];
  /** What it can do, if anything. */
  readonly danger?: Danger;
}

const known = {
  jpeg: { label: "preview-type-jpeg", endings: ["jpg", "jpeg", "jpe", "jfif"], claims: ["image/jpeg", "image/jpg", "image/pjpeg"] },
  png: { label: "preview-type-png", endings: ["png"], claims: ["image/png"] },
  gif: { label: "preview-type-gif", endings: ["gif"], claims: ["image/gif"] },
  webp: { label: "preview-type-webp", endings: ["webp"], claims: ["image/webp"] },
  avif: { label: "preview-type-avif", endings: ["avif"], claims: ["image/avif"] },
  heic: { label: "preview-type-heic", endings: ["heic", "heif"], claims: ["image/heic", "image/heif"] },
  bmp: { label: "preview-type-bmp", endings: ["bmp", "dib"], claims: ["image/bmp", "image/x-ms-bmp"] },
  tiff: { label: "preview-type-tiff", endings: ["tif", "tiff", "dng", "nef"], claims: ["image/tiff"] },
  svg: { label: "preview-type-svg", endings: ["svg"], claims: ["image/svg+xml"], danger: "page" },
  pdf: { label: "preview-type-pdf", endings: ["pdf"], claims: ["application/pdf", "application/x-pdf"] },
  word: {
    label: "preview-type-word",
    endings: ["docx", "dotx"],
    claims: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  },
  excel: {
    label: "preview-type-excel",
    endings: ["xlsx", "xltx"],
    claims: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  },
  powerpoint: {
    label: "preview-type-powerpoint",
    endings: ["pptx", "ppsx", "potx"],
    claims: ["application/vnd.openxmlformats-officedocument.presentationml.presentation"],
  },
  "office-macros": {
    label: "preview-type-office-macros",
    endings: ["docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "ppsm", "potm", "xlsb", "doc", "xls", "ppt"],
    claims: [
      "application/vnd.ms-word.document.macroenabled.12",
      "application/vnd.ms-excel.sheet.macroenabled.12",
      "application/vnd.ms-excel.sheet.binary.macroenabled.12",
      "application/vnd.ms-powerpoint.presentation.macroenabled.12",
      "application/msword",
      "application/vnd.ms-excel",
      "application/vnd.ms-powerpoint",
    ],
    danger: "macros",
  },
  "office-old": {
    label: "preview-type-office-old",
    endings: ["doc", "dot", "xls", "xlt", "ppt", "pps", "pot"],
    claims: ["application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint"],
  },
  opendocument: {
    label: "preview-type-opendocument",
    endings: ["odt", "ods", "odp", "odg", "ott", "ots", "otp"],
    claims: [
      "application/vnd.oasis.opendocument.text",
      "application/vnd.oasis.opendocument.spreadsheet",
      "application/vnd.oasis.opendocument.presentation",
      "application/vnd.oasis.opendocument.graphics",
    ],
  },
  epub: { label: "preview-type-epub", endings: ["epub"], claims: ["application/epub+zip"] },
  rtf: { label: "preview-type-rtf", endings: ["rtf"], claims: ["application/rtf", "text/rtf"] },
  message: { label: "preview-type-message", endings: ["eml", "mbox", "mht", "mhtml"], claims: ["message/rfc822", "application/mbox"] },
  outlook: { label: "preview-type-outlook", endings: ["msg"], claims: ["application/vnd.ms-outlook"] },
  "outlook-store": { label: "preview-type-outlook-store", endings: ["pst", "ost"], claims: ["application/vnd.ms-outlook-pst"] },
  html: {
    label: "preview-type-html",
    endings: ["html", "htm", "xhtml", "shtml"],
    claims: ["text/html", "application/xhtml+xml"],
    danger: "page",
  },
  xml: { label: "preview-type-xml", endings: ["xml", "gpx", "kml", "xsd", "rss"], claims: ["text/xml", "application/xml"] },
  text: {
    label: "preview-type-text",
    endings: ["txt", "text", "csv", "tsv", "log", "md", "json", "ini", "yaml", "yml", "ics", "vcf", "srt"],
    claims: ["text/plain", "text/csv", "text/tab-separated-values", "text/markdown", "text/calendar", "text/vcard", "application/json"],
  },
  script: {
    label: "preview-type-script",
    // What a double click runs on some computer, all of it text.
    endings: [
      "bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "wsf", "wsh", "hta", "reg", "sh", "bash", "command",
      "py", "pl", "rb", "php", "applescript", "scpt", "inf",
    ],
    claims: [
      "text/javascript", "application/javascript", "application/x-javascript", "application/x-sh", "application/x-bat",
      "application/hta", "text/x-python", "application/x-httpd-php", "text/vbscript",
    ],
    danger: "script",
  },
  shortcut: {
    label: "preview-type-shortcut",
    endings: ["lnk", "url", "webloc", "desktop", "scf", "library-ms", "settingcontent-ms"],
    claims: ["application/x-ms-shortcut", "application/x-desktop"],
    danger: "shortcut",
  },
  windows: {
    label: "preview-type-windows",
    endings: ["exe", "dll", "scr", "com", "cpl", "sys", "pif", "ocx"],
    claims: ["application/x-msdownload", "application/vnd.microsoft.portable-executable", "application/x-dosexec"],
    danger: "program",
  },
  installer: { label: "preview-type-installer", endings: ["msi", "msp"], claims: ["application/x-msi"], danger: "program" },
  elf: {
    label: "preview-type-elf",
    endings: ["so", "bin", "run", "appimage"],
    claims: ["application/x-executable", "application/x-elf", "application/x-sharedlib"],
    danger: "program",
  },
  mac: { label: "preview-type-mac", endings: ["dylib"], claims: ["application/x-mach-binary"], danger: "program" },
  java: { label: "preview-type-java", endings: ["jar", "class", "war"], claims: ["application/java-archive", "application/java-vm"], danger: "program" },
  android: { label: "preview-type-android", endings: ["apk"], claims: ["application/vnd.android.package-archive"], danger: "program" },
  zip: { label: "preview-type-zip", endings: ["zip"], claims: ["application/zip", "application/x-zip-compressed"] },
  archive: {
    label: "preview-type-archive",
    endings: ["7z", "rar", "gz", "tgz", "bz2", "xz", "zst", "tar", "cab"],
    claims: [
      "application/x-7z-compressed", "application/vnd.rar", "application/x-rar-compressed", "application/gzip",
      "application/x-gzip", "application/x-bzip2", "application/x-xz", "application/zstd", "application/x-tar",
      "application/vnd.ms-cab-compressed",
    ],
  },
  disk: {
    label: "preview-type-disk",
    endings: ["iso", "img", "vhd", "vhdx", "dmg", "udf"],
    claims: ["application/x-iso9660-image", "application/x-apple-diskimage", "application/x-raw-disk-image"],
    danger: "disk",
  },
  mp3: { label: "preview-type-mp3", endings: ["mp3"], claims: ["audio/mpeg", "audio/mp3"] },
  m4a: { label: "preview-type-m4a", endings: ["m4a", "m4b"], claims: ["audio/mp4", "audio/x-m4a", "audio/m4a"] },
  aac: { label: "preview-type-m4a", endings: ["aac"], claims: ["audio/aac", "audio/aacp", "audio/x-aac"] },
  ogg: { label: "preview-type-ogg", endings: ["ogg", "oga", "opus"], claims: ["audio/ogg", "audio/opus", "application/ogg"] },
  flac: { label: "preview-type-flac", endings: ["flac"], claims: ["audio/flac", "audio/x-flac"] },
  wav: { label: "preview-type-wav", endings: ["wav", "wave"], claims: ["audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"] },
  amr: { label: "preview-type-amr", endings: ["amr", "3ga"], claims: ["audio/amr"] },
  video: {
    label: "preview-type-video",
    endings: ["mp4", "m4v", "mov", "webm", "mkv", "avi", "wmv", "3gp", "3g2", "mpg", "mpeg", "ogv", "flv"],
    claims: [
      "video/mp4", "video/quicktime", "video/webm", "video/x-matroska", "video/x-msvideo", "video/x-ms-wmv", "video/3gpp",
      "video/mpeg", "video/ogg", "video/x-m4v", "video/avi", "audio/webm", "video/x-flv", "audio/x-ms-wma",
    ],
  },
  database: { label: "preview-type-database", endings: ["sqlite", "sqlite3", "db"], claims: ["application/vnd.sqlite3", "application/x-sqlite3"] },
  empty: { label: "preview-type-empty", endings: [], claims: [] },
  unknown: { label: "preview-type-unknown", endings: [], claims: [] },
} as const satisfies Readonly<Record<string, Known>>;

/** A type that the desk tells from others. */
export type FileType = keyof typeof known;

/** What is known of each type. */
export const TYPES: Readonly<Record<FileType, Known>> = known;

/** Every type. */
export const EVERY_TYPE: readonly FileType[] = (Object.keys(known) as FileType[]);

/** The types whose names end so. */
export function typesOfName(name: string): readonly FileType[] {
  const ending = endingOf(name);
  return ending === "" ? [] : EVERY_TYPE.filter((type) => TYPES[type].endings.includes(ending));
}

/** The types that are called so by senders' computers. */
export function typesOfClaim(claimed: string): readonly FileType[] {
  const claim = claimed.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return claim === "" ? [] : EVERY_TYPE.filter((type) => TYPES[type].claims.includes(claim));
}

/** What stands after the last point of a name, in lower case, as Windows reads it: points and spaces at the end are dropped. */
export function endingOf(name: string): string {
  return /\.([^.\s/\\]{1,20})[.\s]*$/.exec(name)?.[1]?.toLowerCase() ?? "";
}
