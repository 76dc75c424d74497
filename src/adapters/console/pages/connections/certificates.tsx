import type { ConnectionAnswer } from '../../../koa-admin/answers/connection-answer.ts';
import { Roll, RollRow } from '../../roll/roll.tsx';
import type { RollState } from '../../roll/state-mark.tsx';
import { Moment } from '../../times/moment.tsx';
import { useNow } from '../../times/use-now.ts';

const endsSoonMilliseconds = 30 * 86_400_000;
const fingerprintCharacters = 16;

/** With what an identity provider signs, and until when. */
export function Certificates({ certificates }: Pick<Required<ConnectionAnswer>, 'certificates'>) {
  const now = useNow(60_000);
  return (
    <Roll label="Signing certificates">
      {certificates.map(({ fingerprint, subject, notAfter }) => {
        const { state, word } = stateOfCertificate(Date.parse(notAfter) - now);
        return (
          <RollRow key={fingerprint} name={subject} state={state} answer={word}>
            Ends <Moment at={notAfter} />. SHA-256 <code>{fingerprint.slice(0, fingerprintCharacters)}…</code>
          </RollRow>
        );
      })}
    </Roll>
  );
}

function stateOfCertificate(left: number): { readonly state: RollState; readonly word: string } {
  if (left <= 0) return { state: 'absent', word: 'Ended' };
  return left < endsSoonMilliseconds
    ? { state: 'late', word: 'Ends soon' }
    : { state: 'present', word: 'Valid' };
}
