import { fileHome } from '#platform/files/home';
import { assessmentContract as contract } from '../contract.ts';
import { answerEvidence, observation, rating } from './kinds.ts';

export const observationFiles = fileHome(contract.observationFiles, { ...observation, kind: 'observation' });
export const ratingFiles = fileHome(contract.ratingFiles, { ...rating, kind: 'rating' });
/** Of answers in interviews: row security shows them to the team and to who gave them. */
export const answerFiles = fileHome(contract.answerFiles, { ...answerEvidence, kind: 'answer_evidence' });
