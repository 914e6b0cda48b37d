// Where a file goes and where it comes from, asked by the system’s own dialogs: the page names no path, neither to write
// nor to read.

import type { BaseWindow, Dialog } from 'electron'
import type { FilePort } from '../../engine/index.ts'

type FindWindow = () => BaseWindow | null

const transcripts = { name: 'Runlight transcripts', extensions: ['runlight', 'ndjson'] }
const streams = {
  name: 'Recorded streams',
  extensions: ['sse', 'txt', 'log', 'har', 'jsonl', 'json', 'gz', 'zst'],
}
const all = { name: 'All files', extensions: ['*'] }

/** Asks in front of the window there is then. */
export function createSaving(dialog: Pick<Dialog, 'showSaveDialog'>, find: FindWindow): FilePort {
  return {
    save: async (name) => {
      const extension = name.split('.').at(-1) ?? ''
      const options = {
        title: 'Export',
        buttonLabel: 'Export',
        defaultPath: name,
        filters: [{ name: `.${extension}`, extensions: [extension] }, all],
        properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const],
      }
      const window = find()
      const { canceled, filePath } = await (window === null
        ? dialog.showSaveDialog(options)
        : dialog.showSaveDialog(window, options))
      return canceled || filePath === '' ? null : { type: 'file', path: filePath }
    },
  }
}

/** The files that the person chose to import; none where they chose none. */
export async function chooseImports(
  dialog: Pick<Dialog, 'showOpenDialog'>,
  window: BaseWindow | null,
): Promise<readonly string[]> {
  const filters = [transcripts, streams, all]
  const options = {
    title: 'Import',
    buttonLabel: 'Import',
    filters,
    properties: ['openFile' as const, 'multiSelections' as const],
  }
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return canceled ? [] : filePaths
}
