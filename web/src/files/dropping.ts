/** Files that are dropped on a place of the page. Beside it they would take the page's place, and all that was written with it. */

/** What a place does with files that are dropped on it. */
export interface DropPlace {
  /** Whether what is there belongs to the place, and it takes files just now. */
  readonly takes: (there: Element) => boolean;
  /** Told whether files are above the place. */
  readonly over: (isOver: boolean) => void;
  readonly take: (files: readonly File[]) => void;
}

/** Watches the page. @returns what ends it */
export function watchForDrops({ takes, over, take }: DropPlace): () => void {
  const isOn = ({ target }: DragEvent): boolean => target instanceof Element && takes(target);
  const moved = (event: DragEvent): void => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const isOver = isOn(event);
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = isOver ? "copy" : "none";
    over(isOver);
  };
  const left = ({ relatedTarget }: DragEvent): void => {
    if (relatedTarget === null) over(false);
  };
  const dropped = (event: DragEvent): void => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    over(false);
    if (isOn(event)) take([...(event.dataTransfer?.files ?? [])]);
  };
  addEventListener("dragover", moved);
  addEventListener("dragleave", left);
  addEventListener("drop", dropped);
  return () => {
    removeEventListener("dragover", moved);
    removeEventListener("dragleave", left);
    removeEventListener("drop", dropped);
  };
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
