// The calls about taking away and bringing in.

import type { transcriptCalls } from '../../core/contract/calls/transcripts.ts'
import type { Handlers } from '../../core/contract/contract.ts'
import type { Transcripts } from '../transcripts/index.ts'

export function transcriptCallsOf(
  transcripts: Pick<Transcripts, 'export' | 'receive' | 'piece' | 'progress' | 'cancel'>,
): Pick<Handlers, keyof typeof transcriptCalls> {
  return {
    'transcripts.export': ({ what, format, redact }) => transcripts.export(what, format, redact),
    'transcripts.import': async (file) => ({ job: await transcripts.receive(file) }),
    'transcripts.piece': async ({ job, data }) => {
      await transcripts.piece(job, Buffer.from(data, 'base64'))
      return {}
    },
    'transcripts.progress': ({ job }) => transcripts.progress(job),
    'transcripts.cancel': async ({ job }) => {
      await transcripts.cancel(job)
      return {}
    },
  }
}
