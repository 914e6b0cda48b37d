// The drawn images of the tray and of a taskbar's button. Each has a sharper one beside it that Electron finds by itself.

import { join } from 'node:path'
import { type NativeImage, nativeImage } from 'electron'

/** Seen from the built script. */
const folder = join(import.meta.dirname, '../../resources/tray')

/** The image called `name`. */
export function imageNamed(name: string): NativeImage {
  const image = nativeImage.createFromPath(join(folder, `${name}.png`))
  if (name === 'template') image.setTemplateImage(true)
  return image
}
