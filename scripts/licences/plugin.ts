// The licences as a module of the page, made when it is built: `virtual:licences`. A chunk of its own, which is loaded when
// somebody reads them.

import type { Plugin } from 'vite'
import { collectLicences } from './collect.ts'

const name = 'virtual:licences'

/** The plugin for Vite, of the project in `root`: a bundled configuration knows no place of its own. */
export function licencesModule(root: string): Plugin {
  return {
    name: 'licences',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) =>
      id === `\0${name}` ? `export const licences = ${JSON.stringify(collectLicences(root))}` : null,
  }
}
