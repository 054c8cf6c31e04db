/**
 * The frame's end of the port. The document around it has an origin of its own that is nobody's, and a policy that lets
 * nothing out: what is decoded here can speak to the desk by this port alone.
 */
import { passedKey, readRequest, type Answer, type Request } from "../protocol.ts";

/** Does what the desk asks, one thing after the other, and passes keys on. */
export function connect(frame: Window, obey: (request: Request) => Promise<Answer>): void {
  const heard = ({ source, origin, data, ports }: MessageEvent<unknown>): void => {
    const [port] = ports;
    // Only whoever holds this frame hands it a port, and once.
    if (source !== frame.parent || origin !== frame.location.origin || data !== "sigill-preview" || port === undefined) return;
    frame.removeEventListener("message", heard);
    serve(frame, port, obey);
  };
  frame.addEventListener("message", heard);
}

function serve(frame: Window, port: MessagePort, obey: (request: Request) => Promise<Answer>): void {
  const say = (answer: Answer): void => {
    port.postMessage(answer);
  };
  let last: Promise<void> = Promise.resolve();
  port.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const request = readRequest(data);
    if (request === null) return;
    last = last.then(async () => {
      say(await obey(request).catch((): Answer => ({ said: "refused", why: "damaged" })));
    });
  });
  frame.addEventListener("keydown", (event) => {
    const key = event.ctrlKey || event.metaKey || event.altKey ? null : passedKey(event.key);
    // What plays takes its own keys.
    if (key === null || (event.target instanceof HTMLMediaElement && key !== "Escape")) return;
    say({ said: "key", key });
    if (key === "PageUp" || key === "PageDown") event.preventDefault();
  });
  port.start();
  say({ said: "done" });
}
