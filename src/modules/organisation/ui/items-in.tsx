import { listPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { ButtonLink } from '#ui-kit/button';

/** Leads from a site or room to the inventory list narrowed to it. */
export function ItemsIn({ place, label }: { place: { siteId: string } | { roomId: string }; label: string }) {
  const town = useTown();
  const narrowed = Object.entries(place).map(([key, id]) => `f.${key}=${id}`);
  return (
    <p>
      <ButtonLink
        small
        kind="quiet"
        icon="inventory"
        href={`${listPath(town, 'item')}?${narrowed.join('&')}`}
      >
        {label}
      </ButtonLink>
    </p>
  );
}
