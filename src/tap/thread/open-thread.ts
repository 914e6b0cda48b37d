// The gate in a thread of its own, as the engine's port.

import { Worker } from 'node:worker_threads'
import { RunlightError } from '../../core/basics/errors.ts'
import { jsonRecordTypes, keptBody, type TapPort } from '../../engine/index.ts'
import threadPath from './gate-thread.ts?modulePath'
import { createHearer } from './hearer.ts'
import type { FromThread, ThreadData, ToThread } from './messages.ts'

/** What the thread may take to end what is under way. */
const closeLimitMs = 1_000

/** Opens a gate. Rejects with `port-in-use` or `bad-input` where the address cannot be had. */
export const openThread: TapPort = async (listen, witness) => {
  const data: ThreadData = { listen, keptBody, streamTypes: ['text/event-stream', ...jsonRecordTypes] }
  const worker = new Worker(threadPath, { workerData: data, name: 'tap' })
  const opened = Promise.withResolvers<string>()
  const death = Promise.withResolvers<Error>()
  const closed = Promise.withResolvers<void>()
  let isOver = false

  const post = (said: ToThread) => {
    if (!isOver) worker.postMessage(said)
  }
  const hearer = createHearer(witness, post)
  const hear = (said: FromThread) => {
    switch (said.type) {
      case 'open':
        return opened.resolve(said.address)
      case 'shut':
        return opened.reject(whyShut(said.code, said.message, listen.host, listen.port))
      case 'news':
        return hearer.hear(said.news)
      case 'closed':
        return closed.resolve()
    }
  }
  const end = (error: Error) => {
    opened.reject(error)
    closed.resolve()
    if (isOver) return
    isOver = true
    hearer.leaveAll()
    death.resolve(error)
  }
  worker.on('message', hear)
  worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))))
  worker.on('exit', () => end(new Error('The tap’s thread ended.')))

  let closing: Promise<void> | null = null
  const close = async () => {
    post({ type: 'close' })
    const late = setTimeout(closed.resolve, closeLimitMs)
    await closed.promise
    clearTimeout(late)
    isOver = true
    hearer.leaveAll()
    await worker.terminate()
  }
  try {
    const address = await opened.promise
    return {
      address,
      setTargets: (targets) => post({ type: 'targets', targets }),
      death: death.promise,
      close: () => {
        closing ??= close()
        return closing
      },
    }
  } catch (thrown) {
    isOver = true
    await worker.terminate()
    throw thrown
  }
}

function whyShut(code: string, message: string, host: string, port: number): Error {
  switch (code) {
    case 'EADDRINUSE':
      return new RunlightError(
        'port-in-use',
        `Port ${port} of ${host} is in use: choose another one for the tap, or 0 for any that is free.`,
      )
    case 'EACCES':
      return new RunlightError(
        'port-in-use',
        `Port ${port} may not be opened by this user: choose one above 1023 for the tap.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new RunlightError(
        'bad-input',
        `This computer has no address ${host}: let the tap listen on 127.0.0.1, or on an address of this computer.`,
      )
    default:
      return Object.assign(new Error(message), { code })
  }
}
