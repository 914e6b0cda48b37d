// The matrix of faults is whole: 66 of them, and every test and every argument that it names is there.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { faults, type Proof } from './matrix.ts'

const root = join(import.meta.dirname, '../..')
const source = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : '')

/** A test's title begins so, whichever quotes it has, or is the rest of a title that begins with a value. */
function isThere(proof: Proof): boolean {
  if ('argued' in proof)
    return source('docs/reliability.md')
      .split('\n')
      .some((line) => /^#+ /.test(line) && line.endsWith(` ${proof.argued}`))
  return ["'", '`', '"', '%s '].some((before) => source(proof.file).includes(`${before}${proof.title}`))
}

test('every one of the 66 faults has a proof, and every proof is there', () => {
  expect(faults.map(({ number }) => number)).toEqual(Array.from({ length: 66 }, (_, i) => i + 1))
  const missing = faults.flatMap(({ number, fault, proofs }) =>
    proofs.length === 0
      ? [`${number}, ${fault}: has no proof`]
      : proofs.filter((proof) => !isThere(proof)).map((proof) => `${number}: ${JSON.stringify(proof)}`),
  )
  expect(missing).toEqual([])
})
