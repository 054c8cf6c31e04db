/** What offers a change that came after the report had arrived: the form loads it when that has happened, which is seldom. */
import { offerChange } from "./filing/change.ts";
import { CHANGE_LOADED } from "./files/part.ts";

dispatchEvent(new CustomEvent(CHANGE_LOADED, { detail: offerChange }));
