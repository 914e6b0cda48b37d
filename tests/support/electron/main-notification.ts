// `Notification`: one of the system that nobody sees. A person clicks by its events.

import { EventEmitter } from 'node:events'

type Options = { readonly title?: string; readonly body?: string }

export class Notification extends EventEmitter {
  static isSupported = () => true

  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: Options = {}) {
    super()
    this.title = title
    this.body = body
  }

  show(): void {
    this.emit('show')
  }

  close(): void {
    this.emit('close')
  }
}
