import type { ReactNode } from 'react';

interface ListboxProps<Choice> {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  /** Where the chosen one stands. */
  readonly chosen: number;
  readonly take: (choice: Choice) => void;
  readonly point: (position: number) => void;
  readonly keyOf: (choice: Choice) => string;
  readonly option: (choice: Choice) => ReactNode;
  readonly className?: string;
}

/** What is found, below the field that finds it. */
export const Listbox = <Choice,>(props: ListboxProps<Choice>) => {
  const { id, label, choices, chosen, take, point, keyOf, option, className } = props;
  return (
    <div id={id} className={className} role="listbox" aria-label={label}>
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the field, which keeps the focus.
        // biome-ignore lint/a11y/useFocusableInteractive: the field names the chosen one (aria-activedescendant).
        <div
          key={keyOf(choice)}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(choice)}
          onPointerMove={() => point(index)}
        >
          {option(choice)}
        </div>
      ))}
    </div>
  );
};
