import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { notHere } from '../../api/problem.ts';
import { DecisionConfirmation } from '../../people/decision-confirmation.tsx';
import { Failure } from '../../states/failure.tsx';
import { opening } from '../opening.ts';
import { bringBack } from './brake-queries.ts';

/** Brings all back whom Okta deactivated at once, once somebody has confirmed it. */
export function Return({ hasWave }: { readonly hasWave: boolean }) {
  // Nothing may wait any more once they are back.
  const [isPossible] = useState(hasWave);
  const navigate = useNavigate({ from: '/brake' });
  const close = () => void navigate({ ...opening(undefined), search: {} });
  if (!isPossible)
    return <Failure error={notHere('Nobody is to be brought back: nothing waits for a decision.')} />;
  return (
    <DecisionConfirmation
      decision="bringBack"
      whom="everybody"
      carryOut={bringBack}
      done={close}
      close={close}
    />
  );
}
