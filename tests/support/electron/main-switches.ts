// `app.commandLine`: the switches that the process was started with, and what follows from the one that is about the sandbox.

const switches = new Set(
  process.argv
    .slice(2)
    .filter((word) => word.startsWith('--') && word !== '--')
    .map((word) => word.slice(2).split('=', 1)[0] ?? ''),
)

export const commandLine = {
  hasSwitch: (name: string) => switches.has(name),
  removeSwitch: (name: string) => {
    switches.delete(name)
  },
}

/** The words of Electron, and its end: no process of its own may run as root with a sandbox. */
export function enforceSandbox(): void {
  if (process.getuid?.() !== 0 || commandLine.hasSwitch('no-sandbox')) return
  process.stderr.write(
    'FATAL:electron_main_delegate.cc(287)] Running as root without --no-sandbox is not supported. See https://crbug.com/638180.\n',
  )
  process.kill(process.pid, 'SIGTRAP')
}
