/** The least a list needs from the same libraries: session, router, query, typed calls, one table. Nothing of the product's own. */
import { createORPCClient } from '@orpc/client';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import contract from '#generated/contract.json' with { type: 'json' };

interface Row {
  id: string;
  number: number;
  name: string;
  kind: string;
  siteName: string | null;
  criticality: string;
}

const link = new OpenAPILink(contract as never, { url: `${location.origin}/api/v1` });
const api = createORPCClient(link as never) as unknown as {
  organisation: { session(input: object): Promise<unknown> };
  inventory: { items: { list(input: { town: string; limit: number }): Promise<{ rows: Row[] }> } };
};

function List() {
  const { data } = useQuery({
    queryKey: ['items'],
    queryFn: () => api.inventory.items.list({ town: 'tannau', limit: 100 }),
  });
  return (
    <table>
      <tbody>
        {data?.rows.map((row) => (
          <tr key={row.id}>
            <td>{row.number}</td>
            <td>{row.name}</td>
            <td>{row.kind}</td>
            <td>{row.siteName}</td>
            <td>{row.criticality}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const rootRoute = createRootRoute({ component: Outlet });
const list = createRoute({ getParentRoute: () => rootRoute, path: '/reference/', component: List });
const router = createRouter({ routeTree: rootRoute.addChildren([list]) });

await api.organisation.session({});
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
