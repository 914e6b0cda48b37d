// The message for a person while the log's writer thread is restarting.

import type { ThreadNews } from './keep.ts'

/** What to say while the log’s writer is away; null when it is back. */
export function writerMessage(news: ThreadNews): string | null {
  switch (news.state) {
    case 'down':
      return 'The log stopped working and is being started again. Streams are held meanwhile, and nothing is lost.'
    case 'shut':
      return `The log stopped working and does not open again yet. Streams are held meanwhile, and nothing is lost. ${news.sentence}`
    case 'up':
      return null
  }
}
