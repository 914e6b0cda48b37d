// The moment after the next frame was drawn: for work that it need not wait for.

/** Calls `then` once the next frame is made; returns what prevents that. */
export function afterFrame(then: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const request = requestAnimationFrame(() => {
    // A task of its own: what is drawn in this frame is drawn first.
    timer = setTimeout(then)
  })
  return () => {
    cancelAnimationFrame(request)
    clearTimeout(timer)
  }
}
