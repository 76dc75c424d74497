import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useState } from 'react';

const Palette = lazy(() => import('../palette/palette.tsx').then(({ Palette }) => ({ default: Palette })));
const OpenPalette = createContext<() => void>(() => {});

/** Opens the palette. */
export const usePalette = (): (() => void) => useContext(OpenPalette);

/** Ctrl-K, and the palette once somebody has asked for it. */
export function PaletteOnDemand({ children }: { readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <OpenPalette value={() => setOpen(true)}>
      {children}
      <Suspense>{isOpen && <Palette close={() => setOpen(false)} />}</Suspense>
    </OpenPalette>
  );
}
