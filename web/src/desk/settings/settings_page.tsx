/** What a channel's owner decides of it beside who handles it: shown to every member, changed by the owner. */
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { digestOf } from "../../sealing/digest.ts";
import { utf8 } from "../../sealing/encoding.ts";
import type { ChannelId } from "../../sealing/id.ts";
import type { KeyringChain } from "../../sealing/keyring/chain.ts";
import { LONGEST_RETENTION } from "../../sealing/law_days.ts";
import { writeJsonText } from "../../sealing/strict_json.ts";
import type { Channel } from "../channels.ts";
import { useDesk } from "../desk.ts";
import { hasHeld } from "../memory.ts";
import { channelName } from "../parts/channel_name.ts";
import { Field } from "../parts/field.tsx";
import { Form } from "../parts/form.tsx";
import { Heading } from "../parts/heading.tsx";
import { Notice } from "../parts/notice.tsx";
import { Wait } from "../parts/wait.tsx";
import { useWords, type Phrase } from "../words.ts";
import { differ, retentionLaw, valueOf } from "./changes.ts";
import { chosenIn, isRetention, type Chosen } from "./document.ts";
import { ReviewDialog } from "./review_dialog.tsx";

/** The page. */
export function SettingsPage({ channel }: { channel: ChannelId }): JSX.Element {
  const desk = useDesk();
  const { say, locale } = useWords();
  const known = desk.channels.all.value.get(channel);
  const title = say("settings-title");
  return (
    <div class="page">
      <Heading title={title}>{title}</Heading>
      {known === undefined ? (
        <Wait>{say("desk-channel-reading")}</Wait>
      ) : (
        <>
          <p class="quiet">{channelName(known)[locale]}</p>
          {known.chain === null ? <p>{say("desk-alarm-keyring")}</p> : <Settings known={known} chain={known.chain} />}
        </>
      )}
    </div>
  );
}

function Settings({ known, chain }: { known: Channel; chain: KeyringChain }): JSX.Element {
  const desk = useDesk();
  const words = useWords();
  const { say } = words;
  const { keyring } = chain.newest;
  const { told, alarms } = known;
  const isSigned = digestOf(utf8(told.settings)) === keyring.settings;
  const chosen = isSigned ? chosenIn(told.settings, keyring.policy) : null;
  if (chosen === null) return <Notice tone="alarm">{say("desk-alarm-settings")}</Notice>;
  const state = desk.session.state.value;
  const vault = state.at === "unlocked" ? state.vault : null;
  const isSound = alarms.length === 0 && hasHeld(desk.channels.vault.value) && known.unread === null;
  if (vault?.owner?.verifyingKey === keyring.owner && isSound) {
    return <Choosing known={known} chain={chain} before={chosen} />;
  }
  return (
    <>
      <p>{say("settings-owner-only")}</p>
      <dl class="facts">
        {(["kind", "obliged", "byReceipt", "retentionMonths", "readMarks", "showOwn", "serverPath"] as const).map((name) => (
          <div key={name}>
            <dt>{say(LABELS[name])}</dt>
            <dd>{valueOf(name, chosen, words)}</dd>
          </div>
        ))}
      </dl>
      <p class="hint">{retentionLaw(chosen, words)}</p>
    </>
  );
}

const LABELS: Readonly<Record<keyof Chosen, Phrase>> = {
  kind: "desk-kind",
  obliged: "desk-obliged",
  byReceipt: "settings-acknowledgement",
  retentionMonths: "settings-retention",
  readMarks: "settings-read-marks",
  showOwn: "settings-show-own",
  serverPath: "settings-server-path",
};

