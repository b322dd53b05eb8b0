import { changedWords } from '#kernel/changed-words';
import { m } from '#texts';

/** A text with what went and what came since another wording, said as well as coloured. */
export function ChangedText({ before, after }: { before: string; after: string }) {
  return (
    <p className="k-diff">
      {changedWords(before, after).map(({ text, is }, place) => {
        if (is === 'same') return text;
        const Mark = is === 'added' ? 'ins' : 'del';
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name and never move
          <Mark key={place}>
            <span className="k-hidden">{is === 'added' ? m.kit_added() : m.kit_removed()}: </span>
            {text}
          </Mark>
        );
      })}
    </p>
  );
}
