// What is wrong with a kind file is said with its line, in words for the person who wrote it.

import { describe, expect, test } from 'vitest'
import { kindFile, parseText, told } from './support.ts'

describe('a text that is no JSON', () => {
  test.each([
    ['', '1:1 The file ends here, where a value must follow.'],
    ['{', '1:2 The file ends here, where a name in double quotes must follow.'],
    ['{\n  "version": 1,\n}', '3:1 There is a comma too many before this }.'],
    ['{"version": 1 "label"}', '1:15 Here a comma or a } must stand.'],
    ['{"a": [1 2]}', '1:10 Here a comma or a ] must stand.'],
    ['{"a": [1,]}', '1:10 There is a comma too many before this ].'],
    ["{'a': 1}", '1:2 A text stands in double quotes here, not in single ones.'],
    ['{"a" 1}', '1:6 Here a colon after the name must stand.'],
    ['{\n"a": "x\n"}', '2:6 This text has no closing quote on its line.'],
    ['{"a": "\\q"}', '1:8 No such sign can follow a backslash: write \\\\ for a backslash itself.'],
    ['{"a": yes}', '1:7 A text stands in double quotes.'],
    ['// jobs\n{}', '1:1 JSON has no comments: take this one away.'],
    ['{"a": 1, "a": 2}', '1:10 “a” stands here a second time.'],
    ['{}\n{}', '2:1 Nothing may follow after the end of the file’s own object.'],
    [`${'['.repeat(80)}`, '1:66 This stands deeper than 64 levels.'],
  ])('%j', (text, problem) => {
    expect(told(parseText(text))).toEqual([problem])
  })
})

test.each([
  [{ version: 2 }, '2:3 This Runlight reads kind files of version 1: write "version": 1.'],
  [{ label: 3 }, '3:3 label must be a text.'],
  [{ label: '' }, '3:3 label must not be empty.'],
  [{ label: undefined }, '1:1 label is missing.'],
  [{ fields: {} }, '4:3 fields must be a list, [ … ].'],
  [{ endings: { onclose: true } }, '15:5 “onclose” is not known; can stand here: onClose.'],
  [{ beatMs: 3 }, '14:3 beatMs must be at least 1,000.'],
  [{ reader: 'nobody' }, '14:3 There is no reader “nobody”. Known: none.'],
  [{ observes: 'yes' }, '14:3 This must be true, false or { "field": …, "in": […] }.'],
  [{ observes: { field: 'x', in: ['a'] } }, '15:5 There is no field “x”.'],
  [{ title: 'Job {{x}}' }, '14:3 There is no field “x”. Fields: id.'],
  [{ urlPatterns: ['/jobs/{x}'] }, '15:5 There is no field “x” for this pattern.'],
])('%j', (changes, problem) => {
  expect(told(kindFile(changes))).toEqual([problem])
})

describe('a rule', () => {
  test.each([
    [{ says: { type: 'progres' } }, /^17:9 “progres” cannot be said; what can: ping, status, progress, /],
    [{ says: {} }, /^16:7 type is missing: it names what is said\.$/],
    [{}, /^15:5 says is missing\.$/],
    [{ says: { type: 'log' } }, /^16:7 message is missing\.$/],
    [
      { says: { type: 'stage', label: 'data.x', lable: 1 } },
      /^19:9 “lable” is not known; can stand here: type, id, /,
    ],
    [
      { says: { type: 'outcome', state: { from: 'data.s', words: { ok: 'complete' } } } },
      /^21:13 “complete” is no state of this: write completed, failed\.$/,
    ],
    [
      { says: { type: 'progress', percent: 'dta.pct' } },
      /^18:9 “dta\.pct” is no number: write a path, data\.…, or a number\.$/,
    ],
    [{ says: { type: 'log', message: ['x'] } }, /^18:9 This must be a text, a number, true, false, null, /],
    [{ says: { type: 'log', message: { from: 'dat.x' } } }, /^19:11 “dat\.x” is no path: write data\.…, /],
    [{ says: { type: 'log', message: '{{x}} left' } }, /^18:9 “x” is no path: /],
    [{ says: { type: 'log', message: 'item.x' } }, /^18:9 item is an entry of a list: /],
    [
      { when: 'data.x>', says: { type: 'ping' } },
      /^16:7 After x> a number must stand\. Write one, as in x>50\.$/,
    ],
    [
      { when: 'is:late', says: { type: 'ping' } },
      /^16:7 Only an event’s name, words and fields can be asked for: /,
    ],
    [{ each: 'list', says: { type: 'ping' } }, /^16:7 “list” is no path: /],
  ])('%j', (rule, problem) => {
    expect(told(kindFile({ rules: [rule] }))).toEqual([expect.stringMatching(problem)])
  })
})

describe('a request', () => {
  test.each([
    [{}, '11:3 The request has neither a path nor a url.'],
    [{ path: 'jobs' }, '12:5 The path must begin with a slash.'],
    [{ path: '/a?b=1' }, '12:5 A path has no ?, # and spaces: write what follows the ? as “query”.'],
    [{ path: '/{{nope}}' }, '12:5 There is no field “nope”. Fields: id.'],
    [
      { url: 'https://{{id}}/x' },
      '12:5 Write the url with its host, https://…, or as one field of the type url.',
    ],
    [
      { path: '/a', method: 'GET', body: { text: 'x' } },
      '14:5 A GET carries no body: use another method, or leave the body out.',
    ],
    [{ path: '/a', body: { jsn: 3 } }, '13:5 A body is { "json": … }, { "form": { … } } or { "text": "…" }.'],
    [
      { path: '/a', headers: { Host: 'x' } },
      '14:7 The header Host is set by the connection itself; leave it out.',
    ],
  ])('%j', (request, problem) => {
    expect(told(kindFile({ request }))).toEqual([problem])
  })
})

describe('a credential has no place in a kind file', () => {
  const mend = 'put it into the credentials of the server, where it is kept apart.'
  test.each([
    [
      { headers: { Authorization: 'Bearer {{id}}' } },
      '“Authorization” carries a credential: take it out of the file and',
    ],
    [
      { headers: { 'x-y': 'sk-abcdefghijk1234567890' } },
      'This looks like a credential: take it out of the file and',
    ],
    [{ query: { api_key: '{{id}}' } }, '“api_key” is a credential in an address:'],
    [{ query: { key: '12' } }, '“key” is a credential in an address:'],
  ])('%j', (part, problem) => {
    const parsed = kindFile({ request: { path: '/jobs/{{id}}/events', ...part } })
    expect(told(parsed)).toEqual([`14:7 ${problem} ${mend}`])
  })

  test('nor in a field, whose value is stored with its run', () => {
    const parsed = kindFile({
      fields: [{ name: 'api_key', label: 'Key' }],
      request: { path: '/jobs' },
    })
    expect(told(parsed)).toEqual([`6:7 A field “api_key” would be stored with every run: ${mend}`])
  })
})

test.each([
  ['plain.kind.json', 'Runlight has a kind “plain” of its own: give the file another name.'],
  [
    'My jobs.kind.json',
    'A kind is called after its file: name the file with small letters, digits and single hyphens, like my-jobs.kind.json.',
  ],
  ['__proto__.kind.json', expect.stringContaining('called after its file')],
])('the file %s', (name, reason) => {
  expect(parseText('{}', name)).toEqual({ ok: false, problems: [{ line: 1, column: 1, reason }] })
})
