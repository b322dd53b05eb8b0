/** The least a list needs from the same libraries: session, router, query, one table. Nothing of the product's own. */
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, Outlet, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';

interface Row {
  id: string;
  number: number;
  name: string;
  kind: string;
  siteName: string | null;
  criticality: string;
}

const read = async (path: string) => (await fetch(path)).json();

function List() {
  const { data } = useQuery({
    queryKey: ['items'],
    queryFn: () => read('/api/v1/towns/tannau/items?limit=100'),
  });
  return (
    <table>
      <tbody>
        {(data?.rows as Row[] | undefined)?.map((row) => (
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

await read('/api/v1/session');
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <QueryClientProvider client={new QueryClient()}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
