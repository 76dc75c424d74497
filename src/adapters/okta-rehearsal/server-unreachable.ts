/** Nothing answers at the address. */
export class ServerUnreachable extends Error {
  override readonly name = 'ServerUnreachable';
  readonly code = 'serverUnreachable';

  constructor(baseUrl: string, cause: unknown) {
    const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
    const reason = inner instanceof Error ? inner.message || inner.name : String(inner);
    super(
      `Nothing answers at ${baseUrl} (${reason}). Start the service first, with \`npm start\`, or name another address with --base-url.`,
      { cause },
    );
  }
}
