import { type KeyboardEvent, useId, useState } from 'react';

/**
 * Chooses one of what is found by the arrows and Enter, while the field that finds it keeps the focus.
 *
 * @param take - is called with what was chosen.
 */
export function useChoosing<Choice>(choices: readonly Choice[], take: (choice: Choice) => void) {
  const id = useId();
  const [position, setPosition] = useState(0);
  const chosen = Math.min(position, choices.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const choice = choices[chosen];
    if (choice === undefined) return;
    if (step !== undefined) setPosition((chosen + step + choices.length) % choices.length);
    else if (event.key === 'Enter') take(choice);
    else return;
    event.preventDefault();
  };
  return {
    /** Of the field: what a screen reader needs to tell the chosen one. */
    field: {
      onKeyDown,
      'aria-autocomplete': 'list',
      'aria-controls': id,
      'aria-activedescendant': chosen < 0 ? undefined : `${id}-${chosen}`,
    },
    list: { id, chosen, choices, take, point: setPosition },
    /** The first is chosen again, since something else is found. */
    restart: () => setPosition(0),
  } as const;
}
