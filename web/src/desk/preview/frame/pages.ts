/** The frame of PDF documents: its document is `desk/preview-document.html`. */
import {
  AnnotationMode,
  getDocument,
  PasswordException,
  PDFWorker,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import dingbats from "pdfjs-dist/standard_fonts/FoxitDingbats.pfb";
import symbol from "pdfjs-dist/standard_fonts/FoxitSymbol.pfb";
import decoder from "decoder:text";
import { drawnScale, MOST_DRAWN, MOST_LETTERS, MOST_PAGES, MOST_PIXELS } from "../bounds.ts";
import type { Answer, FrameWords, Request } from "../protocol.ts";
import { connect } from "./connection.ts";
import { canvasOf, lay, room, Scale } from "./sheet.ts";

/** CSS pixels of a point, which is what a PDF measures by. */
const POINT = 96 / 72;
/** Milliseconds without a change after which the size of the frame is taken for the one it will have. */
const RESIZED = 150;
const FONTS: Readonly<Record<string, Uint8Array>> = { "FoxitDingbats.pfb": dingbats, "FoxitSymbol.pfb": symbol };

let shown: Pages | null = null;

connect(window, async (request) => {
  if (request.ask === "show") return show(request);
  return (await shown?.obey(request)) ?? { said: "done" };
});

async function show({ blob, words }: Extract<Request, { ask: "show" }>): Promise<Answer> {
  document.documentElement.lang = words.language;
  const data = new Uint8Array(await blob.arrayBuffer());
  try {
    const pdf = await getDocument({
      data,
      worker: PDFWorker.create({ port: startDecoder() }),
      verbosity: 0,
      // Nothing is fetched: what is not in the file or in this document is not there.
      BinaryDataFactory: Bundled,
      useWorkerFetch: false,
      useSystemFonts: false,
      // A policy that allows WebAssembly would have to be wider; the same decoders are here as script.
      useWasm: false,
      // Pictures and fonts are decoded by script and drawn as pixels and paths: the browser's own decoders get no byte of them.
      isImageDecoderSupported: false,
      isOffscreenCanvasSupported: false,
      disableWorkerRendering: true,
      disableFontFace: true,
      enableXfa: false,
      maxImageSize: MOST_PIXELS,
      canvasMaxAreaInBytes: 4 * MOST_DRAWN,
      disableAutoFetch: true,
    }).promise;
    const count = Math.min(pdf.numPages, MOST_PAGES);
    shown = new Pages(pdf, count, words);
    await shown.turnTo(1);
    return { said: "document", pages: pdf.numPages, shown: count };
  } catch (error) {
    return { said: "refused", why: error instanceof PasswordException ? "locked" : "damaged" };
  }
}

/** What pdf.js would fetch, and is bundled. */
class Bundled {
  fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const found = FONTS[filename];
    return found === undefined ? Promise.reject(new Error("not bundled")) : Promise.resolve(found.slice());
  }
}

/** The part of Trusted Types that is used here; TypeScript's library lacks it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { readonly createScriptURL: (address: string) => string }): { createScriptURL(address: string): string };
}

/** Starts the decoder in a worker, so that the frame answers while it works; its policy is the frame's. */
function startDecoder(): Worker {
  const address = URL.createObjectURL(new Blob([decoder], { type: "text/javascript" }));
  const createScriptURL = (asked: string): string => {
    if (asked !== address) throw new TypeError("not the address of the decoder");
    return asked;
  };
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("sigill-preview", { createScriptURL }) ?? { createScriptURL };
  return new Worker(policy.createScriptURL(address));
}

/** The pages of a document, of which one is drawn. */
class Pages {
  readonly #pdf: PDFDocumentProxy;
  readonly #count: number;
  readonly #words: FrameWords;
  readonly #scale = new Scale();
  #turns = 0;
  #at = 1;
  /** How often something was drawn: what was begun before is not shown after. */
  #drawings = 0;

  constructor(pdf: PDFDocumentProxy, count: number, words: FrameWords) {
    this.#pdf = pdf;
    this.#count = count;
    this.#words = words;
    let resized: number | undefined;
    window.addEventListener("resize", () => {
      window.clearTimeout(resized);
      resized = window.setTimeout(() => {
        if (this.#scale.isFitted) void pdf.getPage(this.#at).then((page) => this.#draw(page));
      }, RESIZED);
    });
  }

  async obey(request: Request): Promise<Answer> {
    if (request.ask === "page") {
      await this.turnTo(Math.min(request.page, this.#count));
      return { said: "page", page: this.#at };
    }
    const page = await this.#pdf.getPage(this.#at);
    if (request.ask === "turn") this.#turns = (this.#turns + 1) % 4;
    else if (request.ask === "size") this.#scale.choose(request.size, this.#fitted(page));
    await this.#draw(page);
    return { said: "done" };
  }

  /** Draws a page in place of the one that is shown. */
  async turnTo(at: number): Promise<void> {
    const before = this.#at;
    const page = await this.#pdf.getPage(at);
    this.#at = at;
    await this.#draw(page);
    window.scrollTo(0, 0);
    if (before !== at) (await this.#pdf.getPage(before)).cleanup();
  }

  #rotation(page: PDFPageProxy): number {
    return (page.rotate + 90 * this.#turns) % 360;
  }

  /** The scale at which a page is as wide as the frame, and no larger than it is on paper. */
  #fitted(page: PDFPageProxy): number {
    const { width } = page.getViewport({ scale: POINT, rotation: this.#rotation(page) });
    return Math.min(1.5, room(window).width / width);
  }

  async #draw(page: PDFPageProxy): Promise<void> {
    this.#drawings += 1;
    const drawing = this.#drawings;
    const rotation = this.#rotation(page);
    const wanted = page.getViewport({ scale: this.#scale.at(this.#fitted(page)) * POINT, rotation });
    const fine = wanted.scale * window.devicePixelRatio;
    const whole = page.getViewport({ scale: fine, rotation });
    const viewport = page.getViewport({ scale: fine * drawnScale(whole.width, whole.height), rotation });
    const label = this.#words.label.replace("{page}", String(this.#at)).replace("{pages}", String(this.#pdf.numPages));
    const canvas = canvasOf(window, viewport, label);
    // Links, forms and comments are drawn as they look; none of them can be pressed.
    await page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE, background: "#fff" }).promise;
    lay(canvas, wanted);
    const readable = await this.#readable(page);
    if (drawing === this.#drawings) document.body.replaceChildren(canvas, readable);
  }

  /** The page's words, for those who listen. */
  async #readable(page: PDFPageProxy): Promise<HTMLElement> {
    const { items } = await page.getTextContent();
    const text = items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
    const region = document.createElement("section");
    region.className = "unseen";
    region.setAttribute("aria-label", this.#words.text);
    region.append(text.slice(0, MOST_LETTERS));
    return region;
  }
}
