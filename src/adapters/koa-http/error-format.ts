/** How refusals are written that no surface sees: malformed HTTP, unknown paths, a service that is stopping. */
export interface ErrorFormat {
  readonly contentType: string;
  /** @param detail - what was wrong and what to do, for people. */
  body(status: number, detail: string): string;
}
