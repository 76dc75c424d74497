/** @throws Error that says what to do, where something else listens at the address. */
export async function inUseIsTold<Bound>(
  bound: Promise<Bound>,
  what: string,
  variable: string,
): Promise<Bound> {
  try {
    return await bound;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE') throw error;
    throw new Error(`${what} is in use. Stop what listens there, or choose another port with ${variable}.`, {
      cause: error,
    });
  }
}
