/** What the bench of files does on a page of the intake: seals in a worker alone, and sends through the real one. */
import { Files, type FileHost } from "../../src/files/port.ts";
import { get } from "../../src/intake/server/client.ts";
import { nonceAnswer } from "../../src/intake/server/answers.ts";
import { newCode } from "../../src/sealing/code.ts";
import { deriveSigningKey } from "../../src/sealing/derive.ts";
import { base64 } from "../../src/sealing/encoding.ts";
import { sealedFileSize } from "../../src/sealing/file_stream.ts";
import { signRequest } from "../../src/sealing/request.ts";

/** What the bench calls on the page. */
export interface FilesBench {
  /** Puts a field onto the page, for the file on this computer that the bench is of. */
  field(): void;
  /** Bytes a second of sealing that file alone, in a worker of this script. */
  seal(script: string, isNative: boolean): Promise<number>;
  /** Bytes a second of the sealed file, from the button to the server's last answer. */
  send(worker: string, channel: string): Promise<number>;
}

function source(): File {
  const file = document.querySelector<HTMLInputElement>("#bench")?.files?.[0];
  if (file === undefined) throw new Error("no file was chosen");
  return file;
}

const bench: FilesBench = {
  field: () => {
    const field = document.createElement("input");
    field.type = "file";
    field.id = "bench";
    document.body.append(field);
  },
  seal: (script, isNative) =>
    new Promise((resolve, fail) => {
      const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      const worker = new Worker(address, { type: "module" });
      const mate = new Worker(address, { type: "module" });
      const between = new MessageChannel();
      worker.addEventListener("error", ({ message }) => {
        fail(new Error(message));
      });
      worker.addEventListener("message", ({ data }: MessageEvent<number>) => {
        worker.terminate();
        mate.terminate();
        URL.revokeObjectURL(address);
        resolve(data);
      });
      mate.postMessage({ piecesFor: between.port1 }, [between.port1]);
      worker.postMessage({ mate: between.port2, source: source(), isNative }, [between.port2]);
    }),
  send: async (worker, channel) => {
    const key = deriveSigningKey(newCode("case"), "access");
    const host: FileHost = {
      create: async () => {
        const path = `/api/case/files?channel=${channel}`;
        const { nonce } = await get("/api/nonce", nonceAnswer);
        const proof = signRequest(key, { method: "POST", path, body: new Uint8Array(), nonce });
        return { path, headers: { "Sigill-Key": proof.key, "Sigill-Nonce": base64(nonce), "Sigill-Signature": proof.signature } };
      },
      readPiece: () => Promise.reject(new Error("nothing is read")),
    };
    const files = new Files({ moving: () => new Worker(worker, { type: "module" }), inspecting: () => { throw new Error("nothing is inspected"); } }, host);
    const content = source();
    const began = performance.now();
    const sending = files.upload(content, "bench", "", () => undefined);
    const { size } = await sending.done;
    const took = performance.now() - began;
    files.close();
    return (sealedFileSize(size) / took) * 1000;
  },
};

Object.assign(globalThis, { bench });
