import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Spoken } from '../words/spoken.tsx';
import styles from './copyable.module.css';

interface CopyableProps {
  /** What it is, for whoever does not see the value beside it. */
  readonly name: string;
  readonly value: string;
  /** Whether somebody has just asked for the value. */
  readonly autoFocus?: boolean;
}

/** So long it says that it has copied. */
const saidMilliseconds = 2000;

/** A value that is typed elsewhere, with a button that copies it. */
export function Copyable({ name, value, autoFocus }: CopyableProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), saidMilliseconds);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    // A browser has a clipboard for pages that came by https alone; the value can be selected in any.
    void navigator.clipboard?.writeText(value).then(() => setCopied(true));
  };
  const Icon = isCopied ? IconCheck : IconCopy;
  return (
    <span className={styles.copyable}>
      <code>{value}</code>
      <button
        type="button"
        // biome-ignore lint/a11y/noAutofocus: only where somebody has just asked for what it copies.
        autoFocus={autoFocus}
        onClick={copy}
        aria-label={`Copy ${name}`}
        title="Copy"
        data-copied={isCopied || undefined}
      >
        <Icon size={15} stroke={1.7} aria-hidden="true" />
      </button>
      <span role="status">{isCopied && <Spoken>Copied</Spoken>}</span>
    </span>
  );
}
