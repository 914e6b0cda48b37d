// A cell of a CSV file that a spreadsheet takes for a formula would be carried out by it.

import { expect, test } from 'vitest'
import { csvCell } from '../../src/core/transcript/csv.ts'

test.each([
  ['=1', "'=1"],
  ['\n=1', '"\'\n=1"'],
  ['\r\n', '"\'\r\n"'],
  ['\tx', "'\tx"],
  ['  =1', "'  =1"],
  ['\u00a0@x', "'\u00a0@x"],
  ['\u200b\ufeff-2', "'\u200b\ufeff-2"],
  ['\0+1', "'\0+1"],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠x', "'＠x"],
  ['﹦1', "'﹦1"],
  ['−1', "'−1"],
  [' x=1', ' x=1'],
  ['a,b', '"a,b"'],
])('a cell of %j is written as %j: no spreadsheet takes it for a formula', (text, cell) => {
  expect(csvCell(text)).toBe(cell)
})
