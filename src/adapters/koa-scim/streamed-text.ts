import type { JsonObject } from '../../criteria/json.ts';
import { type StoredResource, type StreamedValues, tagOf } from './stored-resource.ts';

/** A resource as the answer shows it: with `meta`, and without what the client does not want. */
export type Show = (stored: StoredResource) => JsonObject;

/**
 * The JSON of a resource, a piece of its values at a time. `meta` comes last, since its version may follow from them.
 * Returns the tag.
 */
export async function* streamedText(
  stored: StoredResource,
  { attribute, read }: StreamedValues,
  show: Show,
): AsyncGenerator<string, string> {
  const { meta: _, ...shown } = show(stored);
  yield JSON.stringify(shown).slice(0, -1);
  let separator = `,${JSON.stringify(attribute)}:[`;
  const values = read();
  let piece = await values.next();
  for (; !piece.done; piece = await values.next()) {
    const part = show({ ...stored, attributes: { ...stored.attributes, [attribute]: piece.value } });
    const text = JSON.stringify(part[attribute] ?? []).slice(1, -1);
    if (text === '') continue;
    yield separator + text;
    separator = ',';
  }
  const whole = { ...stored, digest: piece.value };
  const { meta } = show(whole);
  const end = meta === undefined ? '}' : `,"meta":${JSON.stringify(meta)}}`;
  yield separator === ',' ? `]${end}` : end;
  return tagOf(whole);
}
