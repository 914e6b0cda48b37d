// What a page hands over as a file: its own texts, to a place that the person chooses in the system's dialog. Everything else
// that could become a download is refused; no page, and no server behind one, puts a file on this computer unasked.

import { chmod } from 'node:fs/promises'
import type { Session } from 'electron'
import { isOwn, type PageAddress } from '../page/page-address.ts'

export type Said = { readonly text: string; readonly tone: 'plain' | 'bad' }

/** Asks where each file goes whose address may be taken, and tells `say` where it went, or that it did not. */
export function saveDownloads(
  session: Session,
  mayTake: (url: string) => boolean,
  say: (said: Said) => void,
): void {
  session.on('will-download', (event, item) => {
    if (!mayTake(item.getURL())) {
      event.preventDefault()
      return
    }
    // By itself the dialog would show the text's internal address.
    item.setSaveDialogOptions({ title: 'Save', buttonLabel: 'Save' })
    item.once('done', async (_event, end) => {
      if (end === 'cancelled') return
      const kept = end === 'completed' && (await keepForOwner(item.getSavePath()))
      if (kept) say({ text: `Saved as ${item.getSavePath()}.`, tone: 'plain' })
      else say({ text: 'The file was not saved: choose another place.', tone: 'bad' })
    })
  })
}

/** A blob that the page itself made: its address has the page's origin inside. */
export function isOwnText(url: string, page: PageAddress): boolean {
  return url.startsWith('blob:') && isOwn(url.slice('blob:'.length), page)
}

/** As with every file that Runlight writes: nobody else on this computer reads it. */
async function keepForOwner(path: string): Promise<boolean> {
  try {
    await chmod(path, 0o600)
    return true
  } catch {
    return false
  }
}
