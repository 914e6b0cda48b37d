// The bridge: the two functions that the page gets, and nothing else of Electron. It knows no call and no shape; main
// checks the sender and the engine the input. Passing events on was rejected: an event carries its sender's powers.

import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron'
import { callChannel, changesChannel } from '../core/contract/channels.ts'
import type { Bridge } from '../core/contract/contract.ts'

const bridge: Bridge = {
  call: async (name, input) => {
    if (typeof name !== 'string') throw new TypeError('A call’s name must be a text.')
    return ipcRenderer.invoke(callChannel, name, input)
  },
  onChanges: (listener) => {
    if (typeof listener !== 'function') throw new TypeError('A listener must be a function.')
    const pass = (_event: IpcRendererEvent, changes: unknown) => listener(changes)
    ipcRenderer.on(changesChannel, pass)
    return () => {
      ipcRenderer.off(changesChannel, pass)
    }
  },
}

contextBridge.exposeInMainWorld('runlight', bridge)
