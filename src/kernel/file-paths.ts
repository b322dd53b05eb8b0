/** Below /api/v1/towns/{town}: where files of a record are sent to (POST with the content as body). */
export const filesPath = (path: string, id: string): string => `/${path}/${id}/files`;
/** Where the content of a file is fetched from. */
export const fileContentPath = (path: string, id: string, fileId: string): string =>
  `${filesPath(path, id)}/${fileId}/content`;
