import { describe } from 'vitest';
import { refuseTokens, useListServer, ways } from './lists-kit.js';

useListServer();

const others = ways.filter(({ version, protocol }) => version !== 'v1' || protocol !== 'REST');
describe.each(others)('lists of $version over $protocol', refuseTokens);
