// Splits a growing text into blocks that stay the same while it grows, so that only the last one is drawn again and only
// visible ones are laid out. Pure. One text node was rejected: with two million characters, every new piece would lay out
// all of it.

/** A block ends at the first line break after this many UTF-16 units. */
const minBlock = 2_000
/** Text without line breaks is split after this many units. */
const maxBlock = 20_000

/** The blocks of `content`; joined they are `content`. */
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
  const limit = start + maxBlock
  const line = content.indexOf('\n', start + minBlock)
  if (line !== -1 && line < limit) return line + 1
  if (content.length <= limit) return content.length
  const space = content.lastIndexOf(' ', limit)
  if (space > start + minBlock) return space + 1
  // Never between the two halves of a surrogate pair.
  const unit = content.charCodeAt(limit)
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit
}
