import { afterAll, beforeAll } from '@jest/globals';

import './province/examples.ts';
import './province/explain.ts';
import './province/explorer.ts';
import './province/graphql-over-http.ts';
import './province/languages.ts';
import { jawara, startProvince } from './province/province.ts';
import './province/stock-engine.ts';

// A start takes seconds: what asks a whole province, and needs none of its own, asks this one.
beforeAll(startProvince);
afterAll(() => jawara.stop());
