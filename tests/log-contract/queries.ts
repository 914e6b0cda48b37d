// Events that a search tells apart, and queries of every form of the grammar over them.

import fc from 'fast-check'
import { flags } from '../../src/core/log/flags.ts'
import { type EventSeed, noon } from './ledger.ts'

const texts = [
  'disk full',
  'Disk\\nfull',
  'caf\\u00e9',
  'café',
  '漢字です',
  '🦊',
  'safety_check',
  'a "quoted" part',
  '\\\\new',
]

/** Event `seq` of run number `seed`. */
export function someEvent(seq: number, seed: number): EventSeed {
  const pick = (seq * 7 + seed * 13) % 19
  const at = noon + seed * 3_600_000 + seq * 1_000
  const text = texts[(seq + seed) % texts.length] ?? ''
  if (pick === 0) return { name: 'ping', data: '', at, flags: flags.ping }
  if (pick === 1) return { name: 'error', data: `{"error":true,"message":"${text}"}`, at, flags: flags.error }
  if (pick === 2) return { data: `plain words and C:\\new ${text}`, at }
  if (pick === 3) return { data: `{"progress":"${seq}","node":"not a number"`, at, flags: flags.unreadable }
  if (pick === 4) return { data: '[1,2,{"progress":5}]', at }
  if (pick === 5)
    return { data: `{"a":{"b":[${seq % 10},"x y"]},"tags":["night","${text}"]}`, at, flags: flags.content }
  if (pick === 6) return { data: '"\ud800 lone\0"', at }
  if (pick === 7)
    return { data: `{"progress":${seq / 3},"a":{"b":[]},"big":${9_007_199_254_740_993n + BigInt(seq)}}`, at }
  const node = seq % 50 === 0 ? 'stage_complete' : 'complete'
  return {
    name: seq % 2 === 0 ? 'Status' : 'status',
    data: JSON.stringify({ progress: (seq * 3) % 101, node, message: `${text} step ${seq}` }),
    at,
    flags: seq % 40 === 0 ? flags.warning : 0,
  }
}

const time = new Date(noon + 4_000_000).toISOString()
const words = [
  'disk',
  'full',
  '"disk full"',
  '"full disk"',
  'dis*',
  '*is*',
  '*ull',
  'café',
  'cafe',
  '漢',
  '字で',
  '🦊',
  'new',
]
const fields = [
  'node:complete',
  'node=complete',
  'node:stage*',
  'node!=complete',
  'node:*',
  'message:"disk full"',
  'tags:night',
]
const numbers = [
  'progress<5',
  'progress>=99',
  'progress=50',
  'progress:50',
  'progress>1000',
  'a.b:3',
  'a.b>8',
  'a.b.0:3',
]
const odd = [
  'a.b:"x y"',
  'error:true',
  'missing:*',
  'big:9007199254740994',
  '"step 1"*',
  '7',
  'nowhere',
  'lone',
]
const filters = [
  'level:error',
  'level:info',
  'level:error,warning',
  'event:status',
  'event:stat*',
  'event:ping',
  'is:ping',
]
const traits = ['is:unreadable', 'is:content', 'is:late,unreadable', `after:${time}`, `before:${time}`]
const runs = [
  'kind:plain',
  'server:staging',
  'state:unknown',
  'title:disk',
  'tag:night',
  'has:note',
  'is:tagged',
]

const term = fc
  .tuple(
    fc.boolean(),
    fc.constantFrom(...words, ...fields, ...numbers, ...odd, ...filters, ...traits, ...runs),
  )
  .map(([negated, text]) => (negated ? `-${text}` : text))

/** One to four terms, some of them joined by OR. */
export const queries = fc
  .array(fc.tuple(term, fc.boolean()), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.map(([text, or], i) => (i > 0 && or ? `OR ${text}` : text)).join(' '))
