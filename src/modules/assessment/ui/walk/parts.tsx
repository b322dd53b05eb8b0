import { type ReactNode, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { m } from '#texts';
import { getLocale } from '#texts/runtime';
import type { IconName } from '#ui-kit/icons';
import { Icon } from '#ui-kit/icons';
import { deviceState, subscribe } from './device.ts';
import { type Model, modelOf, type Standing } from './model.ts';
import type { Walk } from './store.ts';

export const useDevice = () => useSyncExternalStore(subscribe, deviceState, deviceState);

/** What is known of the town, with what was captured here. */
export function useModel(): { walk: Walk; model: Model } | null {
  const { walk, entries } = useDevice();
  return useMemo(() => (walk && entries ? { walk, model: modelOf(walk, entries) } : null), [walk, entries]);
}

/** A text of a catalogue in the language of the page. */
export const local = (text: { de: string; en: string }): string => text[getLocale()];

/** The steps of the address after `#`: `#raum/<id>` is `['raum', '<id>']`. */
export function useSteps(): string[] {
  const hash = useSyncExternalStore(
    (changed) => {
      addEventListener('hashchange', changed);
      return () => removeEventListener('hashchange', changed);
    },
    () => location.hash,
    () => '',
  );
  return hash.replace(/^#/, '').split('/').filter(Boolean).map(decodeURIComponent);
}
export const at = (...steps: string[]): string => `#${steps.map(encodeURIComponent).join('/')}`;
export function goTo(...steps: string[]): void {
  location.hash = at(...steps);
}

const STANDINGS: Record<Standing, { icon: IconName; tone: string; word: () => string }> = {
  sent: { icon: 'done', tone: 'success', word: m.assessment_walk_sent },
  waiting: { icon: 'clock', tone: 'info', word: m.assessment_walk_waiting },
  held: { icon: 'warning', tone: 'warning', word: m.assessment_walk_held },
};
/** Where something is: on the server, only here, or waiting for a decision. */
export function StandingMark({ standing }: { standing: Standing }) {
  const { icon, tone, word } = STANDINGS[standing];
  return (
    <span className="w-standing" data-tone={tone}>
      <Icon name={icon} />
      {word()}
    </span>
  );
}

/** An address for a picture in memory, as long as it is shown. */
export function useUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return setUrl(undefined);
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}

/** The heading of what is open; it takes the focus when another view opens, so that it is read out. */
export function View({ title, back, children }: { title: string; back?: string; children: ReactNode }) {
  const [heading, setHeading] = useState<HTMLHeadingElement | null>(null);
  useEffect(() => {
    document.title = `${title} - Sollstand`;
  }, [title]);
  useEffect(() => {
    heading?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, [heading]);
  return (
    <div className="w-view">
      {back !== undefined && (
        <a className="k-btn w-back" data-kind="quiet" href={back}>
          <Icon name="left" />
          {m.assessment_walk_rooms()}
        </a>
      )}
      <h1 ref={setHeading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}
