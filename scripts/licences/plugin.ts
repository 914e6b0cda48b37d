// The licences as a module of the page, made when it is built: `virtual:licences`. A chunk of its own, which is loaded when
// somebody reads them.

import { join } from 'node:path'
import type { Plugin } from 'vite'
import { collectLicences } from './collect.ts'

const name = 'virtual:licences'

/** The plugin for Vite. */
export function licencesModule(): Plugin {
  return {
    name: 'licences',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) =>
      id === `\0${name}`
        ? `export const licences = ${JSON.stringify(collectLicences(join(import.meta.dirname, '../..')))}`
        : null,
  }
}
