// Cuts a growing text into blocks that stay as they are while it grows, so that only the last one is drawn anew and only
// those in sight are laid out. Pure. One text node was rejected: at two million characters every piece would lay out all.

/** A block ends at the first line break after this many UTF-16 units. */
const leastBlock = 2_000
/** A text without line breaks is cut here all the same. */
const mostBlock = 20_000

/** `content` in blocks; joined they are `content` again. */
export function textBlocks(content: string): readonly string[] {
  const blocks: string[] = []
  let start = 0
  while (start < content.length) {
    const end = blockEnd(content, start)
    blocks.push(content.slice(start, end))
    start = end
  }
  return blocks
}

function blockEnd(content: string, start: number): number {
  const limit = start + mostBlock
  const line = content.indexOf('\n', start + leastBlock)
  if (line !== -1 && line < limit) return line + 1
  if (content.length <= limit) return content.length
  const space = content.lastIndexOf(' ', limit)
  if (space > start + leastBlock) return space + 1
  // Never between the two halves of a surrogate pair.
  const unit = content.charCodeAt(limit)
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit
}
