import { Fragment } from 'react';

/** Bold, emphasised and code: all that the service's sentences have of Markdown. */
const marks = /(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/;

/** A sentence of the service, which has ways through menus in bold, names of fields emphasised, and what is typed as code. */
export const MarkedWords = ({ text }: { readonly text: string }) =>
  text.split(marks).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence changes as a whole.
    <Fragment key={index}>{marked(part)}</Fragment>
  ));

function marked(part: string) {
  if (!marks.test(part)) return part;
  if (part.startsWith('**')) return <strong>{part.slice(2, -2)}</strong>;
  return part.startsWith('*') ? <em>{part.slice(1, -1)}</em> : <code>{part.slice(1, -1)}</code>;
}
