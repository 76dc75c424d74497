import type { RehearsalResult, Step } from './rehearsal.ts';

/** A step as people read it. */
export function stepText({ title, exchange, failures }: Step, number: number): string {
  const { method, url, requestBody, status, body } = exchange;
  return [
    `${number}. ${title}`,
    `   ${method} ${url}`,
    ...bodyLines(requestBody),
    `   → ${status}`,
    ...bodyLines(body),
    ...(failures.length === 0 ? ['   ✓ as expected'] : failures.map((failure) => `   ✗ ${failure}`)),
    '',
    '',
  ].join('\n');
}

export function verdictText({ passed, steps }: RehearsalResult): string {
  if (passed) return `Passed: all ${steps.length} requests were answered as Okta needs.\n`;
  const failed = steps.flatMap(({ title, failures }) => failures.map((failure) => `- ${title}: ${failure}.`));
  return `Failed:\n${failed.join('\n')}\n`;
}

const bodyLines = (body: unknown): string[] =>
  body === undefined
    ? []
    : (typeof body === 'string' ? printable(body) : JSON.stringify(body, null, 2))
        .split('\n')
        .map((line) => `   ${line}`);

/** An answer that is no JSON could otherwise steer the terminal. */
const printable = (text: string): string => text.replace(/[^\P{Cc}\n]/gu, '\u{FFFD}');
