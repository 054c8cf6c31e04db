/** The frame of pictures, texts and sounds: its document is `desk/preview.html`. */
import { MOST_BYTES } from "../bounds.ts";
import type { Answer, FrameWords, Request } from "../protocol.ts";
import { readText } from "../text.ts";
import { connect } from "./connection.ts";
import { Picture } from "./picture.ts";

let picture: Picture | null = null;

connect(window, async (request) => {
  if (request.ask === "show") return show(request);
  picture?.obey(request);
  return { said: "done" };
});

async function show(request: Extract<Request, { ask: "show" }>): Promise<Answer> {
  document.documentElement.lang = request.words.language;
  const blob = new Blob([request.blob], { type: request.type });
  switch (request.showing) {
    case "image": {
      const [shown, answer] = await Picture.show(window, blob, request.words);
      picture = shown;
      return answer;
    }
    case "text":
      return showText(blob);
    case "sound":
      return playSound(blob, request.words);
    case "document":
      return { said: "refused", why: "damaged" };
  }
}

async function showText(blob: Blob): Promise<Answer> {
  const { text, encoding, marks } = readText(new Uint8Array(await blob.slice(0, MOST_BYTES.text).arrayBuffer()));
  const shown = document.createElement("pre");
  shown.tabIndex = 0;
  shown.append(text);
  document.body.replaceChildren(shown);
  return { said: "text", encoding, marks };
}

/** Offers a sound for playing; answers once the browser knows how long it is, or that it cannot. */
function playSound(blob: Blob, words: FrameWords): Promise<Answer> {
  return new Promise((done) => {
    const sound = document.createElement("audio");
    sound.controls = true;
    sound.preload = "metadata";
    sound.setAttribute("aria-label", words.label);
    sound.addEventListener("loadedmetadata", () => {
      document.body.replaceChildren(sound);
      done({ said: "sound" });
    });
    sound.addEventListener("error", () => {
      done({ said: "refused", why: "unplayable" });
    });
    sound.src = URL.createObjectURL(blob);
  });
}
