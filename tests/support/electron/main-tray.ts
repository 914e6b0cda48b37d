// `Tray` and the images it shows: an icon that is never drawn. What it was told is kept; a person clicks by its events and
// the items of its menu.

import { EventEmitter } from 'node:events'
import { existsSync } from 'node:fs'
import { assertReady } from './main-app.ts'

type Image = { readonly isEmpty: () => boolean; readonly setTemplateImage: (is: boolean) => void }

export const nativeImage = {
  /** A file that is not there gives an image without anything in it. */
  createFromPath: (path: string): Image => ({
    isEmpty: () => !existsSync(path),
    setTemplateImage: () => {},
  }),
}

export class Tray extends EventEmitter {
  constructor(image: Image) {
    super()
    assertReady(true, 'Cannot create Tray')
    this.setImage(image)
  }

  setImage(image: Image): void {
    if (image.isEmpty()) throw new Error('Failed to load the image of the tray')
  }

  setToolTip(_text: string): void {}
  setTitle(_text: string): void {}
  setContextMenu(_menu: object | null): void {}
}
