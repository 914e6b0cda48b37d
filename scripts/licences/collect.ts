// The licences of everything that Runlight ships: what the packages of the house's plan need, as the lock file has it, with
// the licence texts of the installed packages. A bundler's licence plugin was rejected: it sees neither the fonts nor what
// the desktop host loads from node_modules.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rooms } from '../house/rooms.ts'

export type Licence = {
  readonly name: string
  readonly version: string
  /** The SPDX expression of the package. */
  readonly licence: string
  /** The text that comes with the package; null where it has none. */
  readonly text: string | null
}

type Locked = {
  readonly version?: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

/** Its npm package is an installer: what that needs is not shipped. */
const installers = ['electron']
const textFile = /^(?:licen[cs]e|copying)(?:[.-].*)?$/i

/** The shipped packages of the project in `root`, by name. Throws where one of them is not installed. */
export function collectLicences(root: string): readonly Licence[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const packages: Readonly<Record<string, Locked>> = lock.packages
  const found = new Map<string, Licence>()
  const visit = (path: string) => {
    if (found.has(path)) return
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const { version = '', license = 'unknown', dependencies = {} } = packages[path] ?? {}
    found.set(path, { name, version, licence: license, text: textIn(join(root, path)) })
    if (installers.includes(name)) return
    for (const needed of Object.keys(dependencies)) {
      const at = placeOf(needed, path, packages)
      if (at !== null) visit(at)
    }
  }
  for (const name of shippedNames(packages[''])) visit(`node_modules/${name}`)
  const unique = new Map([...found.values()].map((one) => [`${one.name} ${one.version}`, one]))
  return [...unique.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

/** The project's own packages that a room of the house may import, or that are installed with it. */
function shippedNames(
  project: (Locked & { devDependencies?: Locked['dependencies'] }) | undefined,
): string[] {
  const allowed = Object.values(rooms).flatMap((room) => room.packages)
  const own = Object.keys(project?.devDependencies ?? {}).filter((name) =>
    allowed.some((one) => (typeof one === 'string' ? one === name : one.test(name))),
  )
  return [...Object.keys(project?.dependencies ?? {}), ...own]
}

/** Where Node finds the package `name` from the package at `from`; null for one that this system has no use for. */
function placeOf(name: string, from: string, packages: Readonly<Record<string, Locked>>): string | null {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (packages[place] !== undefined) return place
    if (folder === '') return null
  }
}

function textIn(folder: string): string | null {
  if (!existsSync(folder)) return null
  const name = readdirSync(folder).find((one) => textFile.test(one))
  return name === undefined ? null : readFileSync(join(folder, name), 'utf8').trim()
}
