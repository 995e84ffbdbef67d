/** Sends a file on before its resource is handed in; answers its number, or why it was not taken. Throws where the server was not reached. */
export async function upload(file: Blob & { name: string }, locale: string): Promise<{ number: number | null; failure: string | null }> {
  const response = await fetch(`/resources/files?name=${encodeURIComponent(file.name)}`, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/octet-stream', 'accept-language': locale }, body: file });
  const answer = (await response.json()) as { number?: number | null; failure?: string | null };
  return { number: response.ok ? (answer.number ?? null) : null, failure: answer.failure ?? null };
}
