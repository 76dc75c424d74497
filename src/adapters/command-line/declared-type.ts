import type { Scalar } from '../../criteria/field.ts';

/** The types of custom attributes by the names that operators know. */
export const declaredTypes = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  date: 'instant',
} as const;

export type DeclaredType = keyof typeof declaredTypes;

export const isDeclaredType = (text: string): text is DeclaredType => Object.hasOwn(declaredTypes, text);

/** A value as it was typed, where the type does not take a text. */
export function scalarOf(text: string, type: DeclaredType | undefined): Scalar {
  if (type === 'number' && text.trim() !== '' && !Number.isNaN(Number(text))) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}

/** The name of a custom attribute, which people write with `profile.` or without. */
export const bareName = (name: string): string => name.replace(/^profile\./i, '');
