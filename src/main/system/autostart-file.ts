// The file by which Linux desktops start the app at login (Desktop Application Autostart Specification). Pure.

import { join } from 'node:path'

/** Where the file is. */
export function autostartPath(env: NodeJS.ProcessEnv, home: string): string {
  const { XDG_CONFIG_HOME: config } = env
  // The specification passes over a relative one.
  const folder = config?.startsWith('/') === true ? config : join(home, '.config')
  return join(folder, 'autostart', 'runlight.desktop')
}

/** The file that runs `command`, a program and its arguments. */
export function autostartText(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Runlight',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=runlight',
    'Terminal=false',
    'NoDisplay=true',
    '',
  ].join('\n')
}

/** Whether a desktop goes by the file `text`: its settings may have switched it off in there. */
export function startsBy(text: string): boolean {
  return !/^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/m.test(text)
}

/** As the Desktop Entry Specification quotes arguments; the value of a key takes each backslash twice. */
function quoted(argument: string): string {
  return `"${argument
    .replaceAll(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%')}"`
}
