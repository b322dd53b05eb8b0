import { fileHome } from '#platform/files/home';
import { measuresContract as contract } from '../contract.ts';
import { measure } from './kinds.ts';

export const measureFiles = fileHome(contract.files, { ...measure, kind: 'measure' });
