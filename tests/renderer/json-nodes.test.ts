// JSON as a tree: nothing that is shown differs from what was sent.

import { expect, test } from 'vitest'
import { jsonNodes } from '../../src/renderer/ui/json-nodes.ts'

test('numbers keep the text they were sent as, and type and name of every member are kept', () => {
  const node = jsonNodes('{"id":12345678901234567890,"type":"leaf","list":[1.50,true,null],"none":{}}')
  expect(node).toEqual({
    type: 'branch',
    list: false,
    members: [
      { name: 'id', node: { type: 'leaf', text: '12345678901234567890', of: 'literal' } },
      { name: 'type', node: { type: 'leaf', text: 'leaf', of: 'text' } },
      {
        name: 'list',
        node: {
          type: 'branch',
          list: true,
          members: ['1.50', 'true', 'null'].map((text, i) => ({
            name: String(i),
            node: { type: 'leaf', text, of: 'literal' },
          })),
        },
      },
      { name: 'none', node: { type: 'branch', list: false, members: [] } },
    ],
  })
})

test('what is no object and no array, or was cut off, is no tree', () => {
  expect(['7', '"text"', 'text', '{"a":1', '', '[1,'].map(jsonNodes)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ])
})
