// Every request of a page, stopped before it goes anywhere: navigations are asked about first, addresses of one's own
// schemes are answered by the main process, and the rest goes on to the network.

import type { CDPSession } from '@playwright/test'
import type { Addresses } from './addresses.ts'
import type { MainSide } from './sides.ts'
import type { Remote } from './wire.ts'

type Paused = {
  readonly requestId: string
  readonly request: { readonly url: string; readonly method: string; readonly headers: object }
  readonly frameId: string
  readonly resourceType: string
  readonly redirectedRequestId?: string
}

export type Requests = {
  /**
   * The next navigation of the main frame to `url` is the main process's own, and is not asked about; null: to any. Returns what
   * takes that back.
   */
  readonly expectNavigation: (url: string | null) => () => void
}

export async function watchRequests(
  id: number,
  session: CDPSession,
  addresses: Addresses,
  mainFrameId: () => string,
  main: Remote<MainSide>,
): Promise<Requests> {
  /** One load may be asked for while another begins. */
  const expected = new Set<{ readonly url: string | null }>()

  const mayGo = async ({ frameId, redirectedRequestId }: Paused, url: string) => {
    const isMainFrame = frameId === mainFrameId()
    const isRedirect = redirectedRequestId !== undefined
    const own = [...expected].find((one) => one.url === null || one.url === url)
    if (isMainFrame && !isRedirect && own !== undefined) {
      expected.delete(own)
      return true
    }
    return main.mayGo(id, { url, frameId, isMainFrame, isRedirect })
  }

  const handle = async (paused: Paused) => {
    const { requestId, request, resourceType } = paused
    const url = addresses.outward(request.url)
    if (resourceType === 'Document' && !(await mayGo(paused, url))) {
      await session.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      return
    }
    // The browser's protocol has one name for a page's `fetch` and its older relative.
    if (resourceType === 'XHR' && !addresses.mayFetch(url)) {
      await session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' })
      return
    }
    if (url === request.url) {
      await session.send('Fetch.continueRequest', { requestId })
      return
    }
    // A browser asks web servers for their icon; Electron asks its own schemes for nothing unasked.
    if (url.endsWith('/favicon.ico')) {
      await session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 })
      return
    }
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !/^(host|origin|referer)$/i.test(name)),
    )
    const response = await main.answerRequest(id, { url, method: request.method, headers })
    if (response === null) {
      await session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' })
      return
    }
    await session.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: response.headers.map(([name, value]) => ({ name, value })),
      body: Buffer.from(response.body).toString('base64'),
    })
  }

  /** The main frame's own requests, by the browser's number: a failure names nothing else. */
  const documents = new Map<string, string>()
  session.on('Network.requestWillBeSent', ({ requestId, type, frameId, request }) => {
    if (type === 'Document' && frameId === mainFrameId())
      documents.set(requestId, addresses.outward(request.url))
  })
  session.on('Network.loadingFinished', ({ requestId }) => void documents.delete(requestId))
  session.on('Network.loadingFailed', ({ requestId, errorText }) => {
    const url = documents.get(requestId)
    documents.delete(requestId)
    if (url !== undefined) void main.pageFailed(id, url, errorText)
  })
  await session.send('Network.enable')
  session.on('Fetch.requestPaused', (paused) => {
    // A page that closes meanwhile takes its requests with it.
    handle(paused).catch(() => {})
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  return {
    expectNavigation: (url) => {
      // A request has no fragment.
      const own = { url: url === null ? null : new URL(url).href.replace(/#.*/, '') }
      expected.add(own)
      return () => void expected.delete(own)
    },
  }
}
