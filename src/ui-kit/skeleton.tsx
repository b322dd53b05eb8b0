import { m } from '#texts';

export function Skeleton({ lines = 4 }: { lines?: number }) {
  return (
    <div className="k-skeleton" role="status">
      <span className="k-hidden">{m.kit_loading()}</span>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey lines have no identity
        <i key={line} />
      ))}
    </div>
  );
}
