// The time zones to choose from, as people look for them: by city, by region, by offset. Pure.

import { formatOffset, isKnownZone, systemZone, zoneOffset } from '../../core/basics/time-zone.ts'

/** A zone: its name for the settings, its words, and how far it is ahead of UTC at present. */
export type ZoneChoice = { readonly zone: string; readonly words: string; readonly offset: string }

/** Zones of a region; null for those that stand first. */
export type ZoneGroup = { readonly region: string | null; readonly zones: readonly ZoneChoice[] }

/** Names that the platform lists and nobody looks for any more, with those of today; it takes both. */
const renamed: Readonly<Record<string, string>> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Louisville': 'America/Kentucky/Louisville',
  'Africa/Asmera': 'Africa/Asmara',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** All zones that the platform knows, by region; those that are chosen most stand first. */
export function zoneGroups(now: number): readonly ZoneGroup[] {
  const first = [choiceOf('system', `As the system (${systemZone()})`, now), choiceOf('utc', 'UTC', now)]
  const groups = new Map<string, ZoneChoice[]>()
  for (const listed of Intl.supportedValuesOf('timeZone')) {
    const today = renamed[listed] ?? listed
    const zone = isKnownZone(today) ? today : listed
    const [region = zone, ...place] = zone.split('/')
    if (place.length === 0) continue
    const words = place.toReversed().join(', ').replaceAll('_', ' ')
    groups.set(region, [...(groups.get(region) ?? []), choiceOf(zone, words, now)])
  }
  const byWords = [...groups].map(([region, zones]) => ({
    region,
    zones: zones.toSorted((a, b) => a.words.localeCompare(b.words)),
  }))
  return [{ region: null, zones: first }, ...byWords]
}

/** What of `groups` fits `text`: a part of the words, of the region with its place, or of the offset. */
export function findZones(groups: readonly ZoneGroup[], text: string): readonly ZoneGroup[] {
  const wanted = plain(text.trim())
  if (wanted === '') return groups
  return groups
    .map(({ region, zones }) => ({
      region,
      zones: zones.filter(({ zone, words, offset }) =>
        [zone, words, offset].some((one) => plain(one).includes(wanted)),
      ),
    }))
    .filter(({ zones }) => zones.length > 0)
}

/** What a chosen zone is called: `Asia/Ho Chi Minh`. */
export function zoneWords(zone: string): string {
  if (zone === 'system') return 'As the system'
  return zone === 'utc' ? 'UTC' : zone.replaceAll('_', ' ')
}

function choiceOf(zone: string, words: string, now: number): ZoneChoice {
  return { zone, words, offset: formatOffset(zoneOffset(now, zone)) }
}

/** As people type: without case, and with a hyphen for a minus. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('−', '-').replaceAll('_', ' ')
}
