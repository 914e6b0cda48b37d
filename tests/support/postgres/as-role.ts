// Users of a shared log with the least rights that its processes are to be run with.

import { randomUUID } from 'node:crypto'
import { Client } from 'pg'

/** The address of the log for a new user with this role of it and nothing else. `url`: as its owner, after it was migrated. */
export async function asRole(url: string, role: 'runlight_collector' | 'runlight_hub'): Promise<string> {
  const user = `u${randomUUID().replaceAll('-', '')}`
  const owner = new Client(url)
  await owner.connect()
  await owner.query(`CREATE ROLE ${user} LOGIN IN ROLE ${role}`).finally(() => owner.end())
  const address = new URL(url)
  address.username = user
  return address.href
}
