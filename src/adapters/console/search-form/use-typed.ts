import { useEffect, useState } from 'react';

/** So long somebody has to stop typing before it is searched. */
const restMilliseconds = 200;

/** A text that counts once somebody has stopped typing, and follows when the address changes otherwise. */
export function useTyped(value: string | undefined, settle: (value: string | undefined) => void) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  useEffect(() => {
    if (text === (value ?? '')) return;
    const timer = setTimeout(() => settle(text.trim() === '' ? undefined : text), restMilliseconds);
    return () => clearTimeout(timer);
  });
  return [text, setText] as const;
}
