// How a stream of any dialect is read and where it ends, as options of the command line: each sets the parameter of its name.

import type { Params } from '../../core/kind/kind.ts'

/** Options as they were given; those that may be given several times are lists. */
export type EndingOptions = {
  readonly readAs?: string | undefined
  readonly endEvent?: readonly string[] | undefined
  readonly endData?: readonly string[] | undefined
  readonly endWhen?: readonly string[] | undefined
  readonly failEvent?: readonly string[] | undefined
  readonly failWhen?: readonly string[] | undefined
  readonly endOnClose?: boolean | undefined
}

/** The parameters that the options stand for; several values are one a line. */
export function endingParams(options: EndingOptions): Params {
  const { readAs, endEvent, endData, endWhen, failEvent, failWhen, endOnClose } = options
  const lists = { endEvent, endData, endWhen, failEvent, failWhen }
  const given: [string, string | undefined][] = [
    ['readAs', readAs],
    ...Object.entries(lists).map(([name, list]): [string, string | undefined] => [name, list?.join('\n')]),
    ['endOnClose', endOnClose === true ? 'yes' : undefined],
  ]
  return Object.fromEntries(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}
