// Marks on runs, the form that adds runs, and servers.

import { kinds } from '../engine/kinds.ts'
import type { Hand } from '../hand.ts'
import { addMarked } from '../recordings/marked.ts'
import { addAllStates } from '../recordings/plain-set.ts'
import type { Scene } from '../scene.ts'
import { filled } from '../worlds.ts'

const allStates = filled(addAllStates)
const marked = filled(addMarked)

const mark = (name: string, shows: string, key: string, text: string): Scene => ({
  name,
  area: 'Marks',
  shows,
  world: marked,
  at: { run: 'Biology 101' },
  act: async (hand) => {
    await hand.see('to show Ana')
    await hand.press(key)
    if (text !== '') await hand.type(text)
  },
})

export const marks: readonly Scene[] = [
  {
    name: 'marks',
    area: 'Marks',
    shows: 'Tags, a pin and a note.',
    world: marked,
    at: { run: 'Biology 101' },
  },
  { name: 'marks-many', area: 'Marks', shows: 'A dozen tags.', world: marked, at: { run: 'Organic' } },
  {
    name: 'marks-seen',
    area: 'Marks',
    shows: 'A failed run that was seen.',
    world: marked,
    at: { run: 'Import of' },
  },
  mark('marks-title', 'The title, being edited.', 'F2', ''),
  mark('marks-tags', 'A tag, being typed, with those of other runs.', '#', 'ba'),
  mark('marks-note', 'The note, being edited.', 'm', ''),
]

const adding = (name: string, shows: string, act: (hand: Hand) => Promise<void>): Scene => ({
  name,
  area: 'Adding runs',
  shows,
  world: allStates,
  act: async (hand) => {
    await hand.see('Biology 101')
    await hand.press('n')
    await hand.see('Paste a URL')
    await hand.see('Kind')
    await act(hand)
  },
})

const paste = (hand: Hand, text: string) => hand.type(text, 'Paste a URL or an id')

export const adds: readonly Scene[] = [
  adding('add-empty', 'The form as it opens.', async () => {}),
  ...[...kinds.values()].map((kind) =>
    adding(`add-${kind.id}`, `${kind.label}: all fields, the further settings open.`, async (hand) => {
      await hand.click('dialog label', kind.label)
      await hand.click('dialog summary', 'More settings')
      await hand.see('Connect again by itself')
    }),
  ),
  adding('add-matched', 'A pasted URL, recognised.', async (hand) => {
    await paste(hand, 'http://localhost:8000/api/v1/stories/generate/stream?child_id=3&theme=forest')
    await hand.see('Recognised as')
  }),
  adding('add-unknown', 'A pasted URL of no kind.', async (hand) => {
    await paste(hand, 'ftp://files.example.com/list')
    await hand.wait(400)
  }),
  adding('add-command', 'A pasted command that cannot be read: what to do is said.', async (hand) => {
    await paste(
      hand,
      "wget 'http://localhost:8000/v1/flashcards/runs/7/events' --header 'Authorization: Bearer x1y2'",
    )
    await hand.see('This is a command')
    await hand.press('Enter')
  }),
  adding(
    'add-curl',
    'A pasted curl line: its request is in the form, its secrets are kept.',
    async (hand) => {
      await paste(
        hand,
        `curl 'http://localhost:8000/jobs/7/stream' -X PUT -H 'Authorization: Bearer x1y2' -b 'sid=x1y2' -H 'x-tenant: north' -H 'accept: text/event-stream' --insecure --data-raw '{"rows": 1200}'`,
      )
      await hand.see('Recognised as')
      await hand.click('dialog summary', 'More settings')
    },
  ),
  adding('add-curl-chat', 'A pasted curl line of a model API is a chat with its prompt.', async (hand) => {
    await paste(
      hand,
      `curl https://api.example.com/v1/messages -H "x-api-key: x1y2" -H "anthropic-version: 2023-06-01" -H "content-type: application/json" -d '{"model": "small", "max_tokens": 1024, "stream": true, "messages": [{"role": "user", "content": "Explain tides to a ten-year-old."}]}'`,
    )
    await hand.see('Recognised as')
    await hand.click('dialog summary', 'More settings')
  }),
  adding('add-nothing', 'Sent empty: the first field that is wrong has the focus.', async (hand) => {
    await hand.click('dialog button', 'Watch')
  }),
  adding('add-errors', 'Fields that are wrong.', async (hand) => {
    await hand.click('dialog label', 'Stories')
    await hand.type('seven', 'Child id')
    await hand.click('dialog button', 'Start and watch')
  }),
  adding('add-query', 'Further query parameters, filled in.', async (hand) => {
    await hand.click('dialog label', 'Flashcards')
    await hand.click('dialog summary', 'More settings')
    await hand.type('lang=de&draft=1', 'Further query parameters')
    await hand.show('What else your server takes')
  }),
  adding('add-headers-wrong', 'Headers that are none.', async (hand) => {
    await hand.click('dialog summary', 'More settings')
    await hand.type('no colon here', 'Headers')
    await hand.leave()
  }),
  adding('add-many', 'Several ids at once.', (hand) => paste(hand, '201, 202, 203, 204')),
  adding('add-duplicate', 'A run that is watched already.', async (hand) => {
    await paste(hand, '101')
    await hand.see('Taken as')
    await hand.click('dialog button', 'Watch')
    await hand.see('Watch it twice')
  }),
  adding('add-duplicates', 'Of three, two are watched already.', async (hand) => {
    await paste(hand, '101, 201, 88')
    await hand.click('dialog button', 'Watch 3 runs')
    await hand.see('Watch it twice')
  }),
  {
    name: 'add-linked',
    area: 'Adding runs',
    shows: 'A link filled the form in.',
    world: filled(addAllStates, {
      said: [
        {
          host: 'link',
          link: { type: 'add', url: 'http://localhost:8000/v1/flashcards/runs/777/events' },
        },
      ],
    }),
    act: (hand) => hand.see('A link filled this in'),
  },
]

const server = (name: string, shows: string, edit: string, act?: (hand: Hand) => Promise<void>): Scene => ({
  name,
  area: 'Servers',
  shows,
  world: allStates,
  act: async (hand) => {
    await hand.see('Biology 101')
    await hand.click('button', edit)
    await hand.see('Base URL')
    await act?.(hand)
  },
})

export const servers: readonly Scene[] = [
  server('server-new', 'A new server.', 'Add a server'),
  server('server-errors', 'What a server needs.', 'Add a server', async (hand) => {
    await hand.type('ftp://x', 'Base URL')
    await hand.click('dialog button', 'Save')
  }),
  server(
    'server-headers',
    'Credentials as headers, a certificate and a proxy that are wrong.',
    'Add a server',
    async (hand) => {
      await hand.click('dialog label', 'Headers')
      await hand.type('no colon here', 'Headers, one per line')
      await hand.click('dialog summary', 'Certificate and proxy')
      await hand.type('none', 'Certificate authority')
      await hand.type('socks:', 'Proxy')
      await hand.leave()
    },
  ),
  server('servers', 'A server that no longer answers.', 'Edit staging', async (hand) => {
    await hand.click('dialog button', 'Test the connection')
    await hand.see('is not known to any name server')
  }),
  server('server-tested', 'A server that answers.', 'Edit local', async (hand) => {
    await hand.click('dialog button', 'Test the connection')
    await hand.see('The server answers')
  }),
  server('servers-lost-secret', 'A credential that has to be entered again.', 'Edit production'),
  server('server-remove', 'Removing a server, asked once more.', 'Edit staging', (hand) =>
    hand.click('dialog button', 'Remove…'),
  ),
]
