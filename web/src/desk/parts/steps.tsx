import type { ComponentChildren, JSX } from "preact";
import { useWords } from "../words.ts";
import { Form } from "./form.tsx";
import { Heading } from "./heading.tsx";
import { Notice } from "./notice.tsx";

/** One step of several, told in words, with a way back that loses nothing. */
export interface StepProps {
  readonly title: string;
  /** From 1. */
  readonly number: number;
  readonly of: number;
  /** Goes back; null on the first step. */
  readonly onBack: (() => void) | null;
  readonly onNext: () => void | Promise<void>;
  /** What the button says; else "go on". */
  readonly next?: string;
  readonly busy?: boolean;
  /** What is wrong with the whole. */
  readonly problem?: string | null;
  readonly children: ComponentChildren;
}

/** Where a step stands among the others. */
export type StepPlace = Pick<StepProps, "number" | "of" | "onBack">;

/** The place of a step, from 1; `back` goes to the one before, where there is one. */
export function placeOfStep(number: number, of: number, back: () => void): StepPlace {
  return { number, of, onBack: number === 1 ? null : back };
}

/** A step. */
export function Step(props: StepProps): JSX.Element {
  const { say, number } = useWords();
  const progress = say("desk-step", { number: number(props.number), of: number(props.of) });
  const problem = props.problem ?? null;
  return (
    <div class="entry wide">
      <p class="progress">{progress}</p>
      <Heading title={`${props.title} (${progress})`}>{props.title}</Heading>
      <Form onSubmit={props.onNext}>
        {props.children}
        {problem === null ? null : <Notice tone="alarm">{problem}</Notice>}
        <div class="row ends">
          <button type="submit" class="button" aria-disabled={props.busy === true}>
            {props.next ?? say("desk-go-on")}
          </button>
          {props.onBack === null ? null : (
            <button type="button" class="button quiet" onClick={props.onBack}>
              {say("desk-go-back")}
            </button>
          )}
        </div>
      </Form>
    </div>
  );
}
