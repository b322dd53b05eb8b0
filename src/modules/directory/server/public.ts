export { followDirectory } from './follow.ts';
export { directoryRoutes } from './routes.ts';
export { directory } from './sign-in.ts';
