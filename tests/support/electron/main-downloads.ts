// Downloads, as the session tells of them: `will-download` comes for each, and whoever listens says where it goes. Where
// nobody does, Electron asks by a dialog of the system; nobody is there to answer that one, so such a download waits.

import { EventEmitter } from 'node:events'
import { contentsById } from './main-contents.ts'
import { createEvent } from './main-events.ts'
import { serve } from './main-link.ts'

const items = new Map<number, ReturnType<typeof createItem>>()
let lastId = 0

function createItem(url: string, name: string) {
  let path = ''
  let dialog: object = {}
  return Object.assign(new EventEmitter(), {
    getURL: () => url,
    getFilename: () => name,
    getSavePath: () => path,
    setSavePath: (next: string) => {
      path = next
    },
    getSaveDialogOptions: () => dialog,
    setSaveDialogOptions: (options: object) => {
      dialog = options
    },
  })
}

serve('mayDownload', async (id, { url, name }) => {
  const item = createItem(url, name)
  const event = createEvent({})
  const contents = contentsById(id)
  contents?.session.emit('will-download', event, item, contents)
  if (event.defaultPrevented) return null
  const path = item.getSavePath()
  if (path === '') return new Promise(() => {})
  items.set(++lastId, item)
  return { item: lastId, path }
})

serve('downloadEnded', (id, end) => {
  items.get(id)?.emit('done', createEvent({}), end)
  items.delete(id)
})
