// The command that watches one job, for lists that people copy from: by its URL where that is all there is, else by its
// kind's parameters.

import { shellQuote } from '../../core/basics/shell-quote.ts'
import type { Params } from '../../core/kind/kind.ts'

/** As a shell takes it. A parameter `url` is whole, with its host. */
export function watchCommand(kind: string, params: Params, baseUrl: string): string {
  const { url, method, body, endEvent, ...rest } = params
  const words =
    url === undefined
      ? ['watch', kind, '--base-url', baseUrl, ...pairs(params)]
      : [
          'watch',
          url,
          ...option('--method', method),
          ...option('--body', body),
          ...(endEvent ?? '').split('\n').flatMap((name) => (name === '' ? [] : ['--end-event', name])),
          ...pairs(rest),
        ]
  return ['runlight', ...words.map(shellQuote)].join(' ')
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [name, value]
}

function pairs(params: Params): string[] {
  return Object.entries(params).flatMap(([name, value]) => ['--set', `${name}=${value}`])
}
