/** The sentences that the page holds for its script. */
import type { Messages } from "../../messages.ts";
import { maybe, PageError } from "./elements.ts";

/** The id of a message. */
export type MessageId = keyof Messages;

type Arguments<Id extends MessageId> = Messages[Id] extends null ? [] : [{ readonly [Name in keyof Messages[Id]]: string }];

/** A message in the page's language. Its page must hold it in a `<template data-message>`. */
export function message<Id extends MessageId>(id: Id, ...values: Arguments<Id>): string {
  const template = maybe(document, `template[data-message="${id}"]`, HTMLTemplateElement);
  if (template === null) throw new PageError(`template[data-message="${id}"]`);
  return fill(template.content.textContent, values[0] ?? {});
}

/** The words with each `{name}` replaced by its value. */
export function fill(words: string, values: Readonly<Record<string, string>>): string {
  return words.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => values[name] ?? whole);
}
