import type { ReactNode } from 'react';
import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react';

export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  density: 'portal' | 'work';
  /** Single-key shortcuts (WCAG 2.1.4 asks that they can be switched off). */
  singleKeys: boolean;
}

interface PreferencesContext {
  preferences: Preferences;
  change: (part: Partial<Preferences>) => void;
}

const KEY = 'sollstand.preferences';
const DEFAULTS: Preferences = { theme: 'system', density: 'work', singleKeys: true };
const Context = createContext<PreferencesContext>({ preferences: DEFAULTS, change: () => {} });

export const usePreferences = () => use(Context);

function read(): Preferences {
  try {
    return { ...DEFAULTS, ...JSON.parse(localStorage.getItem(KEY) ?? '{}') };
  } catch {
    return DEFAULTS;
  }
}

function apply({ theme, density }: Preferences) {
  const { dataset } = document.documentElement;
  if ((dataset.theme ?? 'system') === theme && dataset.density === density) return;
  // Tells the server, so that the next page comes in these colours.
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store exists behind TLS only; every part is one of our own words.
  document.cookie = `sollstand_look=${theme}.${density}; Path=/; SameSite=Lax; Max-Age=31536000`;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  dataset.density = density;
}

/** Call before the first render, so that no page flashes in the wrong colours. */
export const applyStoredPreferences = () => apply(read());

/** `onChange` lets the app keep the choice in the profile as well; the browser always has it. */
export function PreferencesProvider(props: {
  onChange?: (preferences: Preferences) => void;
  children: ReactNode;
}) {
  const [preferences, setPreferences] = useState(read);
  const { onChange } = props;
  useEffect(() => apply(preferences), [preferences]);
  const change = useCallback(
    (part: Partial<Preferences>) => {
      const next = { ...preferences, ...part };
      setPreferences(next);
      localStorage.setItem(KEY, JSON.stringify(next));
      onChange?.(next);
    },
    [preferences, onChange],
  );
  const value = useMemo(() => ({ preferences, change }), [preferences, change]);
  return <Context value={value}>{props.children}</Context>;
}
