// Parts of the window that are loaded while the page is idle: one after another, or all at once where it never is.

import { expect, test, vi } from 'vitest'

/** Loads three parts, the second of which cannot be loaded; what was loaded at each idle moment. */
async function loadThree(busy: boolean): Promise<string[][]> {
  // Other files of this process have parts of their own.
  vi.resetModules()
  const { lazyChunk, loadChunks } = await import('../../src/renderer/ui/lazy-part.tsx')
  const moments: string[][] = []
  for (const name of ['a', 'b', 'c'])
    lazyChunk(async () => {
      moments.at(-1)?.push(name)
      if (name === 'b') throw new Error('The wire is cut.')
      return name
    })
  const idle = (then: (busy: boolean) => void) => {
    moments.push([])
    then(busy)
  }
  await new Promise<void>((resolve) => loadChunks(idle, resolve))
  return moments
}

test('parts are loaded one at an idle moment, and all at once in a page that has none', async () => {
  expect(await loadThree(false)).toEqual([['a'], ['b'], ['c']])
  expect(await loadThree(true)).toEqual([['a', 'b', 'c']])
})
