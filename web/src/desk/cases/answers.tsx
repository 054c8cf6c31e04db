/** What a report answers to the questions of its form. */
import type { JSX } from "preact";
import type { BodyOf } from "../../sealing/body.ts";
import { useWords, type Words } from "../words.ts";
import { categoryPhrase } from "./category.ts";
import { inLanguage, type Channel, type Question } from "./channel.ts";
import { Prose } from "./prose.tsx";

/** The answers of a report: short ones in a table of facts, long ones as prose under their questions. */
export function Answers({ report, channel }: { report: BodyOf<"report">; channel: Channel }): JSX.Element {
  const words = useWords();
  const { say } = words;
  const given = inQuestionOrder(report, channel).filter(({ answer }) => answer.trim() !== "");
  if (given.length === 0) return <p class="quiet">{say("cases-no-answers")}</p>;
  const isLong = ({ question, answer }: Given): boolean =>
    question === null || question.kind === "paragraphs" || answer.length > 60 || answer.includes("\n");
  const long = given.filter(isLong);
  const short = given.filter((each) => !isLong(each));
  const [first, ...rest] = long;
  return (
    <>
      {first === undefined ? null : <Told {...first} language={report.language} />}
      {short.length === 0 ? null : (
        <dl class="answers">
          {short.map(({ id, question, answer }) => (
            <div key={id}>
              <dt>{question === null ? id : inLanguage(question.label, words.locale)}</dt>
              <dd>{answerInWords(question, answer, words)}</dd>
            </div>
          ))}
        </dl>
      )}
      {rest.map((each) => (
        <Told key={each.id} {...each} language={report.language} />
      ))}
    </>
  );
}

/** An answer with its question; null for one that the form no longer has. */
export interface Given {
  readonly id: string;
  readonly question: Question | null;
  readonly answer: string;
}

/** The answers in the order of the form that the owner signed; those to questions it no longer has come last. */
export function inQuestionOrder(report: BodyOf<"report">, { questions }: Channel): readonly Given[] {
  const place = (id: string): number => {
    const at = questions.findIndex((question) => question.id === id);
    return at < 0 ? questions.length : at;
  };
  return report.answers
    .map(({ question: id, answer }) => ({ id, answer, question: questions.find((each) => each.id === id) ?? null }))
    .sort((one, other) => place(one.id) - place(other.id));
}

function Told({ question, answer, language }: Given & { language: string }) {
  const words = useWords();
  return (
    <section>
      <h3>{question === null ? words.say("cases-question-other") : inLanguage(question.label, words.locale)}</h3>
      <Prose text={answer} language={language} />
    </section>
  );
}

/** An answer that was chosen, in the words of the choice. */
export function answerInWords(question: Question | null, answer: string, words: Words): string {
  if (question?.kind === "category") {
    const phrase = categoryPhrase(answer);
    return phrase === null ? answer : words.say(phrase);
  }
  const option = question?.options.find(({ id }) => id === answer);
  return option === undefined ? answer : inLanguage(option.label, words.locale);
}
