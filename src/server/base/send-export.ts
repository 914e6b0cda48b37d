// An export on its way to the browser’s downloads: fetched once, as it is made. It never shows as a page of this host: a
// report holds a stranger’s words, and must not stand where the token is.

import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Engine } from '../../engine/index.ts'

/** Answers with the file that the address names, or says that there is none any more. `onRightKey`: the key was right. */
export function sendExport(
  transcripts: Pick<Engine['transcripts'], 'download'>,
  request: FastifyRequest,
  reply: FastifyReply,
  onRightKey: () => void,
): FastifyReply {
  const { pathname, searchParams } = new URL(request.raw.url ?? '', 'http://localhost')
  const job = Number(pathname.split('/').at(-1))
  const download = transcripts.download(job, searchParams.get('key') ?? '')
  if (download === null) {
    return reply
      .code(404)
      .type('text/plain; charset=utf-8')
      .send('This export is not here any more: export it again.\n')
  }
  onRightKey()
  return reply
    .header('content-type', download.type)
    .header('content-disposition', attachment(download.name))
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cache-control', 'no-store')
    .send(Readable.from(download.chunks, { objectMode: false }))
}

/** RFC 6266, 4.3, with the name in the extended notation of RFC 8187. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_')
  const extended = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`
}
