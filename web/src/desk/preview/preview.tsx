import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useDesk } from "../desk.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Notice } from "../parts/notice.tsx";
import { Wait } from "../parts/wait.tsx";
import { useWords, type Phrase, type Words } from "../words.ts";
import { MOST_BYTES } from "./bounds.ts";
import { Controls } from "./controls.tsx";
import type { PassedKey, Request } from "./protocol.ts";
import { DOCUMENT_OF, showingOf } from "./showing.ts";
import { sniffBlob, type Found } from "./sniff.ts";
import { TypeNote } from "./type_note.tsx";
import { Viewing, type Shown, type Stage, type Timing } from "./viewing.ts";

export { canPreview } from "./showing.ts";

/** Why nothing is shown, in words. */
const FAILED: Readonly<Record<Extract<Stage, { at: "refused" }>["why"], Phrase>> = {
  "too-large": "preview-failed-too-large",
  damaged: "preview-failed-damaged",
  locked: "preview-failed-locked",
  unplayable: "preview-failed-unplayable",
  "unknown-to-browser": "preview-failed-unknown-to-browser",
  late: "preview-failed-late",
  broken: "preview-failed-broken",
};

const TIMING: Timing = {
  after: (milliseconds, run) => window.setTimeout(run, milliseconds),
  cancel: (timer) => {
    window.clearTimeout(timer);
  },
};

/**
 * Shows a file that somebody sent, in a dialog. What decodes it runs in a frame whose origin is nobody's and whose policy
 * lets nothing out; here its first bytes are compared, and that is all. What cannot be shown is said to be what it is.
 */
export function Preview(props: { blob: Blob; name: string; claimed: string; onClose: () => void }): JSX.Element {
  const { blob, name, claimed, onClose } = props;
  const words = useWords();
  const { say } = words;
  const [found, setFound] = useState<Found | "unreadable" | null>(null);
  useEffect(() => {
    let isGone = false;
    const tell = (told: Found | "unreadable"): void => {
      if (!isGone) setFound(told);
    };
    setFound(null);
    // The browser may have lost what it held, such as for want of room.
    sniffBlob(blob).then(tell, () => {
      tell("unreadable");
    });
    return () => {
      isGone = true;
    };
  }, [blob]);
  const shown = found === null || found === "unreadable" ? null : showingOf(found, claimed, name);
  return (
    <Dialog title={say("preview-title")} onClose={onClose}>
      <div class="preview">
        <p class="file-name">
          <bdi>{name}</bdi>
        </p>
        {found === null ? (
          <Wait>{say("preview-opening")}</Wait>
        ) : found === "unreadable" ? (
          <Notice tone="warning">
            <p role="status">{say("preview-failed-unread")}</p>
          </Notice>
        ) : (
          <>
            <TypeNote found={found} claimed={claimed} name={name} />
            {shown === null ? (
              <p>{say("preview-not-shown")}</p>
            ) : (
              <Framed blob={blob} name={name} showing={shown.showing} type={shown.type} onClose={onClose} />
            )}
          </>
        )}
        <div class="row">
          <button type="button" class="button plain" onClick={onClose}>
            {say("preview-close")}
          </button>
        </div>
      </div>
    </Dialog>
  );
}

type Show = Extract<Request, { ask: "show" }>;

