// What the gate allows, in one place. None of it ever ends an answer under way.

/** For a connection to a server, its TLS and what a proxy says to it included. A head may then take as long as it likes. */
export const connectLimitMs = 10_000
/** For the head of a client's request, from its first byte. */
export const headLimitMs = 30_000
/** How long a client's connection may wait for its next request. */
export const idleClientMs = 65_000
/** How long a server's connection is kept for the next request: less than what servers commonly wait. */
export const idleServerMs = 4_000
/** Of a request or an answer. */
export const maxHeadBytes = 65_536
export const maxConnections = 2_048
/** Requests that one connection may send before the answer to an earlier one is complete. */
export const maxPipelined = 32
/** A client that takes nothing for so long is told to be slow. */
export const slowAfterMs = 250
/** After this long without a byte a peer is asked by TCP whether it is still there. */
export const keepAliveProbeMs = 30_000
/** Taps that a request may have come through: more is a ring. */
export const maxTapsInRow = 8
