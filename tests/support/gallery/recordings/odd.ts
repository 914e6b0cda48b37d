// What strangers send: other scripts, emoji, signs that are not seen, titles without end, data of every bad sort.

import { flags } from '../../../../src/core/log/flags.ts'
import { local } from '../engine/fake-servers.ts'
import { kindOf } from '../engine/kinds.ts'
import { addRecording, type Step } from '../engine/record.ts'
import type { World } from '../engine/world.ts'
import { flashcardSteps } from './flashcards.ts'
import { storySteps } from './stories.ts'

const live = { state: 'live' } as const

/** Runs with titles that a layout must bear. */
export function addLongTitles(world: World): void {
  const kind = kindOf('flashcards')
  const long =
    'A thorough and unhurried introduction to the comparative anatomy of vertebrates, with particular attention to the evolution of the jaw, the middle ear and the limb girdles'
  const unbroken =
    'https://api.example.com/v1/flashcards/runs/9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0/events'
  for (const title of [
    long,
    unbroken,
    'x',
    long.toUpperCase(),
    '2025-01-01T12:05:00Z export_final_v2_FINAL(3).json',
  ]) {
    addRecording(world, {
      kind,
      server: { ...local, name: 'eu-central-1 staging with a long name' },
      title,
      params: { run_id: title.slice(0, 8) },
      steps: flashcardSteps(5),
      agoMs: 500,
      connection: live,
    })
  }
  addRecording(world, {
    kind,
    server: local,
    title: long,
    params: { run_id: '9' },
    steps: flashcardSteps(7),
    agoMs: 90_000,
    connection: {
      state: 'refused',
      cause:
        'The certificate of api.example.com was issued for *.internal.example.net, which is another name; it is valid until 3 March and was issued by Example Root CA',
    },
  })
}

const oddSteps: readonly Step[] = [
  {
    after: 100,
    name: 'set',
    data: JSON.stringify({
      id: 1,
      title: 'مقدمة في علم الأحياء 101',
      description: 'الخلايا والأنسجة والأعضاء',
      tags: ['أحياء', 'خلايا'],
      status: 'completed',
      created_at: null,
    }),
  },
  {
    after: 100,
    name: 'set',
    data: JSON.stringify({
      id: 2,
      title: 'מבוא לביולוגיה: 3 פרקים',
      description: 'תאים, רקמות ואיברים (24 כרטיסים)',
      tags: ['ביולוגיה'],
      status: 'processing',
      created_at: null,
    }),
  },
  {
    after: 100,
    name: 'set',
    data: JSON.stringify({
      id: 3,
      title: '🧬 DNA 👩🏽‍🔬 and 🏳️‍🌈 family 👨‍👩‍👧‍👦',
      description: 'नमस्ते क्‍ष · ไทย · 日本語の細胞 · 한국어',
      tags: ['emoji', '🧪'],
      status: 'completed',
      created_at: null,
    }),
  },
  {
    after: 100,
    name: 'set',
    data: JSON.stringify({
      id: 4,
      title: 'invoice\u202Efdp.exe',
      description: 'zero\u200Bwidth, a \u0000 and an \u001b[31mescape',
      tags: ['\u202Egnorw'],
      status: 'processing',
      created_at: null,
    }),
  },
  {
    after: 100,
    name: 'set',
    data: JSON.stringify({
      id: 5,
      title: '<img src=x onerror=alert(1)>',
      description: '<script>alert(1)</script> &amp; \u2028',
      tags: ['<b>'],
      status: 'processing',
      created_at: null,
    }),
  },
  { after: 100, name: '__proto__', data: '{"__proto__":{"polluted":true}}' },
  { after: 100, name: 'status', data: '{"status": "processing", "sets_completed":' },
  { after: 100, name: 'set', data: 'not JSON at all, just a line\nand another' },
  {
    after: 100,
    name: 'status',
    data: `{"status":"processing","note":"${'x'.repeat(900)}"}`,
    flags: flags.truncated,
  },
  { after: 100, name: 'اسم', data: '{"حقل":"قيمة 12345"}', id: '418' },
  { after: 100, name: 'status', data: '{"big":12345678901234567890123,"a":1,"a":2}' },
]

/** One run of other scripts, and a story written from right to left. */
export function addOdd(world: World): void {
  addRecording(world, {
    kind: kindOf('flashcards'),
    server: local,
    title: 'مقدمة في علم الأحياء 101 🧬',
    params: { run_id: '٢١٠' },
    steps: oddSteps,
    agoMs: 700,
    connection: live,
  })
  addRecording(world, {
    kind: kindOf('stories'),
    server: local,
    title: 'המגדלור שידע לזמזם',
    params: { child_id: '3', theme: 'הרפתקה', chapter_number: '1' },
    steps: hebrewStory(),
    agoMs: 300,
    connection: live,
  })
  addRecording(world, {
    kind: kindOf('stories'),
    server: local,
    title: 'invoice\u202Efdp.exe',
    params: { child_id: '4', theme: 'a\u200Bb' },
    steps: storySteps('writing'),
    agoMs: 300,
    connection: live,
  })
}

function hebrewStory(): readonly Step[] {
  const text =
    'מירה לא התכוונה למצוא את המגדלור. היא הלכה בעקבות אנפה לאורך החול הרטוב, צעד אחר צעד, כפי שסבתה לימדה אותה.\n\nThe heron stopped at 12:03. „כן?“ שאלה מירה.'
  return (text.match(/.{1,20}/gsu) ?? []).map((chunk) => ({
    after: 60,
    name: 'story_chunk',
    data: JSON.stringify({ type: 'content', data: { chunk, is_complete: false } }),
  }))
}
