import { Link } from '@tanstack/react-router';
import { PersonName } from './person-name.tsx';

/** The way to somebody whose id alone is known. */
export const PersonLink = ({ id }: { readonly id: string }) => (
  <Link to="/people/$id" params={{ id }}>
    <PersonName id={id} />
  </Link>
);
