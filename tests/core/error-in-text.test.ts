// Which documents tell of an error, so that one in place of a stream fails its job: those that say so themselves. And the words in
// text that a server wrote as a JSON string.

import { expect, test } from 'vitest'
import { errorInText, reasonInText } from '../../src/core/kind/reason-in-text.ts'

test.each([
  ['{"error":{"message":"too long","code":400}}', 'too long'],
  ['{"error":"no such model"}\n', 'no such model'],
  ['[{"error":{"code":429,"message":"quota"}}]', 'quota'],
  ['{"errors":[{"message":"a field is missing"}]}', 'a field is missing'],
  ['{"error":true,"message":"it broke"}', 'it broke'],
  ['{"object":"error","message":"no room","code":400}', 'no room'],
  ['{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}', 'Overloaded'],
  ['{"error":null,"message":"hello"}', null],
  ['{"errors":[],"message":"hello"}', null],
  ['{"message":"hello","status":"ok"}', null],
  ['{"error":{"message":"cut', null],
  ['"error"', null],
  ['error', null],
])('%s', (body, said) => {
  expect(errorInText(body)).toBe(said)
})

test.each([
  ['"Out of paper"', 'Out of paper'],
  ['"{\\"message\\":\\"no room\\"}"', 'no room'],
  ['"Out" of "paper"', '"Out" of "paper"'],
  ['""', null],
])('the reason in %s is text, not its notation', (data, said) => {
  expect(reasonInText(data)).toBe(said)
})