/** The frame, and what can be done with what it shows. */
function Framed(props: {
  blob: Blob;
  name: string;
  showing: Show["showing"];
  type: string;
  onClose: () => void;
}): JSX.Element {
  const { blob, name, showing, type, onClose } = props;
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const isTooLarge = showing !== "text" && blob.size > MOST_BYTES[showing];
  const [stage, setStage] = useState<Stage>(isTooLarge ? { at: "refused", why: "too-large" } : { at: "opening" });
  const viewing = useRef<Viewing | null>(null);
  const around = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  const press = (key: PassedKey): void => {
    const at = viewing.current;
    if (key === "Escape") close.current();
    else if (at !== null) act(at, stageNow.current, key);
  };
  const stageNow = useRef(stage);
  stageNow.current = stage;

  const open = (frame: HTMLIFrameElement): void => {
    if (viewing.current !== null) {
      // It was loaded again, which only what is in it can have done.
      viewing.current.giveUp();
      return;
    }
    const { port1, port2 } = new MessageChannel();
    const label = { image: say("preview-image"), text: "", sound: say("preview-sound"), document: pageLabel(words) }[showing];
    const first: Show = {
      ask: "show",
      showing,
      blob: showing === "text" ? blob.slice(0, MOST_BYTES.text) : blob,
      type,
      words: { language: words.locale, label: showing === "document" ? label : `${label}: ${name}`, text: say("preview-page-text") },
    };
    viewing.current = new Viewing(port1, first, TIMING, setStage, press);
    // An origin that is nobody's has no name to send to; no other document can be in this frame.
    frame.contentWindow?.postMessage("sigill-preview", "*", [port2]);
  };

  useEffect(
    () => () => {
      viewing.current?.end();
      viewing.current = null;
    },
    [],
  );

  // The keys work in the whole dialog, wherever the focus is in it.
  useLayoutEffect(() => {
    const dialog = around.current?.closest("dialog");
    const heard = (event: KeyboardEvent): void => {
      const key = event.ctrlKey || event.metaKey || event.altKey ? null : keyOf(event);
      if (key === null || (key.length === 1 && !desk.shortcuts.singleKeys.peek())) return;
      press(key);
      if (key.startsWith("Page")) event.preventDefault();
    };
    dialog?.addEventListener("keydown", heard);
    return () => dialog?.removeEventListener("keydown", heard);
  }, []);

  const address = DOCUMENTS[DOCUMENT_OF[showing]];
  if (stage.at === "refused" || address === undefined) {
    return (
      <Notice tone="warning">
        <p role="status">{say(FAILED[stage.at === "refused" ? stage.why : "broken"])}</p>
      </Notice>
    );
  }
  return (
    <div ref={around} class={`framed ${showing}`}>
      {stage.at === "opening" ? (
        <Wait>{say("preview-opening")}</Wait>
      ) : (
        <>
          <Notes shown={stage.what} size={blob.size} />
          <Controls stage={stage} viewing={viewing} />
        </>
      )}
      <iframe
        title={say("preview-frame")}
        sandbox="allow-scripts"
        allow=""
        referrerPolicy="no-referrer"
        src={address}
        onLoad={(event) => {
          open(event.currentTarget);
        }}
      />
      <p class="quiet small">{say("preview-sealed-off")}</p>
      {showing === "document" || showing === "image" ? <p class="quiet small keyboard">{say("preview-keys")}</p> : null}
    </div>
  );
}

/** The words for a page, with the places of its numbers. */
function pageLabel({ say }: Words): string {
  return say("preview-page-image", { page: "{page}", pages: "{pages}" });
}

/** What has to be known of what is shown. */
function Notes({ shown, size }: { shown: Shown; size: number }): JSX.Element | null {
  const { say, number } = useWords();
  const notes: string[] = [];
  if (shown.said === "image" && shown.isMoving) notes.push(say("preview-still"));
  if (shown.said === "document" && shown.shown < shown.pages) {
    notes.push(say("preview-cut-pages", { shown: shown.shown, pages: number(shown.pages) }));
  }
  if (shown.said === "text") {
    notes.push(say("preview-read-as", { encoding: shown.encoding }));
    if (size > MOST_BYTES.text) notes.push(say("preview-cut-text", { shown: number(MOST_BYTES.text), all: number(size) }));
    if (shown.marks > 0) notes.push(say("preview-marks", { count: shown.marks }));
  }
  return notes.length === 0 ? null : <p role="status">{notes.join(" ")}</p>;
}

/** The key that a press in the dialog stands for; none where a control takes it. */
function keyOf(event: KeyboardEvent): PassedKey | null {
  const key = event.key.toLowerCase();
  switch (event.key) {
    case "PageUp":
    case "PageDown":
    case "ArrowLeft":
    case "ArrowRight":
      return event.key;
    default:
      return key === "+" || key === "-" || key === "0" || key === "1" || key === "r" ? key : null;
  }
}

/** Does what a key stands for. */
function act(viewing: Viewing, stage: Stage, key: Exclude<PassedKey, "Escape">): void {
  const page = stage.at === "shown" ? stage.page : 1;
  switch (key) {
    case "PageUp":
    case "ArrowLeft":
      viewing.turnTo(page - 1);
      return;
    case "PageDown":
    case "ArrowRight":
      viewing.turnTo(page + 1);
      return;
    case "+":
      viewing.change({ ask: "size", size: "larger" });
      return;
    case "-":
      viewing.change({ ask: "size", size: "smaller" });
      return;
    case "0":
      viewing.change({ ask: "size", size: "fit" });
      return;
    case "1":
      viewing.change({ ask: "size", size: "whole" });
      return;
    case "r":
      viewing.change({ ask: "turn" });
  }
}
