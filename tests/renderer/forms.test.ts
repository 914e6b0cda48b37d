// The forms: how pasted text is recognised, the problems of values, and what is sent to the engine.

import { describe, expect, test } from 'vitest'
import type { KindInfo } from '../../src/core/contract/contract.ts'
import type { Server } from '../../src/core/contract/server.ts'
import { kinds as realKinds } from '../../src/engine/base/kinds.ts'
import { kindInfo } from '../../src/engine/calls/kinds.ts'
import {
  baseUrlName,
  draftLike,
  draftProblems,
  headersName,
  newDraft,
  requestedRuns,
  splitMany,
  valueProblem,
  withKind,
  withValue,
} from '../../src/renderer/add-run/draft.ts'
import { draftOfMatch, draftOfMatches, type Match, readPaste } from '../../src/renderer/add-run/paste.ts'
import { addRun } from '../../src/renderer/add-run/submit.ts'
import {
  keepsSecret,
  serverDraft,
  serverForm,
  serverProblems,
} from '../../src/renderer/servers/server-form-data.ts'
import { createClient } from '../../src/renderer/store/client.ts'
import { createFakeBridge } from './fake-bridge.ts'

const kinds: readonly KindInfo[] = [...realKinds.values()].map((kind) => kindInfo(kind, null))

function kindOf(id: string): KindInfo {
  const kind = kinds.find((one) => one.id === id)
  if (kind === undefined) throw new Error(`There is no kind ${id}.`)
  return kind
}

const flashcards = kindOf('flashcards')
const stories = kindOf('stories')
const match = (run_id: string, serverId: number | null = 1): Match => ({
  kind: 'flashcards',
  serverId,
  baseUrl: 'http://localhost:8000',
  params: { run_id },
})

describe('a pasted text', () => {
  test.each([
    ['', { type: 'nothing' }],
    ['  \n ', { type: 'nothing' }],
    ['101', { type: 'ids', ids: ['101'] }],
    ['101, 102;103\n101', { type: 'ids', ids: ['101', '102', '103'] }],
    ['https://a.example/x?ids=1,2', { type: 'urls', urls: ['https://a.example/x?ids=1,2'] }],
    [
      'http://a.example/1\nHTTPS://a.example/2',
      { type: 'urls', urls: ['http://a.example/1', 'HTTPS://a.example/2'] },
    ],
    ['a.example/1\nlocalhost:80/2', { type: 'urls', urls: ['https://a.example/1', 'http://localhost:80/2'] }],
    ['http://a.example/1\n102', { type: 'wrong', problem: 'Paste URLs or ids, not both at once.' }],
    ['ftp://a.example/1', { type: 'wrong', problem: 'Only http and https can be watched, not ftp://.' }],
    [
      "wget 'https://a.example/1' --header 'Authorization: Bearer x'",
      {
        type: 'wrong',
        problem:
          'This is a command: “Add a run” and “runlight watch --curl -” read a curl command whole; of any other, take only the URL.',
      },
    ],
    ["curl 'https://a.example/1' \\\n  -H 'Authorization: Bearer x'", { type: 'request' }],
    ['await fetch("https://a.example/1")', { type: 'request' }],
    ['GET /1 HTTP/1.1\nHost: a.example', { type: 'request' }],
    [
      'curlew 7',
      {
        type: 'wrong',
        problem: 'An id has no spaces: put several on lines of their own, or commas between.',
      },
    ],
    [
      '101 102',
      {
        type: 'wrong',
        problem: 'An id has no spaces: put several on lines of their own, or commas between.',
      },
    ],
  ] as const)('%j is read as %j', (text, expected) => {
    expect(readPaste(text)).toEqual(expected)
  })

  test('that is a URL fills in the whole form', () => {
    expect(draftOfMatch(match('101'), flashcards)).toEqual({
      kind: 'flashcards',
      serverId: 1,
      baseUrl: '',
      values: { run_id: '101', query: '' },
      title: '',
      headers: '',
      secretHeaders: '',
      retry: true,
    })
    expect(draftOfMatch(match('101', null), flashcards).baseUrl).toBe('http://localhost:8000')
  })

  test('of several URLs joins those that differ in the job only, and names the others', () => {
    const joined = draftOfMatches(
      [
        { url: 'u1', match: match('101') },
        { url: 'u2', match: match('102') },
        { url: 'u3', match: match('103', 2) },
        { url: 'u4', match: undefined },
      ],
      kinds,
    )
    expect([joined?.draft.values, joined?.left]).toEqual([{ run_id: '101, 102', query: '' }, ['u3', 'u4']])
  })
})

