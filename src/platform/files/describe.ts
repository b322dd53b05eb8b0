import type { FileHome } from './home.ts';

interface Document {
  paths?: Record<string, object>;
}

/** The OpenAPI document with sending and fetching content: bodies that are files stand outside the contract. */
export function withFiles(document: Document, homes: readonly FileHome[]): Document {
  const paths = { ...document.paths };
  for (const { path } of homes) {
    const files = `/towns/{town}/${path}/{id}/files`;
    const parameters = ['town', 'id'].map(inPath);
    paths[files] = {
      ...paths[files],
      post: { ...UPLOAD, operationId: `${path}.files.add`, parameters: [...parameters, NAME] },
    };
    paths[`${files}/{fileId}/content`] = {
      get: {
        ...DOWNLOAD,
        operationId: `${path}.files.content`,
        parameters: [...parameters, inPath('fileId')],
      },
    };
  }
  return { ...document, paths };
}

const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } });
const NAME = {
  name: 'name',
  in: 'query',
  required: true,
  description: 'Name of the file with its ending',
  schema: { type: 'string' },
};
const BINARY = { '*/*': { schema: { type: 'string', format: 'binary' } } };
const UPLOAD = {
  summary: 'Add a file: pictures, PDF, documents of the office formats, plain text',
  tags: ['Files'],
  requestBody: { required: true, content: BINARY },
  responses: {
    '201': { description: 'The file as it is listed' },
    '200': { description: 'It was there already' },
  },
};
const DOWNLOAD = {
  summary: 'Content of a file',
  tags: ['Files'],
  responses: { '200': { description: 'The content, for saving', content: BINARY } },
};
