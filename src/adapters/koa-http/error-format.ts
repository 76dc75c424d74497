import { STATUS_CODES } from 'node:http';

/** How a surface writes what is refused before the surface sees it: a service that is stopping, malformed HTTP. */
export interface ErrorFormat {
  readonly contentType: string;
  /** @param detail - what was wrong and what to do, for people. */
  body(status: number, detail: string): string;
}

/** RFC 9457, for requests that no surface is there for. */
export const problemFormat: ErrorFormat = {
  contentType: 'application/problem+json',
  body: (status, detail) => JSON.stringify({ title: STATUS_CODES[status], status, detail }),
};
