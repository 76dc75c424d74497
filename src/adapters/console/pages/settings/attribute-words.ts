import type { AttributeAnswer } from '../../../koa-admin/answers/attribute-answers.ts';

/** Types of declared values, as people read them. */
export const typeNames = { string: 'Text', number: 'Number', boolean: 'Yes or no', instant: 'Date' } as const;

const nameOf = (type: string): string => (typeNames as Record<string, string>)[type] ?? type;

/** Of what type its values are, as declared or as seen. */
export function typeText({ types, multiValued, declaration }: AttributeAnswer): string {
  const names = declaration?.type === undefined ? types.map(nameOf) : [typeNames[declaration.type]];
  const isList = declaration?.type === undefined ? multiValued : declaration.multiValued;
  const text = names.length === 0 ? 'Anything' : names.join(' or ');
  return isList ? `${text}, several` : text;
}

/** Where the attribute stands between being seen and being out of use. */
export function standingOf({ declaration, retiredAt, renamedTo }: AttributeAnswer): string {
  if (renamedTo !== undefined) return `Renamed to ${renamedTo}`;
  if (retiredAt !== undefined) return 'Retired';
  if (declaration === undefined) return 'Not declared';
  const marks = [declaration.required && 'required', declaration.confidential && 'confidential'];
  return ['Declared', ...marks.filter(Boolean)].join(', ');
}
