/** Why a `fetch` came to nothing: it keeps the code of the connection (ECONNREFUSED, …) in its cause. */
export function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message ?? String(error);
}
