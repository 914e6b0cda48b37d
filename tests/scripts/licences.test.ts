// The licences that the help page shows: of all that is shipped, each with its text where the package has one.

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { collectLicences } from '../../scripts/licences/collect.ts'

const root = resolve(import.meta.dirname, '../..')
const licences = collectLicences(root)
const names = licences.map(({ name }) => name)

test('everything that is shipped is named: what is installed, what is bundled, the fonts, the runtime, and what they need', () => {
  const { dependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'))
  const shipped = [
    'react',
    'react-dom',
    'radix-ui',
    'uplot',
    'electron',
    '@fontsource-variable/inter',
    'scheduler',
  ]
  expect([...Object.keys(dependencies), ...shipped].filter((name) => !names.includes(name))).toEqual([])
  expect(names.filter((name) => ['vitest', 'vite', 'typescript', '@electron/get'].includes(name))).toEqual([])
})

test('each says its licence, none twice, and nearly all bring the text', () => {
  expect(licences.filter(({ licence, version }) => licence === 'unknown' || version === '')).toEqual([])
  expect(new Set(licences.map(({ name, version }) => `${name} ${version}`)).size).toBe(licences.length)
  const font = licences.find(({ name }) => name === '@fontsource-variable/inter')
  expect(font?.text).toContain('SIL OPEN FONT LICENSE')
  expect(licences.filter(({ text }) => text !== null).length / licences.length).toBeGreaterThan(0.8)
})
