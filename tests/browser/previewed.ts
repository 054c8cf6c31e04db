/** Opens the desk's preview on files that tests make, and watches what leaves the browser. */
import { expect, type Frame, type FrameLocator, type Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";

const WEB = join(__dirname, "../../web");
let script: string | null = null;

/** The preview's script, bundled for a page of its own. */
async function bundled(): Promise<string> {
  const { bundle } = (await import(join(WEB, "bundle.mjs"))) as {
    readonly bundle: (path: string, addresses: { readonly documents: Record<string, string> }) => Promise<Uint8Array>;
  };
  const manifest = JSON.parse(readFileSync(join(WEB, "dist/manifest.json"), "utf8")) as Record<string, { readonly file: string }>;
  const documents = Object.fromEntries(
    Object.entries(manifest).flatMap(([name, { file }]) => (name.endsWith(".html") ? [[name, `/preview/${file}`]] : [])),
  );
  return new TextDecoder().decode(await bundle(join(WEB, "tests/support/preview_stage.tsx"), { documents }));
}

/** Goes to the desk's page and opens the preview there. */
export async function preview(page: Page, desk: string, content: Uint8Array, name: string, claimed = ""): Promise<FrameLocator> {
  script ??= await bundled();
  if (!page.url().startsWith(desk)) {
    await page.goto(desk);
    // As the browser's own tools do, past the page's policy, which stays in force for all that the page and its frames do.
    await page.evaluate(script);
  }
  await page.evaluate(
    async ([bytes, called, type]) => (globalThis as unknown as { showPreview: (...all: string[]) => Promise<void> }).showPreview(bytes, called, type),
    [Buffer.from(content).toString("base64"), name, claimed] as const,
  );
  await expect(page.getByRole("dialog")).toBeVisible();
  return page.frameLocator("iframe");
}

/** The frame that shows a file. */
export async function shownIn(page: Page): Promise<Frame> {
  await expect.poll(() => page.frames().some((frame) => frame.url().includes("/preview/"))).toBe(true);
  const found = page.frames().find((frame) => frame.url().includes("/preview/"));
  if (found === undefined) throw new Error("no frame");
  return found;
}

/** Somebody else's server, which notes whoever so much as connects to it, and every byte that it is told. */
export class Listener {
  readonly #server: Server;
  connections = 0;
  received = "";

  private constructor() {
    this.#server = createServer((socket) => {
      this.connections += 1;
      socket.on("error", () => undefined);
      socket.on("data", (bytes) => {
        this.received += bytes.toString("latin1");
        socket.destroy();
      });
    });
  }

  static async start(): Promise<Listener> {
    const listener = new Listener();
    await new Promise<void>((done) => listener.#server.listen(0, "127.0.0.1", done));
    return listener;
  }

  get address(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("not listening");
    return `127.0.0.1:${address.port}`;
  }

  stop(): void {
    this.#server.close();
  }
}

/** A PDF of these objects, the first of which is its catalogue, and of a table of where they are. */
export function pdf(objects: readonly string[]): Uint8Array {
  let text = "%PDF-1.7\n";
  const places: number[] = [];
  objects.forEach((object, index) => {
    places.push(text.length);
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`;
  return Buffer.from(text, "latin1");
}

/** The content of a page as a stream. */
export function stream(text: string, more = ""): string {
  return `<< /Length ${Buffer.from(text, "latin1").length} ${more}>>\nstream\n${text}\nendstream`;
}

/** A sound of one second: 8 bits, one channel, 8,000 a second. */
export function wav(): Uint8Array {
  const data = Uint8Array.from({ length: 8000 }, (_, at) => 128 + 60 * Math.sin(at / 3));
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(36 + data.length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

/** A picture that the browser makes. */
export async function picture(page: Page, type: string, width: number, height: number): Promise<Uint8Array> {
  const base64 = await page.evaluate(
    ([kind, wide, high]) => {
      const canvas = document.createElement("canvas");
      canvas.width = wide;
      canvas.height = high;
      const context = canvas.getContext("2d");
      if (context === null) throw new Error("no canvas");
      const colours = context.createLinearGradient(0, 0, wide, high);
      colours.addColorStop(0, "#c0392b");
      colours.addColorStop(1, "#2980b9");
      context.fillStyle = colours;
      context.fillRect(0, 0, wide, high);
      context.fillStyle = "#fff";
      context.font = `${high / 6}px sans-serif`;
      context.fillText("Åäö på bild", wide / 10, high / 2);
      return canvas.toDataURL(kind).split(",")[1] ?? "";
    },
    [type, width, height] as const,
  );
  return Buffer.from(base64, "base64");
}
