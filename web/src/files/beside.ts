/**
 * Pieces that another worker makes than the one that sends them: a browser seals and digests in the thread that asks, and two
 * threads make two pieces at once. What they are made of is handed over once for each file, and each piece is moved, never copied.
 */
import { cipherOf } from "../sealing/file_stream/chunk_cipher.ts";
import { FileStreamError, type MakeBeside } from "../sealing/file_stream.ts";
import { makingHere, type MadePiece, type PieceMaking, type PiecesOf } from "../sealing/file_stream/making.ts";

/** What the one who sends says. Files and questions are numbered by the line. */
type Asked =
  | { readonly is: "begin"; readonly file: number; readonly of: PiecesOf }
  | { readonly is: "make"; readonly file: number; readonly question: number; readonly n: number; readonly room: ArrayBuffer | null }
  | { readonly is: "forget"; readonly file: number };

/** What the other answers. */
type Answered =
  | { readonly question: number; readonly made: MadePiece }
  /** Whether it is the source that is not what it was. */
  | { readonly question: number; readonly made: null; readonly isChanged: boolean }
  /** Something that was said did not arrive. */
  | "lost";

interface Waiting {
  readonly done: (made: MadePiece) => void;
  readonly fail: (error: Error) => void;
}

/** Has pieces made by whoever listens at the other end of a line. */
export function makesBeside(line: MessagePort): MakeBeside {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  const next = (): number => {
    count += 1;
    return count;
  };
  const say = (asked: Asked, moved: Transferable[] = []): void => {
    line.postMessage(asked, moved);
  };
  // Nobody knows which it was, and whoever asked for it would wait for good.
  const lost = (): void => {
    for (const { fail } of waiting.values()) fail(new Error("a piece was lost on its way"));
    waiting.clear();
  };
  line.addEventListener("message", ({ data }: MessageEvent<Answered>) => {
    if (data === "lost") {
      lost();
      return;
    }
    const asked = waiting.get(data.question);
    waiting.delete(data.question);
    if (data.made !== null) asked?.done(data.made);
    else asked?.fail(data.isChanged ? new FileStreamError("changed") : new Error("a piece could not be made"));
  });
  line.addEventListener("messageerror", lost);
  line.start();
  return (of) => {
    const file = next();
    say({ is: "begin", file, of }, of.key instanceof Uint8Array ? [of.key.buffer] : []);
    return {
      make: (n, room) =>
        new Promise((done, fail) => {
          const question = next();
          waiting.set(question, { done, fail });
          say({ is: "make", file, question, n, room }, room === null ? [] : [room]);
        }),
      wipe: () => {
        say({ is: "forget", file });
      },
    };
  };
}

/** Makes pieces for whoever asks at the other end of a line. */
export function makeForOther(line: MessagePort): void {
  const files = new Map<number, PieceMaking>();
  const make = async (file: number, n: number, room: ArrayBuffer | null): Promise<MadePiece> => {
    const making = files.get(file);
    if (making === undefined) throw new Error("the file has been forgotten");
    return making.make(n, room);
  };
  line.addEventListener("message", ({ data }: MessageEvent<Asked>) => {
    switch (data.is) {
      case "begin":
        files.set(data.file, makingHere(data.of.source, data.of.beginning, cipherOf(data.of.key)));
        return;
      case "make": {
        const { question } = data;
        make(data.file, data.n, data.room).then(
          (made) => {
            line.postMessage({ question, made } satisfies Answered, [made.piece.buffer]);
          },
          (error: unknown) => {
            const isChanged = error instanceof FileStreamError && error.kind === "changed";
            line.postMessage({ question, made: null, isChanged } satisfies Answered);
          },
        );
        return;
      }
      case "forget":
        files.get(data.file)?.wipe();
        files.delete(data.file);
    }
  });
  line.addEventListener("messageerror", () => {
    line.postMessage("lost" satisfies Answered);
  });
  line.start();
}
