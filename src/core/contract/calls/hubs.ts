// The hubs that a person reaches from the desktop app, beside this computer’s own log.

import { z } from 'zod'
import { isHubOrigin } from '../../team/hub-address.ts'
import { nameSchema } from '../../team/team.ts'

/** So many can be kept. */
export const mostHubs = 50

/** `origin`: as in `https://hub.example.com`, and in the clear on this computer alone. */
export const hubOriginSchema = z.string().max(300).refine(isHubOrigin)

/** A hub, under the name that the person gave it. */
export const hubPlaceSchema = z.object({
  origin: hubOriginSchema,
  name: nameSchema,
})

export type HubPlace = z.infer<typeof hubPlaceSchema>
