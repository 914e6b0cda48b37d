// The `electron` module of the stand-in: what a main process imports by that name. An export that is missing here fails
// at once and by its name, as it should: the stand-in has what the app uses and pretends nothing else.

import './main-downloads.ts'

export { app } from './main-app.ts'
export { ipcMain } from './main-ipc.ts'
export { Menu } from './main-menu.ts'
export { Notification } from './main-notification.ts'
export { protocol } from './main-protocol.ts'
export { safeStorage } from './main-safe-storage.ts'
export { screen } from './main-screens.ts'
export { session } from './main-session.ts'
export { dialog, nativeTheme, net, powerMonitor, powerSaveBlocker, shell } from './main-system.ts'
export { nativeImage, Tray } from './main-tray.ts'
export { BrowserWindow } from './main-window.ts'