/** The form; nothing is signed before its changes have been read. */
function Choosing({ known, chain, before }: { known: Channel; chain: KeyringChain; before: Chosen }): JSX.Element {
  const words = useWords();
  const { say } = words;
  const [chosen, setChosen] = useState(before);
  const [months, setMonths] = useState(String(before.retentionMonths));
  const [isWrong, setWrong] = useState(false);
  const [isReviewing, setReviewing] = useState(false);
  const place = useRef<HTMLButtonElement>(null);
  const [said, setSaid] = useState<Phrase | null>(null);
  const stands = writeJsonText({ ...before });
  useEffect(() => {
    // What is in force is another than this form began with: it was published here, or in another window.
    setChosen(before);
    setMonths(String(before.retentionMonths));
  }, [stands]);
  const choose = (part: Partial<Chosen>): void => {
    setChosen((was) => ({ ...was, ...part }));
    setSaid(null);
  };
  const review = (): void => {
    const typed = /^\d{1,2}$/.test(months.trim()) ? Number(months.trim()) : 0;
    const isGood = isRetention(typed);
    setWrong(!isGood);
    if (!isGood) return;
    const after = { ...chosen, retentionMonths: typed };
    setChosen(after);
    if (differ(before, after)) setReviewing(true);
    else setSaid("settings-unchanged");
  };
  return (
    <>
      <p>{say("settings-why")}</p>
      <Form onSubmit={review}>
        <Radios
          legend="desk-kind"
          name="kind"
          chosen={chosen.kind}
          options={[
            ["municipality", "desk-kind-municipality", null],
            ["company", "desk-kind-company", null],
          ]}
          onChoose={(kind) => {
            choose({ kind });
          }}
        />
        <div class="field">
          <Check
            label="desk-obliged"
            hint="desk-obliged-hint"
            isOn={chosen.obliged}
            onTurn={(obliged) => {
              choose({ obliged });
            }}
          />
        </div>
        <Radios
          legend="settings-acknowledgement"
          name="acknowledgement"
          chosen={chosen.byReceipt ? "receipt" : "handler"}
          options={[
            ["handler", "settings-by-handler", "settings-by-handler-hint"],
            ["receipt", "settings-by-receipt", "settings-by-receipt-hint"],
          ]}
          onChoose={(by) => {
            choose({ byReceipt: by === "receipt" });
          }}
        />
        <Field
          label={say("settings-retention")}
          hint={
            <>
              {say("settings-retention-hint", { most: words.number(LONGEST_RETENTION) })} {retentionLaw(chosen, words)}
            </>
          }
          error={isWrong ? say("settings-retention-wrong", { most: words.number(LONGEST_RETENTION) }) : null}
          value={months}
          inputMode="numeric"
          width="digits"
          onValue={(typed) => {
            setMonths(typed);
            setSaid(null);
          }}
        />
        <fieldset class="choice">
          <legend>{say("settings-reporter-sees")}</legend>
          <Check
            label="settings-read-marks"
            hint="settings-read-marks-hint"
            isOn={chosen.readMarks}
            onTurn={(readMarks) => {
              choose({ readMarks });
            }}
          />
          <Check
            label="settings-show-own"
            hint="settings-show-own-hint"
            isOn={chosen.showOwn}
            onTurn={(showOwn) => {
              choose({ showOwn });
            }}
          />
          <Check
            label="settings-server-path"
            hint="settings-server-path-hint"
            isOn={chosen.serverPath}
            onTurn={(serverPath) => {
              choose({ serverPath });
            }}
          />
        </fieldset>
        <p role="status">{said === null ? "" : say(said)}</p>
        <button ref={place} type="submit" class="button">
          {say("settings-review")}
        </button>
      </Form>
      {isReviewing ? (
        <ReviewDialog
          known={known}
          chain={chain}
          before={before}
          after={chosen}
          onPublished={() => {
            setSaid("settings-published");
            // Once the dialog is gone: whoever goes on by keyboard goes on from here.
            requestAnimationFrame(() => place.current?.focus());
          }}
          onClose={() => {
            setReviewing(false);
          }}
        />
      ) : null}
    </>
  );
}

function Radios<C extends string>(props: {
  legend: Phrase;
  name: string;
  chosen: C;
  options: readonly (readonly [C, Phrase, Phrase | null])[];
  onChoose: (choice: C) => void;
}): JSX.Element {
  const { say } = useWords();
  const { legend, name, chosen, options, onChoose } = props;
  return (
    <fieldset class="choice">
      <legend>{say(legend)}</legend>
      {options.map(([option, label, hint]) => (
        <label class="check" key={option}>
          <input
            type="radio"
            name={name}
            checked={option === chosen}
            onChange={() => {
              onChoose(option);
            }}
          />
          <span>
            {say(label)} {hint === null ? null : <span class="hint">{say(hint)}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Check(props: { label: Phrase; hint: Phrase; isOn: boolean; onTurn: (isOn: boolean) => void }): JSX.Element {
  const { say } = useWords();
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={(event) => {
          props.onTurn(event.currentTarget.checked);
        }}
      />
      <span>
        {say(props.label)} <span class="hint">{say(props.hint)}</span>
      </span>
    </label>
  );
}
