/** A picture: bounded by its header, decoded by the browser, drawn on a canvas. */
import { drawnScale, isBounded, pictureSize } from "../bounds.ts";
import type { Answer, FrameWords, Request } from "../protocol.ts";
import { canvasOf, lay, room, Scale, type Extent } from "./sheet.ts";

/** A picture that is shown. */
export class Picture {
  readonly #frame: Window;
  readonly #bitmap: ImageBitmap;
  readonly #words: FrameWords;
  readonly #whole: Extent;
  readonly #scale = new Scale();
  #turns = 0;
  #canvas: HTMLCanvasElement;

  private constructor(frame: Window, bitmap: ImageBitmap, whole: Extent, words: FrameWords) {
    this.#frame = frame;
    this.#bitmap = bitmap;
    this.#whole = whole;
    this.#words = words;
    this.#canvas = this.#draw();
    frame.document.body.replaceChildren(this.#canvas);
    this.#lay();
    frame.addEventListener("resize", () => {
      if (this.#scale.isFitted) this.#lay();
    });
  }

  /** Shows a picture, or says why not. */
  static async show(frame: Window, blob: Blob, words: FrameWords): Promise<readonly [Picture | null, Answer]> {
    const size = pictureSize(new Uint8Array(await blob.arrayBuffer()));
    if (size === null) return [null, { said: "refused", why: "damaged" }];
    if (!isBounded(size)) return [null, { said: "refused", why: "too-large" }];
    try {
      const bitmap = await frame.createImageBitmap(blob);
      // A picture that is turned by its own mark has its edges exchanged.
      const whole = { width: bitmap.width, height: bitmap.height };
      return [new Picture(frame, await smaller(frame, bitmap), whole, words), { said: "image", isMoving: size.isMoving }];
    } catch (error) {
      // A browser that has no decoder for the type says the same as of one that is damaged.
      const isKnown = /^image\/(?:jpeg|png|gif|webp)$/.test(blob.type);
      if (error instanceof DOMException) return [null, { said: "refused", why: isKnown ? "damaged" : "unknown-to-browser" }];
      throw error;
    }
  }

  /** Shows it larger or smaller, or turned by a quarter. */
  obey(request: Request): void {
    if (request.ask === "turn") {
      this.#turns = (this.#turns + 1) % 4;
      const before = this.#canvas;
      this.#canvas = this.#draw();
      before.replaceWith(this.#canvas);
    } else if (request.ask === "size") this.#scale.choose(request.size, this.#fitted());
    this.#lay();
  }

  #extent(): Extent {
    const { width, height } = this.#whole;
    return this.#turns % 2 === 0 ? { width, height } : { width: height, height: width };
  }

  #fitted(): number {
    const { width, height } = this.#extent();
    const space = room(this.#frame);
    return Math.min(1, space.width / width, space.height / height);
  }

  #lay(): void {
    const { width, height } = this.#extent();
    const scale = this.#scale.at(this.#fitted());
    lay(this.#canvas, { width: width * scale, height: height * scale });
  }

  #draw(): HTMLCanvasElement {
    const { width, height } = this.#bitmap;
    const isUpright = this.#turns % 2 === 0;
    const canvas = canvasOf(
      this.#frame,
      isUpright ? { width, height } : { width: height, height: width },
      this.#words.label,
    );
    const context = canvas.getContext("2d");
    context?.translate(canvas.width / 2, canvas.height / 2);
    context?.rotate((this.#turns * Math.PI) / 2);
    context?.drawImage(this.#bitmap, -width / 2, -height / 2);
    return canvas;
  }
}

/** The picture with no more pixels than are drawn. */
async function smaller(frame: Window, bitmap: ImageBitmap): Promise<ImageBitmap> {
  const scale = drawnScale(bitmap.width, bitmap.height);
  if (scale === 1) return bitmap;
  const made = await frame.createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.floor(bitmap.width * scale)),
    resizeHeight: Math.max(1, Math.floor(bitmap.height * scale)),
    resizeQuality: "medium",
  });
  bitmap.close();
  return made;
}
