/** What the channel of the tests asks, and whose it is. */
import type { Json } from "../../../../src/sealing/strict_json.ts";

const text = (sv: string, en: string): Json => ({ sv, en });
const question = (id: string, kind: string, sv: string, en: string, options: Json = []): Json => ({
  id,
  kind,
  label: text(sv, en),
  hint: null,
  required: false,
  options,
});

/** Settings as an owner signs them, as far as the desk reads them. */
export const SETTINGS: Json = {
  v: 1,
  organisation: { kind: "municipality", name: text("Lunda kommun", "Lunda Municipality"), obliged: true },
  zone: "Europe/Stockholm",
  acknowledgement: "handler",
  retention_months: 24,
  read_marks: false,
  steps: [
    { questions: [question("category", "category", "Vad gäller det?", "What is it about?")] },
    { questions: [question("what", "paragraphs", "Berätta med egna ord", "Tell us in your own words")] },
    {
      questions: [
        question("when", "line", "När hände det?", "When did it happen?"),
        question("where", "line", "Var hände det?", "Where did it happen?"),
        question("ongoing", "choice", "Pågår det fortfarande?", "Is it still going on?", [
          { id: "yes", label: text("Ja", "Yes") },
          { id: "no", label: text("Nej", "No") },
        ]),
      ],
    },
    {
      questions: [
        question("who", "paragraphs", "Vem eller vilka handlar det om?", "Who is it about?"),
        question("how", "paragraphs", "Hur vet du det?", "How do you know?"),
      ],
    },
  ],
};
