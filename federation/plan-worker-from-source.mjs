// A worker thread does not inherit the loader that runs TypeScript; compiled programs start plan-worker.js itself.
import { register } from 'tsx/esm/api';

register();
await import('./plan-worker.ts');
