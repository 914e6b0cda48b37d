// The icon in the browser's tab, with the number of runs that need somebody in its corner.

const size = 64
/** As the icon itself, it has the same colours on light and dark tab strips. */
const ground = '#d92d20'
const ink = '#fff'

/** Draws `count` onto the page's icon; 0 gives the icon itself back. Resolves when it is there. */
export async function badgeIcon(count: number): Promise<void> {
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  if (link === null) return
  const own = link.dataset.own ?? link.href
  link.dataset.own = own
  const text = count > 9 ? '9+' : String(count)
  link.dataset.badge = text
  if (count === 0) {
    link.href = own
    return
  }
  const image = new Image(size, size)
  image.src = own
  await image.decode()
  // Another number came meanwhile.
  if (link.dataset.badge !== text) return
  link.href = draw(image, text) ?? own
}

function draw(image: HTMLImageElement, text: string): string | null {
  const canvas = document.createElement('canvas')
  canvas.width = size
  canvas.height = size
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  pen.drawImage(image, 0, 0, size, size)
  pen.fillStyle = ground
  pen.beginPath()
  pen.arc(size - 21, 21, 21, 0, 2 * Math.PI)
  pen.fill()
  pen.fillStyle = ink
  pen.font = `bold ${text.length > 1 ? 27 : 34}px system-ui, sans-serif`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(text, size - 21, 23)
  return canvas.toDataURL('image/png')
}
