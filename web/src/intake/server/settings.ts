/** What a channel asks. It is the owner's word once the settings' digest stands in a verified keyring. */
import { list, nullable, string, type Read } from "../../sealing/schema.ts";
import { boolean, MOST, record } from "./answers.ts";

const words = record({ sv: string, en: string });
const option = record({ id: string, label: words });
const question = record({
  id: string,
  kind: string,
  label: words,
  hint: nullable(words),
  required: boolean,
  options: list(option, MOST),
});

/** What the form takes of a channel's settings. */
export const settingsDocument = record({
  zone: string,
  hidden_categories: list(string, MOST),
  steps: list(record({ title: words, hint: nullable(words), questions: list(question, MOST) }), MOST),
});

/** What a channel asks. */
export type Settings = Read<typeof settingsDocument>;