describe('the form of a run', () => {
  test('keeps what was typed when another kind is chosen, the job’s name above all', () => {
    const draft = withValue(newDraft(flashcards, 1), 'run_id', '4f3e2d1c')
    expect(withKind(draft, flashcards, kindOf('videos')).values).toEqual({
      video_uuid: '4f3e2d1c',
      query: '',
    })
    expect(withKind(draft, flashcards, stories).values.chapter_number).toBe('1')
  })

  test('finds every problem and puts it beside its field', () => {
    const draft = {
      ...newDraft(stories, null),
      values: { child_id: 'seven', theme: '' },
      headers: 'no colon',
    }
    expect(draftProblems(draft, stories)).toEqual({
      child_id: 'Child id must be a whole number.',
      theme: 'Theme is needed.',
      [baseUrlName]: 'Choose a server or give its address.',
      [headersName]: 'This is not a header: write it as Name: value.',
    })
    expect(draftProblems({ ...draft, baseUrl: 'ftp://x' }, stories)[baseUrlName]).toBe(
      'Only http and https can be watched, not ftp://.',
    )
  })

  test('names the one of several ids that is wrong', () => {
    const [field] = stories.fields
    if (field === undefined) throw new Error('Stories have no field.')
    expect(valueProblem({ ...field, many: true }, '1, x, 3')).toBe('x: Child id must be a whole number.')
    expect(valueProblem({ ...field, many: true }, ' , ')).toBe('Child id is needed.')
    const [ids] = flashcards.fields
    if (ids === undefined) throw new Error('Flashcards have no field.')
    expect(valueProblem(ids, "7, 'hunter2'")).toBe('Run id has no quotes: take them away.')
  })

  test('asks for one run per id, each once, with the kind’s defaults', () => {
    const draft = withValue(newDraft(flashcards, 1), 'run_id', '101\n102,101')
    expect(requestedRuns(draft, flashcards)).toEqual([
      { label: '101', params: { run_id: '101' } },
      { label: '102', params: { run_id: '102' } },
    ])
    const story = {
      ...newDraft(stories, 1),
      values: { child_id: '1', theme: ' adventure ', chapter_number: '', title: '' },
    }
    expect(requestedRuns(story, stories)).toEqual([
      { label: 'Stories', params: { child_id: '1', theme: 'adventure', chapter_number: '1' } },
    ])
  })

  test('splits ids at whatever people part them with', () => {
    expect(splitMany(' a,b\tc;;d\r\ne ')).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  test('is sent as the contract has it, and a refusal says which run it is or which field is wrong', async () => {
    const { bridge, calls } = createFakeBridge()
    const client = createClient(bridge)
    const draft = {
      ...withValue(newDraft(flashcards, null), 'run_id', '101'),
      baseUrl: ' http://localhost:8000 ',
      title: ' ',
    }
    const [request] = requestedRuns(draft, flashcards)
    if (request === undefined) throw new Error('The form asks for nothing.')
    const asked = [0, 1, 2].map(() => addRun(client, draft, request, false))
    calls[0]?.answer({ ok: true, value: { run: 12 } })
    calls[1]?.answer({
      ok: false,
      error: { code: 'duplicate-run', message: 'This is already watched as run 7.', detail: { run: 7 } },
    })
    calls[2]?.answer({
      ok: false,
      error: {
        code: 'bad-input',
        message: 'No.',
        detail: { problems: { run_id: 'No.', baseUrl: 'Nor this.' } },
      },
    })
    expect((await Promise.all(asked)).map(({ result }) => result)).toEqual([
      { type: 'added', run: 12 },
      { type: 'duplicate', run: 7, sentence: 'This is already watched as run 7.' },
      { type: 'failed', sentence: 'No.', problems: { run_id: 'No.', [baseUrlName]: 'Nor this.' } },
    ])
    expect(calls[0]?.input).toEqual({
      kind: 'flashcards',
      serverId: null,
      baseUrl: 'http://localhost:8000',
      params: { run_id: '101' },
      headers: null,
      title: null,
      evenIfWatched: false,
      retry: true,
    })
  })
})

const staging: Server = {
  id: 2,
  name: 'staging',
  baseUrl: 'https://staging.example.com',
  auth: 'bearer',
  headerNames: [],
  hasSecret: true,
  needsSecret: false,
  caPem: null,
  proxyUrl: null,
  createdAt: 0,
}

describe('the form of a server', () => {
  test('never holds a stored credential, and keeps it where nothing is typed', () => {
    const form = serverForm(staging)
    expect([form.secret, serverDraft(form).secret, serverProblems(form, staging)]).toEqual(['', null, {}])
  })

  test('asks for a credential where none of its sort is stored', () => {
    const form = { ...serverForm(staging), auth: 'cookie' as const }
    expect([keepsSecret(form, staging), serverProblems(form, staging)]).toEqual([
      false,
      { secret: 'A credential is needed, or choose None.' },
    ])
  })

  test('forgets a typed credential when none is to be sent', () => {
    expect(serverDraft({ ...serverForm(staging), auth: 'none', secret: 'abc' }).secret).toBeNull()
  })

  test('says what is wrong with each field', () => {
    const form = {
      ...serverForm(undefined),
      baseUrl: 'https://user:pw@example.com',
      auth: 'headers' as const,
      secret: 'X-Api-Key abc',
      caPem: 'nonsense',
      proxyUrl: 'proxy:::',
    }
    expect(serverProblems(form, undefined)).toEqual({
      name: 'Give the server a name.',
      baseUrl: 'Take the user name and password out of the URL: give credentials to the server instead.',
      secret: 'This is not a header: write it as Name: value.',
      caPem: 'A certificate in PEM form begins with -----BEGIN CERTIFICATE-----.',
      proxyUrl: 'Only http and https can be watched, not proxy://.',
    })
  })
})

test('a form like another run has its values, and wants a secret that was masked anew', () => {
  const url = 'https://a.example/v1/ask?key=•••'
  const form = { kind: 'plain', serverId: null, baseUrl: '', params: { url, method: 'POST', body: '{}' } }
  const draft = draftLike(form, kinds) ?? newDraft(stories, null)
  expect(draft).toMatchObject({ kind: 'plain', values: { url, method: 'POST', body: '{}', readAs: 'auto' } })
  expect(draftProblems(draft, kindOf('plain'))).toEqual({
    url: 'URL has ••• where a secret stood: write it anew, or leave it out.',
  })
  expect(draftLike({ ...form, kind: 'gone' }, kinds)).toBeNull()
})
