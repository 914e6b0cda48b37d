// In which spaces the places of a call are. One question for all runs and one for all servers, however many are named.

import type { Place } from '../../core/team/access/call-access.ts'
import type { AccessPort } from '../../engine/index.ts'

export type Standing =
  | { readonly type: 'anywhere' }
  /** `space` null: the whole team. `what` is there, and is named where the caller sees it; null: a space itself. */
  | { readonly type: 'space'; readonly space: number | null; readonly what: string | null }
  | { readonly type: 'nowhere'; readonly what: string }
  | { readonly type: 'job'; readonly isOwn: boolean }

/** Where each place is. `isOwn`: whether this export or import is the caller's. */
export async function placesIn(
  places: readonly Place[],
  spaces: Pick<AccessPort['spaces'], 'of' | 'runsOfAlerts'>,
  isOwn: (job: number) => boolean,
): Promise<readonly Standing[]> {
  const alerts = places.flatMap((place) => (place.in === 'alert' ? [place.alert] : []))
  const runsOfAlerts =
    alerts.length === 0 ? new Map<number, readonly number[]>() : await spaces.runsOfAlerts(alerts)
  const runs = [
    ...places.flatMap((place) => (place.in === 'run' ? [place.run] : [])),
    ...[...runsOfAlerts.values()].flat(),
  ]
  const servers = places.flatMap((place) => (place.in === 'server' ? [place.server] : []))
  const spaceOf = {
    run: runs.length === 0 ? new Map<number, number>() : await spaces.of('runs', runs),
    server: servers.length === 0 ? new Map<number, number>() : await spaces.of('servers', servers),
  }
  const of = (what: 'run' | 'server', id: number): Standing => {
    const space = spaceOf[what].get(id)
    return space === undefined ? { type: 'nowhere', what } : { type: 'space', space, what }
  }
  const standingsOf = (place: Place): readonly Standing[] => {
    switch (place.in) {
      case 'anywhere':
        return [{ type: 'anywhere' }]
      case 'team':
        return [{ type: 'space', space: null, what: null }]
      case 'space':
        return [{ type: 'space', space: place.space, what: null }]
      case 'job':
        return [{ type: 'job', isOwn: isOwn(place.job) }]
      case 'run':
        return [of('run', place.run)]
      case 'server':
        return [of('server', place.server)]
      case 'alert': {
        const those = runsOfAlerts.get(place.alert)
        if (those === undefined) return [{ type: 'nowhere', what: 'alert' }]
        // Of no run: what is wrong with the log or with this Runlight.
        return those.length === 0
          ? [{ type: 'space', space: null, what: 'alert' }]
          : those.map((run) => of('run', run))
      }
    }
  }
  return places.flatMap(standingsOf)
}
