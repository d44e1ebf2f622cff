import { itRunsTour } from './tour.js';

itRunsTour({
  document: 'docs/attestors.md',
  heading: 'From an empty server to a verified image',
  steps: 11,
  tools: ['bash', 'curl', 'openssl', 'awk'],
});
