/**
 * The days that duties are reckoned by: this computer's, in the zone that the channel's owner signed. A server whose
 * days were believed could hide what is late.
 */
import { dayAt, daysBetween, type Day } from "../../sealing/day.ts";
import type { ChannelId } from "../../sealing/id.ts";
import { KeyringError } from "../../sealing/keyring.ts";
import { ApiError } from "../api.ts";
import { DESK_ZONE } from "../vaults.ts";
import { todayIn } from "./channel.ts";
import type { Retention } from "./inbox.ts";
import type { CasesPorts } from "./ports.ts";
import type { CaseSummary } from "./summary.ts";

/** Two clocks that do not agree: one of them is wrong, or lies. */
export interface Clocks {
  readonly own: Day;
  readonly server: Day;
}

/**
 * The day it is in each channel of those cases.
 *
 * @param told - the server's days: only for a computer whose clock is beyond the calendar
 */
export async function ownDays(
  ports: Pick<CasesPorts, "channelOf" | "now">,
  cases: readonly CaseSummary[],
  told: ReadonlyMap<ChannelId, Day>,
): Promise<ReadonlyMap<ChannelId, Day>> {
  const days = new Map<ChannelId, Day>();
  for (const id of new Set(cases.map(({ channel }) => channel))) {
    const zone = await zoneOf(ports, id);
    const now = ports.now();
    const today = told.get(id) ?? dayAt(now, DESK_ZONE);
    if (today !== null) days.set(id, todayIn({ zone, today }, now));
  }
  return days;
}

/** How each channel of those cases keeps them, by what its owner signed; none where that cannot be known now. */
export async function retentionsOf(
  { channelOf }: Pick<CasesPorts, "channelOf">,
  cases: readonly CaseSummary[],
): Promise<ReadonlyMap<ChannelId, Retention>> {
  const found = new Map<ChannelId, Retention>();
  for (const id of new Set(cases.map(({ channel }) => channel))) {
    try {
      found.set(id, await channelOf(id));
    } catch (error) {
      // Its alarm is raised where the channel is shown.
      if (!(error instanceof ApiError || error instanceof KeyringError)) throw error;
    }
  }
  return found;
}

/** Where the days of both are further apart than time zones and midnight account for: one of the clocks is wrong. */
export function clocksApart(own: ReadonlyMap<ChannelId, Day>, told: ReadonlyMap<ChannelId, Day>): Clocks | null {
  for (const [id, server] of told) {
    const day = own.get(id);
    if (day !== undefined && Math.abs(daysBetween(day, server)) > 1) return { own: day, server };
  }
  return null;
}

async function zoneOf({ channelOf }: Pick<CasesPorts, "channelOf">, id: ChannelId): Promise<string> {
  try {
    return (await channelOf(id)).zone;
  } catch (error) {
    // Its alarm is raised where the channel is shown; days are reckoned all the same.
    if (error instanceof ApiError || error instanceof KeyringError) return DESK_ZONE;
    throw error;
  }
}
