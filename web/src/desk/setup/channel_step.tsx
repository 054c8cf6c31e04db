import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useDesk } from "../desk.ts";
import { Field } from "../parts/field.tsx";
import { Step, type StepProps } from "../parts/steps.tsx";
import { useWords, type Phrase } from "../words.ts";
import { faultsOfChannel, suggestAddress, type Faults, type Typed } from "./answers.ts";
import type { OrganisationKind } from "./settings.ts";

const KINDS: readonly (readonly [OrganisationKind, Phrase])[] = [
  ["municipality", "desk-kind-municipality"],
  ["company", "desk-kind-company"],
];

/** What the channel is called and where it is found. */
export function ChannelStep(
  props: Omit<StepProps, "title" | "children" | "onNext"> & {
    typed: Typed;
    onTyped: (part: Partial<Typed>) => void;
    onNext: () => void;
  },
): JSX.Element {
  const desk = useDesk();
  const { say } = useWords();
  const [faults, setFaults] = useState<Faults>({});
  const { typed, onTyped } = props;
  const fault = (name: keyof Typed): string | null => {
    const id = faults[name];
    return id === undefined ? null : say(id);
  };
  const next = (): void => {
    const found = faultsOfChannel(typed);
    setFaults(found);
    if (Object.keys(found).length === 0) props.onNext();
  };
  return (
    <Step {...props} title={say("desk-setup-channel")} onNext={next}>
      <p>{say("desk-setup-welcome")}</p>
      <Field
        label={say("desk-channel-name-sv")}
        hint={say("desk-channel-name-hint")}
        value={typed.swedish}
        error={fault("swedish")}
        onValue={(swedish) => {
          onTyped(typed.isOwnAddress ? { swedish } : { swedish, address: suggestAddress(swedish) });
        }}
      />
      <Field
        label={say("desk-channel-name-en")}
        hint={say("desk-channel-name-en-hint")}
        value={typed.english}
        error={fault("english")}
        onValue={(english) => {
          onTyped({ english });
        }}
      />
      <Field
        label={say("desk-address")}
        hint={say("desk-address-hint", { address: `${desk.intake}/sv/c/${typed.address}` })}
        value={typed.address}
        error={fault("address")}
        width="short"
        onValue={(address) => {
          onTyped({ address, isOwnAddress: address !== "" });
        }}
      />
      <fieldset class="choice">
        <legend>{say("desk-kind")}</legend>
        {KINDS.map(([kind, label]) => (
          <label class="check" key={kind}>
            <input
              type="radio"
              name="kind"
              checked={typed.kind === kind}
              onChange={() => {
                onTyped({ kind });
              }}
            />
            {say(label)}
          </label>
        ))}
      </fieldset>
      <label class="check">
        <input
          type="checkbox"
          checked={typed.obliged}
          onChange={(event) => {
            onTyped({ obliged: event.currentTarget.checked });
          }}
        />
        <span>
          {say("desk-obliged")} <span class="hint">{say("desk-obliged-hint")}</span>
        </span>
      </label>
    </Step>
  );
}
