import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { restMilliseconds } from './use-rested.ts';

/** A text that counts once somebody has stopped typing, and follows when the address changes otherwise. */
export function useTyped(value: string | undefined, settle: (value: string | undefined) => void) {
  const [text, setText] = useState(value ?? '');
  const counted = useRef(value);
  useEffect(() => {
    // Somebody who types on while the address takes what counted keeps every letter.
    if (value === counted.current) return;
    counted.current = value;
    setText(value ?? '');
  }, [value]);
  const count = useEffectEvent(() => {
    if (text === (value ?? '')) return;
    counted.current = text.trim() === '' ? undefined : text;
    settle(counted.current);
  });
  // Whatever else draws the page anew, such as what comes live, does not keep a text waiting.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest begins anew with each letter.
  useEffect(() => {
    const timer = setTimeout(count, restMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return [text, setText] as const;
}
