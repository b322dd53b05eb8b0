import { createContext, use, useEffect } from 'react';
import { m } from '#texts';
import { Button } from './button.tsx';

/** One field that somebody else has saved with another value while this form was open. */
export interface Clash {
  /** Name in the form's value; a control may be called the same or, for a chosen record, `<key>Id`. */
  key: string;
  mine: unknown;
  theirs: unknown;
  /** Which of the two the form holds now. */
  holds: 'mine' | 'theirs';
}

interface ClashContextValue {
  clashes: readonly Clash[];
  choose: (key: string, which: Clash['holds']) => void;
  /** A control says where it is and how the two values read. */
  tell: (key: string, place: { path: string; text: string }) => void;
}

export const Clashes = createContext<ClashContextValue>({
  clashes: [],
  choose: () => {},
  tell: () => {},
});

interface ClashHintProps {
  name: string;
  label: string;
  /** A value of this control in words. */
  show: (value: unknown) => string;
}

/** The summary names the fields; whole texts stand at them. */
const brief = (text: string): string => (text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text);

function Version(props: { clash: Clash; which: Clash['holds']; children: string }) {
  const { clash, which } = props;
  const { choose } = use(Clashes);
  const held = clash.holds === which;
  return (
    <Button
      small
      {...(held ? { icon: 'check' as const } : {})}
      aria-pressed={held}
      onClick={() => choose(clash.key, which)}
    >
      {props.children}
    </Button>
  );
}

/** At a field: what the other has saved, what was typed here, and the choice between the two. */
export function ClashHint({ name, label, show }: ClashHintProps) {
  const { clashes, tell } = use(Clashes);
  const clash = clashes.find(({ key }) => key === name || `${key}Id` === name);
  const read = (value: unknown) => show(value) || m.kit_nothing();
  const key = clash?.key;
  const theirs = clash ? read(clash.theirs) : '';
  const mine = clash ? read(clash.mine) : '';
  const text = m.kit_clash_line({ label, theirs: brief(theirs), mine: brief(mine) });
  useEffect(() => {
    if (key) tell(key, { path: name, text });
  }, [key, name, text, tell]);
  if (!clash) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside the fieldset of a choice would be read twice
    <div className="k-clash" role="group" aria-label={m.kit_clash_at({ label })}>
      <p>{m.kit_clash_theirs({ value: theirs })}</p>
      <p>{m.kit_clash_mine({ value: mine })}</p>
      <div className="k-actions">
        <Version clash={clash} which="mine">
          {m.kit_clash_keep()}
        </Version>
        <Version clash={clash} which="theirs">
          {m.kit_clash_take()}
        </Version>
      </div>
    </div>
  );
}
