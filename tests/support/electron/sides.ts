// What the two processes of the stand-in ask of each other, as types: the leaf that both import. The browser's side owns
// pages and knows nothing of Electron; the main side owns Electron's objects and never sees a page.

/** A frame as `webFrameMain` shows it; addresses are Electron's, never the page's own. */
export type FrameInfo = {
  readonly id: string
  readonly parentId: string | null
  readonly url: string
  readonly origin: string
}

export type Size = { readonly width: number; readonly height: number }

export type PageOptions = {
  /** The preload script's text, or null. */
  readonly preload: string | null
  /** `nodeIntegrationInSubFrames`: the preload runs in frames too. */
  readonly inSubFrames: boolean
  /** Of the page, without the window's menu and frame. */
  readonly size: Size
  /** Whether the native theme is dark. */
  readonly dark: boolean
  /** Pixels of the screen for one of the page. */
  readonly scale: number
  /** The folder of the session's data. */
  readonly profile: string
}

export type SchemeInfo = {
  readonly scheme: string
  readonly standard: boolean
  readonly secure: boolean
  readonly supportFetchAPI: boolean
}

export type PageRequest = {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
}

type PageResponse = {
  readonly status: number
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Uint8Array
}

type Going = {
  readonly url: string
  readonly frameId: string
  readonly isMainFrame: boolean
  readonly isRedirect: boolean
}

/** How a download ended, in Electron's words. */
type DownloadEnd = 'completed' | 'cancelled' | 'interrupted'

/** Served by the process that has the browser. */
export type BrowserSide = {
  readonly openPage: (id: number, options: PageOptions) => Promise<void>
  readonly loadPage: (id: number, url: string) => Promise<void>
  readonly reloadPage: (id: number) => Promise<void>
  /** Ends the page's process, as a crash does. */
  readonly crashPage: (id: number) => Promise<void>
  readonly resizePage: (id: number, size: Size) => Promise<void>
  /** What the script gives, run in a frame as its page's own. */
  readonly runInFrame: (id: number, frameId: string, script: string) => Promise<unknown>
  readonly closePage: (id: number) => Promise<void>
  readonly sendToPage: (id: number, channel: string, args: readonly unknown[]) => Promise<void>
  readonly setColorScheme: (scheme: 'light' | 'dark') => Promise<void>
  /** Forgets what pages have left in the session of this folder. */
  readonly clearProfile: (profile: string) => Promise<void>
  readonly showBox: (title: string, content: string) => Promise<void>
}

/** Served by the process that runs the app. */
export type MainSide = {
  readonly evaluate: (source: string, arg: unknown) => unknown
  readonly invoke: (id: number, frame: FrameInfo, channel: string, args: readonly unknown[]) => unknown
  readonly schemes: () => readonly SchemeInfo[]
  /** Null where the scheme has no handler. */
  readonly answerRequest: (id: number, request: PageRequest) => Promise<PageResponse | null>
  /** Whether the page may go there. */
  readonly mayGo: (id: number, going: Going) => boolean
  readonly mayOpen: (id: number, url: string) => boolean
  readonly mayUse: (id: number, permission: string, url: string) => boolean
  /** The main frame is at another address. */
  readonly pageWent: (id: number, url: string) => void
  readonly pageTitled: (id: number, title: string) => void
  /** The main frame was not loaded; `error` as in `net::ERR_CONNECTION_REFUSED`. */
  readonly pageFailed: (id: number, url: string, error: string) => void
  readonly framesChanged: (id: number, frames: readonly FrameInfo[]) => void
  /** Where the download goes, once somebody said so; null where nobody may have it. */
  readonly mayDownload: (
    id: number,
    download: { readonly url: string; readonly name: string },
  ) => Promise<{ readonly item: number; readonly path: string } | null>
  readonly downloadEnded: (item: number, end: DownloadEnd) => void
  readonly pageCrashed: (id: number) => void
  readonly pageLoaded: (id: number) => void
  readonly pageShown: (id: number) => void
  readonly pageClosed: (id: number) => void
}
