import { describeTransports } from './transports-kit.js';

describeTransports('v1beta1');
