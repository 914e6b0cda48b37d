// The one web class the pure rooms may use. `URL` is the same in Node, browsers and Electron (WHATWG URL standard),
// but the pure rooms compile without the DOM's and Node's types, so that nothing else of a host can slip in.
declare class URL {
  constructor(url: string, base?: string)
  static canParse(url: string, base?: string): boolean
  readonly href: string
  readonly origin: string
  readonly protocol: string
  readonly host: string
  readonly hostname: string
  readonly username: string
  readonly password: string
  readonly pathname: string
  readonly hash: string
  search: string
  readonly searchParams: URLSearchParams
}

declare class URLSearchParams {
  constructor(init?: string | Record<string, string>)
  get(name: string): string | null
  has(name: string): boolean
  set(name: string, value: string): void
  forEach(visit: (value: string, name: string) => void): void
  toString(): string
}
