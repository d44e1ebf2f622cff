import { itRunsTour } from './tour.js';

itRunsTour({
  document: 'docs/policies.md',
  heading: 'From an empty server to a refused pod',
  steps: 4,
  tools: ['bash', 'curl', 'sed', 'tail'],
  environment: (url) => ({ GRAFEAS_SERVER: url }),
});
