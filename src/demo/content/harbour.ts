// The endless log of a small harbour, for the ticker. Every line follows from its number alone, so that any stretch of
// it can be told again without being kept.

import { between, createRandom, pick, type Random } from '../base/random.ts'

const ships = [
  'Annabel',
  'Nordlys',
  'Petrel',
  'Sea Thistle',
  'Marigold',
  'Old Thunder',
  'Kittiwake',
  'Halcyon',
] as const
const ports = ['Skagen', 'Lerwick', 'Bergen', 'Harlingen', 'Visby', 'Tórshavn'] as const
const cargoes = [
  'timber',
  'herring',
  'wind turbine blades',
  'mail and parcels',
  'road salt',
  'barley',
] as const
const winds = [
  'north',
  'north-east',
  'east',
  'south-east',
  'south',
  'south-west',
  'west',
  'north-west',
] as const

const lines: readonly [(random: Random) => string, ...((random: Random) => string)[]] = [
  (random) => `${pick(random, ships)} arrived from ${pick(random, ports)} with ${pick(random, cargoes)}`,
  (random) => `${pick(random, ships)} left for ${pick(random, ports)} from quay ${between(random, 1, 9)}`,
  (random) =>
    `Wind ${pick(random, winds)}, ${between(random, 2, 21)} m/s, gusts ${between(random, 22, 28)} m/s`,
  (random) => `Water level ${(between(random, 180, 420) / 100).toFixed(2)} m at the lock`,
  (random) => `Lock gate ${between(random, 1, 2)} ${pick(random, ['opened', 'closed'] as const)}`,
  (random) => `Pilot boat out to meet ${pick(random, ships)}, due in ${between(random, 5, 40)} min`,
  (random) =>
    `Crane ${between(random, 1, 4)} unloaded ${between(random, 3, 38)} t of ${pick(random, cargoes)}`,
  (random) => `Ferry to ${pick(random, ports)}: ${between(random, 12, 310)} passengers on board`,
]

/** Line number `id` of the log. */
export function harbourLine(id: number, seed: number): string {
  const random = createRandom(`${seed} harbour ${id}`)
  return pick(random, lines)(random)
}
