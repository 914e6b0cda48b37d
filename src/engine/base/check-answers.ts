// Whether the engine validates its own answers: asked for by the environment, in development and tests. It is off
// otherwise, because a page of a thousand events would be walked through for nothing.

/** `RUNLIGHT_CHECK_ANSWERS=1` asks for it. */
export function checksAnswers(env: NodeJS.ProcessEnv): boolean {
  return env.RUNLIGHT_CHECK_ANSWERS === '1'
}
