import type { IncomingMessage } from 'node:http';
import { parse as parseContentType } from 'content-type';
import { Turns } from '../../application/ports/turns.ts';
import { exactNumber } from '../../criteria/exact-number.ts';
import { BodyRefused } from './body-refused.ts';
import { exceedsDepth } from './json-depth.ts';
import { type BodyBounds, readBytes } from './read-bytes.ts';

export interface JsonBodyRules extends BodyBounds {
  /** A body of none of these is refused; one of which nothing is said is taken for the first. */
  readonly mediaTypes: readonly string[];
}

/** Far beyond any resource; it keeps whatever walks over a body from running out of stack. */
export const jsonDepthMax = 32;
const utf8 = new TextDecoder('utf-8', { fatal: true });

// Minus zero, more digits than a double is sure to hold, or a power of ten. Texts in which it matches are no matter.
const perhapsInexactNumber = /[:,[]\s*(?:-0(?!\.\d*[1-9])|-?[\d.]{16}|-?[\d.]+[eE])/;

/**
 * The JSON of the body. A number that a double does not hold, such as 12345678901234567890 or -0, is NaN in it, which
 * JSON cannot have: what it is the value of is refused by name.
 *
 * @throws BodyRefused
 */
export async function readJsonBody(request: IncomingMessage, rules: JsonBodyRules): Promise<unknown> {
  requireReadable(request, rules.mediaTypes);
  const bytes = await readBytes(request, rules);
  const turns = new Turns();
  const text = textIn(bytes);
  const turn = turns.giveWay();
  if (turn !== undefined) await turn;
  return parse(text);
}

/** The JSON that the bytes are, with NaN in the same places. @throws BodyRefused */
export const jsonIn = (bytes: Uint8Array): unknown => parse(textIn(bytes));

function textIn(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text === '') throw new BodyRefused(400, 'The request has no body; expected is a JSON object.');
  if (exceedsDepth(text, jsonDepthMax)) {
    throw new BodyRefused(400, `The body is nested too deeply; allowed are at most ${jsonDepthMax} levels.`);
  }
  return text;
}

function requireReadable({ headers }: IncomingMessage, mediaTypes: readonly string[]): void {
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new BodyRefused(
      415,
      `The body must not be compressed, but its Content-Encoding is ${quoted(encoding)}.`,
    );
  }
  const contentType = headers['content-type'];
  if (!contentType || mediaTypes.includes(contentType)) return;
  const { type, parameters } = parseContentType(contentType);
  if (!mediaTypes.includes(type)) {
    throw new BodyRefused(415, `The Content-Type must be ${mediaTypes.join(' or ')}, not ${quoted(type)}.`);
  }
  // RFC 8259 section 8.1: JSON is exchanged in UTF-8, of which ASCII is a part.
  const { charset } = parameters;
  if (charset && !/^(utf-?8|(us-)?ascii)$/i.test(charset)) {
    throw new BodyRefused(415, `The charset must be utf-8, not ${quoted(charset)}.`);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new BodyRefused(400, 'The body is not valid UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return perhapsInexactNumber.test(text) ? parseExactly(text) : JSON.parse(text);
  } catch (error) {
    // The rest of the message quotes the body, and what is in it is not ours to repeat.
    const [, position] = /\bat position (\d+)/.exec(String(error)) ?? [];
    throw new BodyRefused(
      400,
      `The body is not JSON${position ? `: see the character at position ${position}` : ''}.`,
    );
  }
}

/** Each value takes a call, so that this is slower than what most bodies are read with. */
const parseExactly = (text: string): unknown =>
  JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? (exactNumber(context?.source ?? '') ?? Number.NaN) : value,
  );

const quoted = (text: string): string => JSON.stringify(text.slice(0, 80));
