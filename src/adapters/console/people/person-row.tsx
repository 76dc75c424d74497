import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './person-row.module.css';

interface PersonRowProps {
  readonly id: string;
  readonly name: string;
  /** What else is told of the person, and what can be done. */
  readonly children?: ReactNode;
}

/** Somebody in a list, with the way there. */
export const PersonRow = ({ id, name, children }: PersonRowProps) => (
  <span className={styles.row}>
    <Link to="/people/$id" params={{ id }}>
      {name}
    </Link>
    {children}
  </span>
);
