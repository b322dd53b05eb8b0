import { fileHome } from '#platform/files/home';
import { assessmentContract as contract } from '../contract.ts';
import { observation } from './kinds.ts';

export const observationFiles = fileHome(contract.observationFiles, { ...observation, kind: 'observation' });
