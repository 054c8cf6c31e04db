/** Why something is struck, and in a public channel by which decision. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ThreadName } from "../../../sealing/body.ts";
import { asText, characters, isShortText, MOST_CHARACTERS } from "../../../sealing/text.ts";
import { Field } from "../../parts/field.tsx";
import { useWords, type Phrase } from "../../words.ts";

/** The fields, and what they say. */
export interface Ground {
  readonly fields: JSX.Element;
  /** The ground as it is signed; null where something is missing, which the fields say then. */
  readonly read: () => string | null;
}

/** Asks for it. */
export function useGround(thread: ThreadName, isPublic: boolean, isBusy: boolean): Ground {
  const { say } = useWords();
  const [ground, setGround] = useState("");
  const [decision, setDecision] = useState("");
  const [wrong, setWrong] = useState<{ readonly ground: Phrase | null; readonly decision: Phrase | null }>({ ground: null, decision: null });
  const read = (): string | null => {
    const why = asText(ground).trim();
    const reference = asText(decision).trim();
    const said = isPublic ? `${why}\n${say("striking-decision-line", { reference })}` : why;
    const ofGround = why === "" ? "striking-ground-missing" : characters(said) > MOST_CHARACTERS ? "cases-text-too-long" : null;
    const ofDecision = isPublic && (reference === "" || !isShortText(reference)) ? "striking-decision-missing" : null;
    setWrong({ ground: ofGround, decision: ofDecision });
    if (ofGround !== null || ofDecision !== null) return null;
    return said;
  };
  const fields = (
    <>
      <Field
        label={say("striking-ground")}
        hint={say(thread === "c" ? "striking-ground-hint-shared" : "striking-ground-hint")}
        error={wrong.ground === null ? null : say(wrong.ground)}
        value={ground}
        onValue={setGround}
        lines={2}
        readOnly={isBusy}
      />
      {isPublic ? (
        <Field
          label={say("striking-decision")}
          hint={say("striking-decision-hint")}
          error={wrong.decision === null ? null : say(wrong.decision)}
          value={decision}
          onValue={setDecision}
          readOnly={isBusy}
        />
      ) : null}
    </>
  );
  return { fields, read };
}
