// Whether the client of a tapped run is done with, apart from the schemas: the page's first script has it too.

import type { ClientSide } from './tapped.ts'

/** Nothing more will be heard of it: it has all of the answer, is gone or was cut off, or nobody saw its end. */
export function isClientOver({ state }: Pick<ClientSide, 'state'>): boolean {
  return state !== 'open' && state !== 'slow'
}
