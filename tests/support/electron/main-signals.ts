// Signals as Chromium hears them on POSIX systems (`electron_browser_main_parts_posix.cc`): each quits once, and the same
// one again does what the system does by default, which is to end the process at once. Its handlers are set shortly before
// the app is ready, over whatever the main script set before, and whoever listens later takes their place.

export function hearSignals(quit: () => void): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    const hear = () => {
      if (process.listenerCount(signal) > 1) return
      // A signal without a listener has the system's default again.
      process.off(signal, hear)
      quit()
    }
    process.removeAllListeners(signal)
    process.on(signal, hear)
  }
}
