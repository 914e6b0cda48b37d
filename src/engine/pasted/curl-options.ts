// What is known of curl's options (its manual, curl 8): which take an argument, which short ones stand for which long ones, and
// which say nothing of the request itself. An option that is in none of the lists is named to the person.

/** Short options and their long names; those with an argument are in `withArgument` by the long one. */
export const shortNames: Readonly<Record<string, string>> = {
  '#': 'progress-bar',
  '0': 'http1.0',
  '1': 'tlsv1',
  '2': 'sslv2',
  '3': 'sslv3',
  '4': 'ipv4',
  '6': 'ipv6',
  ':': 'next',
  A: 'user-agent',
  C: 'continue-at',
  D: 'dump-header',
  E: 'cert',
  F: 'form',
  G: 'get',
  H: 'header',
  I: 'head',
  J: 'remote-header-name',
  K: 'config',
  L: 'location',
  M: 'manual',
  N: 'no-buffer',
  O: 'remote-name',
  Q: 'quote',
  R: 'remote-time',
  S: 'show-error',
  T: 'upload-file',
  U: 'proxy-user',
  V: 'version',
  X: 'request',
  Y: 'speed-limit',
  Z: 'parallel',
  b: 'cookie',
  c: 'cookie-jar',
  d: 'data',
  e: 'referer',
  f: 'fail',
  g: 'globoff',
  h: 'help',
  i: 'include',
  j: 'junk-session-cookies',
  k: 'insecure',
  m: 'max-time',
  n: 'netrc',
  o: 'output',
  q: 'disable',
  r: 'range',
  s: 'silent',
  t: 'telnet-option',
  u: 'user',
  v: 'verbose',
  w: 'write-out',
  x: 'proxy',
  y: 'speed-time',
  z: 'time-cond',
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

/** Long options that take the next word. */
export const withArgument = words(`
  abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at
  cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation
  dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url dump-header ech egd-file engine etag-compare etag-save
  expect100-timeout form form-string happy-eyeballs-timeout-ms header hsts interface ip-tos ipfs-gateway json keepalive-cnt
  keepalive-time key key-type limit-rate local-port login-options max-filesize max-redirs max-time netrc-file noproxy
  oauth2-bearer output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert
  proxy-cert proxy-header proxy-key proxy-user proxy1.0 pubkey quote random-file range rate referer request request-target
  resolve retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5 socks5-hostname speed-limit
  speed-time stderr telnet-option time-cond tls-max tls13-ciphers trace trace-ascii trace-config unix-socket upload-file url
  url-query user user-agent variable vlan-priority write-out`)

/** Options that change only what curl shows, stores or waits for, or how it connects; their names need no word. */
export const silent = words(`
  compressed compressed-ssh connect-timeout continue-at cookie-jar create-dirs disable dump-header etag-save fail
  fail-early fail-with-body false-start globoff happy-eyeballs-timeout-ms http0.9 http1.0 http1.1 http2
  http2-prior-knowledge http3 http3-only include ipv4 ipv6 junk-session-cookies keepalive keepalive-time limit-rate location
  location-trusted max-filesize max-redirs max-time no-alpn no-buffer no-compressed no-keepalive no-progress-meter output
  output-dir parallel parallel-immediate parallel-max path-as-is post301 post302 post303 progress-bar progress-meter raw
  remote-header-name remote-name remote-name-all remote-time retry retry-all-errors retry-connrefused retry-delay
  retry-max-time show-error show-headers silent speed-limit speed-time stderr styled-output suppress-connect-headers
  tcp-fastopen tcp-nodelay tls-max tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 trace trace-ascii trace-config trace-ids trace-time
  tr-encoding verbose write-out`)

/** Options that belong to a server's profile here. */
export const ofServer = words(`
  cacert capath cert cert-type insecure key key-type pass pinnedpubkey preproxy proxy proxy-cacert proxy-cert proxy-key
  proxy-user proxy1.0 socks4 socks4a socks5 socks5-hostname`)
