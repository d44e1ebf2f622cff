import { describeTransports } from './transports-kit.js';

// Those of v1beta1 are long: transports-agree-v1beta1.test.ts.
describeTransports('v1');
