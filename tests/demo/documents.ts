// The event shapes of the monitored APIs, transcribed from their documents and strict: a field more or less is a fault.

import { z } from 'zod'

const iso = z.iso.datetime()
const status = z.enum(['pending', 'processing', 'completed', 'failed'])
const outcome = z.strictObject({ status: z.enum(['completed', 'failed']) })
const ping = z.strictObject({ ts: iso })

export const flashcardEvents = {
  status: z.strictObject({
    status,
    sets_created: z.int().nonnegative(),
    sets_completed: z.int().nonnegative(),
    total_expected: z.int().nullable(),
    progress_percent: z.number().min(0).max(100).nullable(),
  }),
  set: z.strictObject({
    id: z.int().positive(),
    title: z.string().regex(/ — /),
    description: z.string().min(1),
    tags: z.array(z.string()).min(1),
    status: z.enum(['processing', 'completed']),
    created_at: iso,
  }),
  end: outcome,
  ping,
}

export const videoEvents = {
  status: z.strictObject({
    status,
    request_id: z.int().positive(),
    video_uuid: z.string(),
    started_at: iso.nullable(),
    completed_at: iso.nullable(),
  }),
  end: outcome,
  ping,
}

const metrics = {
  estimated_reading_time: z.int().positive(),
  vocabulary_level: z.enum(['beginner', 'intermediate', 'advanced']),
  educational_elements: z.array(z.string()).min(1),
}

export const storyEvents = {
  story_chunk: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('node_event'),
      data: z.strictObject({ node: z.string(), status: z.enum(['started', 'completed']) }),
    }),
    z.strictObject({
      type: z.literal('content'),
      data: z.strictObject({ chunk: z.string().min(1), is_complete: z.boolean() }),
    }),
    z.strictObject({
      type: z.literal('safety_check'),
      data: z.strictObject({ approved: z.boolean(), score: z.number(), issues: z.array(z.string()) }),
    }),
    z.strictObject({ type: z.literal('metadata'), data: z.strictObject(metrics) }),
    z.strictObject({
      type: z.literal('complete'),
      data: z.strictObject({
        success: z.boolean(),
        story_content: z.string().min(1),
        choices: z.array(z.strictObject({ text: z.string() })).min(2),
        choice_question: z.string(),
        safety_score: z.number(),
        ...metrics,
      }),
    }),
    z.strictObject({
      type: z.literal('error'),
      data: z.strictObject({ message: z.string().min(1), code: z.string().regex(/^[A-Z_]+$/) }),
    }),
  ]),
}

export const processEvents = {
  progress: z.strictObject({
    current_step: z.int().positive(),
    total_steps: z.int().positive(),
    step_name: z.string().min(1),
    percent: z.int().min(0).max(100),
  }),
  log: z.strictObject({
    timestamp: iso,
    level: z.enum(['debug', 'info', 'success', 'warning', 'error']),
    message: z.string().min(1),
    details: z.string().nullable(),
  }),
  result: z.strictObject({ success: z.boolean(), data: z.record(z.string(), z.unknown()) }),
  error: z.strictObject({ error: z.string().min(1) }),
}
