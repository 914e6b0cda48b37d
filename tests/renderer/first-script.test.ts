// What the page loads before its first frame, as it was built: a size, which is no matter of the machine.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const built = join(import.meta.dirname, '../../out/renderer')
const page = readFileSync(join(built, 'index.html'), 'utf8')

/** The scripts of the page, what they import at once, and so on. */
function firstScripts(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const visit = (path: string) => {
    if (found.has(path)) return
    const script = readFileSync(join(built, path), 'utf8')
    found.set(path, script)
    // A static import; a dynamic one has a bracket.
    for (const [, name = ''] of script.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
      visit(`assets/${name}`)
  }
  for (const [, path = ''] of page.matchAll(/(?:src|href)="\.?\/?((?:assets\/)?[^"/]+\.js)"/g)) visit(path)
  // The browser host puts its bridge before them.
  visit('bridge.js')
  return found
}

test('a window needs at most 300 kB of script for its first frame', () => {
  const scripts = firstScripts()
  expect(scripts.size).toBeGreaterThan(2)
  const bytes = [...scripts.values()].reduce((sum, script) => sum + Buffer.byteLength(script), 0)
  expect(bytes).toBeLessThanOrEqual(300_000)
})

test('the pages, the tabs of a run and the dialogs are loaded when they are opened', () => {
  const first = [...firstScripts().keys()]
  const parts =
    'board run-page search-page compare-page storage-page log-tab timeline-tab connection-tab add-run-dialog palette'
  const all = readdirSync(join(built, 'assets'))
  expect(
    parts.split(' ').filter((part) => !all.some((file) => new RegExp(`^${part}-[\\w-]{8}\\.js$`).test(file))),
  ).toEqual([])
  expect(parts.split(' ').filter((part) => first.some((file) => file.startsWith(`assets/${part}-`)))).toEqual(
    [],
  )
})

test('the page carries no schemas: its engine checks what it is asked', () => {
  const scripts = readdirSync(join(built, 'assets')).filter((file) => file.endsWith('.js'))
  expect(
    scripts.filter((file) => readFileSync(join(built, 'assets', file), 'utf8').includes('ZodError')),
  ).toEqual([])
})
