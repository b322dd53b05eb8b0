import { town } from '#platform/http/bind';
import { comparisonContract as contract } from '../contract.ts';
import { showComparison } from './show-comparison.ts';
import { takePart } from './take-part.ts';

export const comparisonRoutes = {
  comparison: town(contract.comparison, showComparison),
  takePart: town(contract.takePart, takePart),
};
