/** One call to a running browser host, by the URL it printed; throws the answer's message. */
export async function callHost(url: string, name: string, input: unknown): Promise<unknown> {
  const { origin, hash } = new URL(url)
  const response = await fetch(`${origin}/api/call`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${hash.replace('#token=', '')}` },
    body: JSON.stringify({ name, input }),
  })
  const answer: { ok: boolean; value: unknown; error: { message: string } } = await response.json()
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}
