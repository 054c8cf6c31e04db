/** The worker's side of files: takes what the page hands over, and asks it for what must be signed. */
import { DefaultHttpStack } from "tus-js-client";
import type { MakeBeside } from "../sealing/file_stream.ts";
import { makeForOther, makesBeside } from "./beside.ts";
import { FileError } from "./failure.ts";
import { FileDownload } from "./fetching.ts";
import { UnsignedError, type Line } from "./line.ts";
import type { FromWorker, SignedRequest, ToWorker } from "./messages.ts";
import { FileUpload } from "./sending.ts";
import { AT_ONCE, Turns } from "./turns.ts";

interface Asked {
  readonly done: (request: SignedRequest) => void;
  readonly fail: (error: Error) => void;
}

type Asking =
  | { readonly is: "create"; readonly job: number; readonly length: number }
  | { readonly is: "piece"; readonly job: number; readonly file: Extract<FromWorker, { is: "piece" }>["file"]; readonly n: number };

/** What a worker listens to. */
export interface Serving {
  /** The page's messages. */
  readonly hear: (message: ToWorker) => void;
  /** The line is back. */
  readonly online: () => void;
}

/**
 * Serves a page.
 *
 * @param post - to the page
 */
export function servingFiles(post: (message: FromWorker) => void, line: Line): Serving {
  const uploads = new Map<number, FileUpload>();
  const downloads = new Map<number, FileDownload>();
  const questions = new Map<number, Asked>();
  const sending = new Turns(AT_ONCE);
  const fetching = new Turns(AT_ONCE);
  let count = 0;
  let makeBeside: MakeBeside | null = null;

  const ask = (asking: Asking): Promise<SignedRequest> =>
    new Promise((done, fail) => {
      count += 1;
      questions.set(count, { done, fail });
      post({ ...asking, question: count });
    });
  const answered = (question: number): Asked | undefined => {
    const asked = questions.get(question);
    questions.delete(question);
    return asked;
  };
  const failed = (job: number, error: unknown): void => {
    const { kind, problem } = error instanceof FileError ? error : new FileError("worker");
    post({ is: "failed", job, kind, problem });
  };
  const upload = (job: number, source: Blob): void => {
    const file = new FileUpload({
      line,
      turns: sending,
      makeBeside,
      create: (length) => ask({ is: "create", job, length }),
      tell: (progress) => {
        post({ is: "progress", job, progress });
      },
    });
    // It stays when it is done, for it can be called off then, too.
    uploads.set(job, file);
    file.run(source).then(
      (sent) => {
        post({ is: "sent", job, file: sent });
      },
      (error: unknown) => {
        uploads.delete(job);
        failed(job, error);
      },
    );
  };
  const open = ({ job, file, pieces, sha256 }: Extract<ToWorker, { is: "open" }>): void => {
    const download = new FileDownload({
      line,
      turns: fetching,
      readPiece: (n) => ask({ is: "piece", job, file: file.id, n }),
      tell: (progress) => {
        post({ is: "progress", job, progress });
      },
    });
    downloads.set(job, download);
    download
      .run(file, pieces, sha256)
      .then(
        (fetched) => {
          post({ is: "opened", job, ...fetched });
        },
        (error: unknown) => {
          failed(job, error);
        },
      )
      .finally(() => {
        downloads.delete(job);
      });
  };

  const hear = (message: ToWorker): void => {
    switch (message.is) {
      case "pieces-by":
        makeBeside = makesBeside(message.line);
        return;
      case "pieces-for":
        makeForOther(message.line);
        return;
      case "upload":
        upload(message.job, message.source);
        return;
      case "open":
        open(message);
        return;
      case "pause":
        uploads.get(message.job)?.pause();
        return;
      case "resume":
        uploads.get(message.job)?.resume();
        return;
      case "cancel":
        uploads.get(message.job)?.cancel();
        downloads.get(message.job)?.cancel();
        return;
      case "signed":
        answered(message.question)?.done(message.request);
        return;
      case "unsigned":
        answered(message.question)?.fail(message.why === "network" ? new UnsignedError() : new FileError("refused"));
    }
  };
  const online = (): void => {
    for (const each of [...uploads.values(), ...downloads.values()]) each.online();
  };
  return { hear, online };
}

/** Serves the page that started this worker, by the browser's own means. */
export function serveFiles(): void {
  const line: Line = {
    fetch: (input, init) => fetch(input, init),
    stack: new DefaultHttpStack({}),
    now: () => performance.now(),
  };
  const { hear, online } = servingFiles((message) => {
    postMessage(message);
  }, line);
  addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    hear(data);
  });
  addEventListener("online", online);
}
