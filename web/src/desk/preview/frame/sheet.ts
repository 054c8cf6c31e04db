/** How large a picture or a page is shown. */
import type { Size } from "../protocol.ts";

const STEP = 1.25;
const SMALLEST = 0.1;
const LARGEST = 8;

/** Width and height in CSS pixels. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** The scale of what is shown; it stays fitted to the frame until somebody chooses another. */
export class Scale {
  #chosen: number | null = null;

  /** Whether it goes by the size of the frame. */
  get isFitted(): boolean {
    return this.#chosen === null;
  }

  /** The scale at the moment, if `fitted` is the one at which it fits. */
  at(fitted: number): number {
    return Math.min(LARGEST, Math.max(SMALLEST, this.#chosen ?? fitted));
  }

  /** Takes another size. */
  choose(size: Size, fitted: number): void {
    const now = this.at(fitted);
    const chosen = { fit: null, whole: 1, larger: now * STEP, smaller: now / STEP }[size];
    this.#chosen = chosen === null ? null : Math.min(LARGEST, Math.max(SMALLEST, chosen));
  }
}

/** The room that the frame has. */
export function room(frame: Window): Extent {
  const { clientWidth, clientHeight } = frame.document.documentElement;
  return { width: Math.max(64, clientWidth), height: Math.max(64, clientHeight) };
}

/** A canvas that those who do not see it are told of. */
export function canvasOf(frame: Window, extent: Extent, label: string): HTMLCanvasElement {
  const canvas = frame.document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(extent.width));
  canvas.height = Math.max(1, Math.round(extent.height));
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", label);
  return canvas;
}

/** Shows a canvas so large. */
export function lay(canvas: HTMLCanvasElement, extent: Extent): void {
  canvas.style.width = `${extent.width}px`;
  canvas.style.height = `${extent.height}px`;
}
