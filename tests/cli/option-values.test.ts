// Numbers as people type them: what is no number, or too large or small to mean anything, is refused before anything starts.

import { InvalidArgumentError } from 'commander'
import { expect, test } from 'vitest'
import { byteSize, positiveNumber, wholeNumber } from '../../src/cli/program/option-values.ts'

test.each([
  ['a whole number', wholeNumber(1), '7', 7],
  ['a speed', positiveNumber(10_000), '1.5', 1.5],
  ['a size', byteSize, '2 GB', 2e9],
  ['the largest size', byteSize, '9000TB', 9e15],
])('%s is read', (_what, read, text, value) => {
  expect(read(text)).toBe(value)
})

const noNumbers = ['', ' ', '-1', '1e3', '0x10', 'NaN', 'Infinity', '٣', '1,5', '9'.repeat(400)]

test.each([
  ['a whole number', wholeNumber(1), [...noNumbers, '0', '1.5', '9007199254740993']],
  ['a port', wholeNumber(0, 65_535), [...noNumbers, '65536']],
  ['a speed', positiveNumber(10_000), [...noNumbers, '0', '0.0', '10001']],
  ['a size', byteSize, [...noNumbers, '7', '0 GB', '0.0001 B', '9001TB', '999999TB', '1e3GB']],
])('%s is nothing else', (_what, read, texts) => {
  for (const text of texts) expect(() => read(text), text).toThrow(InvalidArgumentError)
})
